-- A story has two articles or more, each article at most one story, and says so; each membership has its
-- evidence, unless what it was like was taken down and the next load tells the story anew.
select story_id, count(*) as articles, count(distinct member.article_id) as distinct_articles, count(article.story_id) as say_so
from base.story
full join base.story_member as member using (story_id)
left join base.article using (article_id, story_id)
where story_id in (from touched_story)
group by story_id
having
    count(*) < 2
    or count(distinct member.article_id) < count(*)
    or count(article.story_id) < count(*)
    or count(story.story_id) < count(*)
union all
select article.story_id, 1, 1, 1
from base.article
anti join base.story_member using (article_id, story_id)
where article.story_id in (from touched_story)
union all
select story_id, 1, 1, 1
from base.story_member
semi join touched_story using (story_id)
anti join base.story_evidence using (story_id, article_id)
anti join base.reuse_due using (article_id)
