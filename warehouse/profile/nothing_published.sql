-- As published.sql, where nothing has been published yet.
create or replace temp view published_article as
select
    null::varchar as publisher, null::varchar as article_id, null::integer as version, null::date as day,
    null::timestamptz as seen_at, null::bigint as place
where false;

create or replace temp view published_words as
select
    null::bigint as place, null::varchar as title, null::varchar as standfirst, null::ubigint as body
where false;

create or replace temp view published_text as
select
    null::bigint as place, null::varchar as article_id, null::integer as version, null::integer as position,
    null::varchar as label, null::varchar as text
where false;

create or replace temp view published_evidence as
select null::varchar as article_id, null::integer as version, null::varchar as field, null::varchar as value,
    null::varchar as source, null::boolean as chosen, null::varchar as element
where false;

create or replace temp view published_image as
select null::varchar as article_id, null::integer as version, null::varchar as url
where false;

create or replace temp view published_line as
select null::varchar as publisher, null::varchar as kind, null::varchar as value
where false
