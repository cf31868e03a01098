-- Whose pictures are printed, and by whom?
select
    coalesce(images.credit_person, images.credit) as photographer,
    images.credit_agency as agency,
    count(*) as images,
    list(distinct articles.publisher order by articles.publisher) as publishers
from articles
join images using (article_id, version)
where images.credit is not null
group by all
order by images desc, photographer, agency
