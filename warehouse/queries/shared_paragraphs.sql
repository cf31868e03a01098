-- Which articles share text, how much of each is shared, and who was first?
select
    text_reuse.shared_paragraphs, text_reuse.shared_sentences, text_reuse.reworded_sentences, text_reuse.share,
    back.share as other_share, case when text_reuse.is_first then one.publisher when back.is_first then other.publisher end as first,
    one.publisher, one.title, other.publisher as other_publisher, other.title as other_title,
    one.article_id, other.article_id as other_article_id
from text_reuse
join text_reuse as back on back.article_id = text_reuse.other_article_id and back.other_article_id = text_reuse.article_id
join articles as one on one.article_id = text_reuse.article_id
join articles as other on other.article_id = text_reuse.other_article_id
where text_reuse.article_id < text_reuse.other_article_id
order by text_reuse.shared_sentences desc, text_reuse.share desc, one.article_id, other.article_id
