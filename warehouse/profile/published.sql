-- What was published, as it is learned from: of the publishers of which this run brings any article.
create or replace temp view published_article as
select
    publisher, article_id, version, coalesce(published_at, first_seen_at)::date as day, title, standfirst, hash(body) as body,
    valid_from as seen_at
from main.article_versions
where valid_to is null and publisher in (select distinct staged.publisher from staged where staged.kind = 'article');

create or replace temp view published_text as
select article_id, version, position, label, text from main.blocks;

create or replace temp view published_evidence as
select article_id, version, field, value, source, chosen, element from main.evidence;

create or replace temp view published_image as
select article_id, version, url from main.images;

create or replace temp view published_line as
select publisher, kind, value from main.publisher_profiles
