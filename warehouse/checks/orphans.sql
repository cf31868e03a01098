-- Nothing hangs in the air: each row has the row that it belongs to.
select 'block without version' as orphan, article_id as id, version, count(*) as rows
from touched_block
anti join base.version using (article_id, version)
group by all
union all
select 'byline without version', article_id, version, count(*)
from touched_byline
anti join base.version using (article_id, version)
group by all
union all
select 'place without version', article_id, version, count(*)
from touched_place
anti join base.version using (article_id, version)
group by all
union all
select 'image without version', article_id, version, count(*)
from touched_image
anti join base.version using (article_id, version)
group by all
union all
select 'link without version', article_id, version, count(*)
from touched_link
anti join base.version using (article_id, version)
group by all
union all
select 'quote without version', article_id, version, count(*)
from touched_quote
anti join base.version using (article_id, version)
group by all
union all
select 'date in text without version', article_id, version, count(*)
from touched_date_in_text
anti join base.version using (article_id, version)
group by all
union all
select 'mention without version', article_id, version, count(*)
from touched_mention
anti join base.version using (article_id, version)
group by all
union all
select 'evidence without version', article_id, version, count(*)
from touched_evidence
anti join base.version using (article_id, version)
group by all
union all
select 'sentence without version', article_id, version, count(*)
from touched_sentence
anti join base.version using (article_id, version)
group by all
union all
select 'concordance without version', article_id, version, count(*)
from touched_concordance
anti join base.version using (article_id, version)
group by all
union all
select 'topic without version', article_id, version, count(*)
from touched_topic
anti join base.version using (article_id, version)
group by all
union all
select 'version without topic', article_id, version, count(*)
from touched_version
anti join base.topic using (article_id, version)
group by all
union all
select 'story link without article', article_id, null, count(*)
from (select article_id from touched_story_link union all select other_article_id from touched_story_link)
anti join base.article using (article_id)
group by all
union all
select 'shared sentence without article', article_id, null, count(*)
from (select article_id from touched_shared_sentence union all select other_article_id from touched_shared_sentence)
anti join base.article using (article_id)
group by all
union all
select 'copy without origin', copy.article_id, null, count(*)
from base.article as copy
anti join base.article as origin on origin.article_id = copy.origin_article_id
where copy.origin_article_id is not null and copy.article_id in (from touched_article)
group by all
union all
select 'version without article', article_id, version, count(*)
from touched_version
anti join base.article using (article_id)
group by all
union all
select 'article without version', article_id, null, count(*)
from base.article
semi join touched_article using (article_id)
anti join base.version using (article_id)
group by all
union all
select 'byline without contributor', article_id, version, count(*)
from touched_byline
anti join base.contributor using (contributor_id)
where contributor_id is not null
group by all
union all
select 'contributor without byline', contributor_id, null, count(*)
from base.contributor
anti join base.byline using (contributor_id)
group by all
union all
select 'page without article', page_id, null, count(*)
from touched_page
anti join base.article using (article_id)
where article_id is not null
group by all
union all
select 'page without run', page_id, null, count(*)
from touched_page
anti join base.run using (run_id)
group by all
union all
select 'version without its page', article_id, version, count(*)
from touched_version
anti join base.page using (page_id)
group by all
union all
select 'listing without run', url, null, count(*)
from base.listing
anti join base.run using (run_id)
group by all
