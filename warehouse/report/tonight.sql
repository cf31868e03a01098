-- What the run made or improved: the versions that the other questions of this folder are about.
create or replace temp table tonight as
select distinct article_id, version
from pages
join article_versions using (article_id, version)
where pages.run_id = $run_id and pages.outcome = 'article' and article_versions.withdrawn_run_id is null
