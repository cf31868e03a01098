-- Whether a warehouse is so small that all of it is looked at sooner than what a run touched is found.
select count(*) < $few from base.article
