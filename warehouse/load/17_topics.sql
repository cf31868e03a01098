-- Terms by which stories are found.
delete from base.topic
using rewriting
where topic.article_id = rewriting.article_id and topic.version = rewriting.version;

insert into base.topic
select
    writing.article_id, writing.version, coalesce(staged.article.published_at, staged.fetched_at)::date,
    coalesce(staged.article.language, ''), staged.terms, staged.term_counts
from staged
join writing using (filename, file_row_number);

insert into base.topic
select topic.* replace (copying.version as version)
from base.topic
join copying on copying.article_id = topic.article_id and copying.like_version = topic.version;

-- A text without a time of its own is as old as the earliest fetch of its article, which an archive may bring late.
update base.topic
set told_on = article.first_seen_at::date
from base.version
join base.article using (article_id)
where
    topic.article_id = version.article_id
    and topic.version = version.version
    and version.published_at is null
    and topic.told_on <> article.first_seen_at::date;
