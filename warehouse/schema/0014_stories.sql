-- What a story is.
comment on table base.story is 'One row per story: articles about one event, known by the text that they share (a fifth of one of two, word for word) within three days.';
comment on column base.story.story_id is 'article_id of its first article';
comment on column base.story_member.story_id is 'article_id of its first article';
comment on view stories is 'One row per story: articles about one event, known by the text that they share (a fifth of one of two, word for word) within three days.';
comment on column stories.story_id is 'article_id of its first article';
comment on column story_members.story_id is 'article_id of its first article';
