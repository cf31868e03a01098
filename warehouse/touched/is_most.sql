-- Whether a run touched so much that all there is is looked at sooner.
select 2 * (select count(*) from its_article) > (select count(*) from base.article)
