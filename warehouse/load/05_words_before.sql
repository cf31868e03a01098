-- Words that a rewriting may take away.
create or replace temp table leaving_word as
select distinct version.language, unnest(concordance.word_keys) as word_key
from base.concordance
join base.version using (article_id, version)
semi join rewriting using (article_id, version);
