-- What each publisher's latest articles are called, and how they are summed up.
select publisher, title, standfirst
from main.articles
where length(title) >= $shortest and publisher <> $heap and ($of::varchar[] is null or list_contains($of::varchar[], publisher))
qualify row_number() over (partition by publisher order by first_seen_at desc, article_id) <= $most
