-- Which articles are meant by an address or an id; those that are down already too.
select article_id, url, publisher
from (
    select article_id, arg_max(url, version) as url, arg_max(publisher, version) as publisher
    from base.version
    where
        article_id = $url_or_id
        or url = $url_or_id
        or article_id in (from (select article_id from base.page where url = $url_or_id or final_url = $url_or_id))
    group by article_id
    union
    select article_id, url, publisher
    from base.tombstone
    where article_id = $url_or_id or url = $url_or_id
)
order by article_id
