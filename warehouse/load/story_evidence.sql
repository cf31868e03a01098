-- Why each is in its story.
insert into base.story_evidence select * from story_evidence_found
