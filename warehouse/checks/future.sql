-- No article was published more than a day after it was fetched.
-- What to do: look at the page. If the paper prints its days the other way round or in another zone, say so in its file (pin, timezone)
-- and type: copydesk reread --publisher ID
select article_id, version, url, published_at, valid_from
from touched_version
where published_at > valid_from + interval 1 day
