-- A page that a run rejected has its reason, unless a later run could read it.
select page.run_id, page.page_id, page.url
from touched_page as page
anti join base.reject using (page_id)
where
    page.outcome = 'rejected'
    and not exists (
        from base.page as later
        where later.page_id = page.page_id and later.outcome in ('article', 'unchanged', 'duplicate')
    )
