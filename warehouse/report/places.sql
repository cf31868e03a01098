-- One row per place of datelines on the map: articles of the run, and of the month before.
select
    any_value(datelines.place) as place, datelines.country, any_value(datelines.lat) as lat, any_value(datelines.lon) as lon,
    count(distinct datelines.article_id) filter (where tonight.article_id is not null) as tonight,
    count(distinct datelines.article_id) filter (where recent.article_id is not null) as recent
from datelines
left join tonight using (article_id, version)
left join recent using (article_id, version)
where datelines.lat is not null and coalesce(tonight.article_id, recent.article_id) is not null
group by coalesce(datelines.geonames_id::varchar, datelines.place), datelines.country
order by tonight desc, recent desc, place
limit 500
