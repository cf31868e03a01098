-- The pairs among the articles whose stories are told anew.
select article_id, other_article_id, likeness
from base.story_link
where article_id in (from region) and other_article_id in (from region)
