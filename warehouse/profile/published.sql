-- What was published, as it is learned from: of the publishers of which this run brings any article. Texts are looked up by their
-- place, for those that are chosen: found by a key, all texts of the warehouse would be unpacked.
create or replace temp view published_article as
select
    version.publisher, article_id, version.version, coalesce(version.published_at, article.first_seen_at)::date as day,
    version.valid_from as seen_at, version.rowid as place
from base.version
join base.article using (article_id)
where version.valid_to is null and version.publisher in (select distinct staged.publisher from staged where staged.kind = 'article');

create or replace temp view published_words as
select rowid as place, title, standfirst, hash(body) as body from base.version;

create or replace temp view published_text as
select rowid as place, article_id, version, position, label, text from base.block;

create or replace temp view published_evidence as
select article_id, version, field, value, source, chosen, element from main.evidence;

create or replace temp view published_image as
select article_id, version, url from main.images;

create or replace temp view published_line as
select publisher, kind, value from main.publisher_profiles
