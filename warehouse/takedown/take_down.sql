-- An article goes, and what says so comes. Its pages stay in the account of their runs, without what was in them; where they lie
-- in archive files that are away is kept until these are there again.
insert into base.tombstone
select $article_id, $publisher, $url, $reason, $taken_down_at
where $article_id not in (select article_id from base.tombstone);

-- What lies at its addresses and became no article may be of it, too.
create or replace temp table its_page as
select page_id
from base.page
group by page_id
having
    bool_or(coalesce(article_id = $article_id, false))
    or (
        count(article_id) = 0
        and any_value(url) in (from (select url from base.page where article_id = $article_id))
    );

update base.reject
set detail = 'taken down'
where page_id in (from its_page);

update base.page
set
    article_id = null, version = null, reason = 'taken down', headers = null,
    warc_file = case when list_contains($away, warc_file) then warc_file end,
    warc_offset = case when list_contains($away, warc_file) then warc_offset end,
    payload_sha256 = null, payload_size = null, rule_set = null
where page_id in (from its_page);

-- Its own words leave what was learned of its publisher: its headline may be a teaser that came to many pages in one night.
create or replace temp table its_text as
select distinct lower(trim(regexp_replace(regexp_replace(text, '[0-9]+', '0', 'g'), '\s+', ' ', 'g'))) as masked
from (
    select text from base.block where article_id = $article_id and label not in ('standing', 'related', 'navigation')
    union all
    select unnest([title, standfirst, description]) from base.version where article_id = $article_id
);

delete from base.publisher_profile
where
    publisher = $publisher
    and lower(trim(regexp_replace(regexp_replace(value, '[0-9]+', '0', 'g'), '\s+', ' ', 'g'))) in (from its_text);

-- Its rare words leave the dictionary of forms, once it is gone.
create or replace temp table leaving_word as
select distinct version.language, unnest(concordance.word_keys) as word_key
from base.concordance
join base.version using (article_id, version)
where article_id = $article_id;

delete from base.version where article_id = $article_id;
delete from base.block where article_id = $article_id;
delete from base.byline where article_id = $article_id;
delete from base.place where article_id = $article_id;
delete from base.image where article_id = $article_id;
delete from base.link where article_id = $article_id;
delete from base.quote where article_id = $article_id;
delete from base.date_in_text where article_id = $article_id;
delete from base.mention where article_id = $article_id;
delete from base.evidence where article_id = $article_id;
delete from base.topic where article_id = $article_id;
delete from base.sentence where article_id = $article_id;
delete from base.concordance where article_id = $article_id;
delete from base.version_change where article_id = $article_id;
delete from base.block_change where article_id = $article_id;
delete from base.rereading where article_id = $article_id;
delete from base.reuse_due where article_id = $article_id;
delete from base.text_reuse where $article_id in (article_id, other_article_id);
delete from base.shared_sentence where $article_id in (article_id, other_article_id);

-- Copies of it have another origin, or are the first now: the next load says which.
insert into base.reuse_due
select article_id from base.article where origin_article_id = $article_id;

update base.article set origin_article_id = null where origin_article_id = $article_id;

-- The story that it was in may bear its title, and may be none without it: the next load tells it anew.
create or replace temp table its_fellow as
select fellow.article_id, fellow.story_id, count(*) over () as fellows
from base.story_member as member
join base.story_member as fellow using (story_id)
where member.article_id = $article_id and fellow.article_id <> $article_id;

insert into base.reuse_due
select article_id from its_fellow;

delete from base.story_member where article_id = $article_id;
delete from base.story_link where $article_id in (article_id, other_article_id);
delete from base.story_evidence where $article_id in (article_id, other_article_id);
delete from base.story_change where article_id = $article_id;

update base.article set story_id = null where article_id in (select article_id from its_fellow where fellows = 1);
delete from base.story_member where article_id in (select article_id from its_fellow where fellows = 1);
delete from base.story_evidence where article_id in (select article_id from its_fellow where fellows = 1);
delete from base.story where story_id in (select story_id from its_fellow where fellows = 1);

update base.story
set title = (
    select arg_min_null(version.title, (coalesce(version.published_at, 'infinity'::timestamptz), version.article_id))
    from its_fellow
    join base.version using (article_id)
    where version.valid_to is null
)
where story_id in (select story_id from its_fellow);

delete from base.article where article_id = $article_id;
delete from base.listing where url = $url;
delete from base.check_failure where contains(found::varchar, $article_id);

delete from base.contributor
where contributor_id not in (select contributor_id from base.byline where contributor_id is not null);
