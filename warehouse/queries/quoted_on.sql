-- Who is quoted in articles about these words, how often, and where: -p words='harbour bridge'?
select
    coalesce(quotes.speaker_name, quotes.speaker) as speaker,
    count(*) as quotations,
    count(distinct articles.article_id) as articles,
    list(distinct articles.publisher order by articles.publisher) as publishers,
    arg_min(quotes.quote, (articles.published_at, quotes.position)) as first_quotation
from search($words) as found
join articles using (article_id, version)
join quotes using (article_id, version)
where quotes.speaker is not null
group by coalesce(quotes.speaker_name, quotes.speaker)
order by articles desc, quotations desc, speaker
limit 100
