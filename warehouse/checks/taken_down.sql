-- Nothing is left of what was taken down.
select article_id, 'version' as held from touched_version semi join base.tombstone using (article_id)
union all
select article_id, 'block' from touched_block semi join base.tombstone using (article_id)
union all
select article_id, 'page' from base.page semi join base.tombstone using (article_id)
union all
select article_id, 'concordance' from touched_concordance semi join base.tombstone using (article_id)
