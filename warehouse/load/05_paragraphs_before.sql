-- Paragraphs that a rewriting may take away: whom else they bind must be counted again.
create or replace temp table paragraph_before as
select distinct paragraph.hash
from base.paragraph
semi join rewriting using (article_id, version);
