-- Publishers of the run of which there is an article, from whatever run.
select distinct publisher
from base.version
semi join base.source_health as tonight on tonight.run_id = $run_id and tonight.publisher = version.publisher
