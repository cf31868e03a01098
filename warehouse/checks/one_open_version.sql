-- An article with a version that stands has one open version.
select article_id, count(*) filter (where valid_to is null) as open_versions
from touched_version
where withdrawn_run_id is null
group by article_id
having count(*) filter (where valid_to is null) <> 1
