-- Articles whose story this load may have changed: those whose shared text was counted again, and who is in a story with them.
create or replace temp table retold as
from recounted
union
select fellow.article_id
from recounted
join base.story_member using (article_id)
join base.story_member as fellow using (story_id);

-- Who tells of the same: a fifth of the one or the other is the same text, and no more than three days lie between them.
create or replace temp table story_pair as
with pair as (
    select article_id, other_article_id from base.text_reuse where share >= 0.2 and article_id in (from retold)
    union
    select other_article_id, article_id from base.text_reuse where share >= 0.2 and other_article_id in (from retold)
),

dated as (
    select article_id, coalesce(version.published_at, article.first_seen_at) as told_at
    from base.version
    join base.article using (article_id)
    where version.valid_to is null and version.withdrawn_run_id is null
)

select pair.article_id, pair.other_article_id
from pair
join dated as one on one.article_id = pair.article_id
join dated as other on other.article_id = pair.other_article_id
where abs(epoch(one.told_at) - epoch(other.told_at)) <= 3 * 86400;

-- A story that they come to as a whole: it bears the id of one of its articles.
insert into story_pair
select fellow.article_id, fellow.story_id
from (select distinct other_article_id as article_id from story_pair) as met
join base.story_member as member using (article_id)
join base.story_member as fellow using (story_id)
where member.article_id not in (from retold);
