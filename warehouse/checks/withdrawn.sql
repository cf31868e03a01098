-- A withdrawn version was valid at no time.
select article_id, version, valid_from, valid_to, withdrawn_run_id
from touched_version
where withdrawn_run_id is not null and valid_to is distinct from valid_from
