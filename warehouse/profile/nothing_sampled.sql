-- What is learned where no publisher has articles enough for it: as standing_texts.sql, passing_texts.sql, values.sql,
-- field_elements.sql, day_orders.sql, name_orders.sql, dateline_forms.sql and zones.sql, which look at those that were sampled.
create or replace temp table text_line as
select
    null::varchar as publisher, null::varchar as kind, null::varchar as value, null::bigint as pages, null::bigint as of,
    null::date as first_seen, null::date as last_seen
where false;

create or replace temp table passing_line as from text_line;

create or replace temp table value_line as from text_line;

create or replace temp table element_line as from text_line;

create or replace temp table order_line as from text_line;

create or replace temp table name_order_line as from text_line;

create or replace temp table dateline_form_line as from text_line;

create or replace temp table zone_line as from text_line
