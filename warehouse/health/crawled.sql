-- A publisher that was crawled and at which nothing was to be asked for has a night, too: that is what silence looks like.
insert into base.source_health by name
select
    $publisher as publisher, $run_id as run_id, 0 as asked, 0 as new, 0 as changed, 0 as rejected, 0 as failed, 0 as deferred,
    0 as duplicate, 0 as came, 0 as no_byline, 0 as no_date, [] as codes
where not exists (from base.source_health as known where known.run_id = $run_id and known.publisher = $publisher)
