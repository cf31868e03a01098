-- Ids that stand for a story, or have: none is given twice.
select story_id
from base.story_change
where story_id in (from region)
union
select story_id
from base.story
