-- Two versions of an article, each with its text in blocks: one row, or none where one of them is not there.
select
    older.article_id, older.url, older.publisher,
    struct_pack(version := older.version, title := older.title, byline := older.byline, valid_from := older.valid_from) as older,
    struct_pack(version := newer.version, title := newer.title, byline := newer.byline, valid_from := newer.valid_from) as newer,
    (
        select list("text" order by position)
        from blocks
        where
            blocks.article_id = older.article_id and blocks.version = older.version
            and label in ('headline', 'standfirst', 'byline', 'dateline', 'body', 'heading', 'quote', 'list', 'table', 'caption', 'notice')
    ) as older_texts,
    (
        select list("text" order by position)
        from blocks
        where
            blocks.article_id = newer.article_id and blocks.version = newer.version
            and label in ('headline', 'standfirst', 'byline', 'dateline', 'body', 'heading', 'quote', 'list', 'table', 'caption', 'notice')
    ) as newer_texts,
    (select list(version order by version) from article_versions as every where every.article_id = older.article_id) as versions
from article_versions as older
join article_versions as newer using (article_id)
where older.article_id = $article_id and older.version = $older and newer.version = $newer
