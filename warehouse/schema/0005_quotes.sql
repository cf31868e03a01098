-- Who is quoted: the words, and by whom the text says that they are.

create table base.quote (
    article_id   VARCHAR NOT NULL,
    version      INTEGER NOT NULL,
    position     INTEGER NOT NULL,
    quote        VARCHAR NOT NULL,
    kind         VARCHAR NOT NULL,
    verb         VARCHAR,
    speaker      VARCHAR,
    speaker_name VARCHAR,
    speaker_id   VARCHAR,
    span_start   INTEGER NOT NULL,
    span_end     INTEGER NOT NULL,
    rule         VARCHAR NOT NULL
);
comment on table base.quote is 'One row per quotation in the body of a version.';

create view quotes as
select article_id, version, position, quote, kind, verb, speaker, speaker_name, speaker_id, span_start, span_end, rule
from base.quote;
comment on view quotes is 'One row per quotation in the body of a version.';
