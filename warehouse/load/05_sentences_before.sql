-- Sentences that a rewriting may take away: whom else they bind must be counted again.
create or replace temp table sentence_before as
select distinct sentence.hash
from base.sentence
semi join rewriting using (article_id, version)
where len(sketch) > 0;
