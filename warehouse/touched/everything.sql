-- What the checks look at when they look at all there is.
create or replace temp view touched_run as select run_id from base.run;
create or replace temp view touched_page as select run_id, page_id, publisher, url, article_id, version, outcome, reason from base.page;
create or replace temp view touched_article as select article_id from base.article;
create or replace temp view touched_version as
select article_id, version, page_id, publisher, url, valid_from, valid_to, withdrawn_run_id, turn, published_at from base.version;
create or replace temp view written_version as select article_id, version from base.version;
create or replace temp view touched_publisher as select publisher from base.publisher union select publisher from base.version;
create or replace temp view touched_story as
select story_id from base.story
union
select story_id from base.story_member
union
select story_id from base.article where story_id is not null;
create or replace temp view touched_story_link as select article_id, other_article_id from base.story_link;
create or replace temp view touched_shared_sentence as select article_id, other_article_id from base.shared_sentence;
create or replace temp view touched_block as select article_id, version, position from base.block;
create or replace temp view touched_byline as select article_id, version, position, contributor_id from base.byline;
create or replace temp view touched_place as select article_id, version, position from base.place;
create or replace temp view touched_image as select article_id, version, position from base.image;
create or replace temp view touched_link as select article_id, version, position from base.link;
create or replace temp view touched_quote as select article_id, version, position from base.quote;
create or replace temp view touched_mention as select article_id, version, position from base.mention;
create or replace temp view touched_date_in_text as select article_id, version, position from base.date_in_text;
create or replace temp view touched_evidence as select article_id, version, position from base.evidence;
create or replace temp view touched_sentence as select article_id, version from base.sentence;
create or replace temp view touched_concordance as select article_id, version from base.concordance;
create or replace temp view touched_topic as select article_id, version from base.topic
