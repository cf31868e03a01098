-- All rows of those articles. One pass over the names in each table, and over no text.
create or replace temp table its_version as
select article_id, version, page_id, publisher, url, valid_from, valid_to, withdrawn_run_id, turn, published_at
from base.version
semi join its_article using (article_id);

create or replace temp table its_writing as
select article_id, version
from base.version
where run_id = getvariable('touching').run_id or reread_run_id = getvariable('touching').run_id;

create or replace temp table its_story_link as
select article_id, other_article_id
from base.story_link
where article_id in (from its_article) or other_article_id in (from its_article);

create or replace temp table its_shared_sentence as
select article_id, other_article_id
from base.shared_sentence
where article_id in (from its_article) or other_article_id in (from its_article);

create or replace temp table its_block as
select article_id, version, position from base.block semi join its_article using (article_id);

create or replace temp table its_byline as
select article_id, version, position, contributor_id from base.byline semi join its_article using (article_id);

create or replace temp table its_place as
select article_id, version, position from base.place semi join its_article using (article_id);

create or replace temp table its_image as
select article_id, version, position from base.image semi join its_article using (article_id);

create or replace temp table its_link as
select article_id, version, position from base.link semi join its_article using (article_id);

create or replace temp table its_quote as
select article_id, version, position from base.quote semi join its_article using (article_id);

create or replace temp table its_mention as
select article_id, version, position from base.mention semi join its_article using (article_id);

create or replace temp table its_date_in_text as
select article_id, version, position from base.date_in_text semi join its_article using (article_id);

create or replace temp table its_evidence as
select article_id, version, position from base.evidence semi join its_article using (article_id);

create or replace temp table its_sentence as
select article_id, version from base.sentence semi join its_article using (article_id);

create or replace temp table its_concordance as
select article_id, version from base.concordance semi join its_article using (article_id);

create or replace temp table its_topic as
select article_id, version from base.topic semi join its_article using (article_id)
