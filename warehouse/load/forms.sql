-- The keys of words and of their stems. What search takes for several words has none.
select word, case when len(parts) = 1 then base.word_key(parts[1]) end as word_key, base.word_key(stem) as stem_key
from (select *, base.words_of(word) as parts from met)
