-- Which days the texts speak of.

create table base.date_in_text (
    article_id VARCHAR NOT NULL,
    version    INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    as_written VARCHAR NOT NULL,
    first_day  DATE NOT NULL,
    last_day   DATE NOT NULL,
    rule       VARCHAR NOT NULL,
    anchor     DATE,
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL
);
comment on table base.date_in_text is 'One row per day, week, month or year that the body of a version speaks of.';

create view dates_in_text as
select article_id, version, position, as_written, first_day, last_day, rule, anchor, span_start, span_end
from base.date_in_text;
comment on view dates_in_text is 'One row per day, week, month or year that the body of a version speaks of.';
