-- Whom do others quote in a story whom this publisher does not quote there: -p story=ID -p publisher=gazette?
with spoken as (
    select articles.publisher, quotes.speaker_name, quotes.quote, quotes.article_id, quotes.position, articles.published_at
    from story_members
    join articles using (article_id, story_id)
    join quotes using (article_id, version)
    where story_id = $story and quotes.speaker_name is not null
)

select
    speaker_name, count(*) as quotations, list(distinct publisher order by publisher) as quoted_by,
    arg_min(quote, (published_at, article_id, position)) as first_quotation
from spoken
group by speaker_name
having count(*) filter (where publisher = $publisher) = 0
order by len(quoted_by) desc, quotations desc, speaker_name
