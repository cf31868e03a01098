-- Articles that are like one another.
insert into base.story_link by name select * from story_links_found
