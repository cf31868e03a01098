-- Publishers of the run on whose latest articles, the run's own first, a long paragraph ends or begins a third of the texts: of the
-- others no paragraph has come to stand on half of all their articles. Whether it does is asked of all of them.
create or replace temp table latest_version as
select publisher, article_id, version
from base.version
where
    valid_to is null
    and withdrawn_run_id is null
    and publisher in (select publisher from base.version semi join its_writing using (article_id, version))
qualify row_number() over (
    partition by publisher
    order by coalesce(reread_run_id, run_id) = getvariable('touching').run_id desc, valid_from desc, article_id
) <= getvariable('touching').most;

create or replace temp table latest_row as
select block.rowid as place, latest_version.*, position
from base.block
join latest_version using (article_id, version)
where label = 'body'
qualify
    row_number() over (partition by article_id, version order by position) = 1
    or row_number() over (partition by article_id, version order by position desc) = 1
;

create or replace temp table its_publisher as
with edge as (
    select latest_row.publisher, latest_row.article_id, block.text
    from base.block
    join latest_row on block.rowid = latest_row.place
    where len(string_split(block.text, ' ')) >= 8
),

looked as (
    select publisher, count(*) as articles from latest_version group by publisher
)

select distinct publisher
from (
    select publisher
    from edge
    join looked using (publisher)
    group by publisher, edge.text, looked.articles
    having 3 * count(distinct edge.article_id) >= looked.articles
)
