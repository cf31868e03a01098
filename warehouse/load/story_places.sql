-- Where the texts lie in which these articles and their fellows write what they have in common, and the terms that are asked for of each.
create or replace temp table told_place as
select article_id, version.rowid as place, asked.terms
from base.version
join (
    select article_id, list_distinct(flatten(list(terms))) as terms
    from (select article_id, terms from alike union all select other_article_id, terms from alike)
    group by article_id
) as asked using (article_id)
where valid_to is null and withdrawn_run_id is null
