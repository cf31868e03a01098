-- One version of an article with all that is known of it: one row, or none. Without a version the current one, else the last.
with
wanted as (
    select *
    from article_versions
    where article_id = $article_id and ($version is null or version = $version)
    order by valid_to is null desc, version desc
    limit 1
)

select
    wanted.* exclude (body),
    (
        select list(struct_pack(position, label, rule, "text") order by position)
        from blocks where blocks.article_id = wanted.article_id and blocks.version = wanted.version
    ) as blocks,
    (
        select list(struct_pack(field, "value", source, chosen) order by field, position)
        from evidence where evidence.article_id = wanted.article_id and evidence.version = wanted.version
    ) as evidence,
    (
        select list(struct_pack(contributor_id, kind, "name", "role", "function", affiliation, "location", handle) order by position)
        from bylines where bylines.article_id = wanted.article_id and bylines.version = wanted.version
    ) as contributors,
    (
        select list(struct_pack(place, region, country, lat, lon) order by position)
        from datelines where datelines.article_id = wanted.article_id and datelines.version = wanted.version
    ) as places,
    (
        select list(struct_pack(url, caption, credit) order by position)
        from images where images.article_id = wanted.article_id and images.version = wanted.version
    ) as images,
    (
        select list(struct_pack("quote", speaker) order by position)
        from quotes where quotes.article_id = wanted.article_id and quotes.version = wanted.version
    ) as quotes,
    (
        select list(struct_pack(version, title, word_count, valid_from, valid_to) order by version)
        from article_versions as every where every.article_id = wanted.article_id
    ) as versions,
    (
        select list(struct_pack(article_id := other.article_id, title := other.title, publisher := other.publisher, share) order by share desc)
        from text_reuse
        join articles as other on other.article_id = text_reuse.other_article_id
        where text_reuse.article_id = wanted.article_id
    ) as shares_text,
    (
        select struct_pack(story_id, title := stories.title, size := count(*))
        from stories join story_members using (story_id)
        where stories.story_id = wanted.story_id
        group by stories.story_id, stories.title
    ) as story,
    (
        select struct_pack(warc_file := min(warc_file), warc_offset := arg_min(warc_offset, warc_file))
        from pages where pages.page_id = wanted.page_id
    ) as archived
from wanted
