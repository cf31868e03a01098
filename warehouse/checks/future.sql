-- No article was published more than a day after it was fetched.
select article_id, version, url, published_at, valid_from
from touched_version
where published_at > valid_from + interval 1 day
