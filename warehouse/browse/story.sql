-- One story with its articles in the order of time, and why each is in it: one row, or none.
select
    stories.story_id, stories.title,
    (
        select
            list(
                struct_pack(
                    article_id, title := articles.title, publisher := articles.publisher, "language" := articles."language",
                    authors := articles.authors, place := articles.place, published_at, published_precision, word_count,
                    why := (
                        select list(struct_pack(kind, shared) order by kind)
                        from story_evidence as why
                        where why.story_id = stories.story_id and why.article_id = articles.article_id
                    )
                )
                order by coalesce(published_at, first_seen_at), article_id
            )
        from story_members
        join articles using (article_id)
        where story_members.story_id = stories.story_id
    ) as members
from stories
where stories.story_id = $story_id
