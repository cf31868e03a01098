-- Who and what is named in the texts, and where.

create table base.mention (
    article_id VARCHAR NOT NULL,
    version    INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    name_id    VARCHAR NOT NULL,
    kind       VARCHAR NOT NULL,
    name       VARCHAR NOT NULL,
    as_written VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL,
    rule       VARCHAR NOT NULL,
    family     VARCHAR,
    is_alone   BOOLEAN NOT NULL,
    known_as   VARCHAR
);
comment on table base.mention is 'One row per place in the body of a version that names a person, an organisation or a place.';

create table base.name_join (
    name_id  VARCHAR NOT NULL,
    same_as  VARCHAR NOT NULL,
    name     VARCHAR NOT NULL,
    evidence VARCHAR NOT NULL
);
comment on table base.name_join is 'One row per name of the texts that is joined with others, as config/names.toml says.';

create view mentions as
select
    mention.article_id, mention.version, mention.position,
    coalesce(by_editor.same_as, mention.known_as, mention.name_id) as name_id,
    mention.kind, mention.name, mention.as_written, mention.span_start, mention.span_end,
    case
        when by_editor.evidence is not null then mention.rule || '; joined: ' || by_editor.evidence
        when mention.known_as is not null then mention.rule || '; the bearer of this family name in other articles'
        else mention.rule
    end as rule
from base.mention
left join base.name_join as by_editor on by_editor.name_id = coalesce(mention.known_as, mention.name_id);
comment on view mentions is 'One row per place in the body of a version that names a person, an organisation or a place.';

create view names as
with written as (
    select
        coalesce(by_editor.same_as, mention.known_as, mention.name_id) as name_id, any_value(mention.kind) as kind, mention.name,
        any_value(by_editor.name) as joined_name, bool_and(mention.is_alone) as is_alone,
        list_distinct(list(mention.as_written)) as variants, count(*) as mentions
    from base.mention
    left join base.name_join as by_editor on by_editor.name_id = coalesce(mention.known_as, mention.name_id)
    group by coalesce(by_editor.same_as, mention.known_as, mention.name_id), mention.name
)

select
    name_id, any_value(kind) as kind,
    coalesce(any_value(joined_name), arg_min(name, (is_alone, -mentions, length(name), name))) as name,
    list_sort(list_distinct(flatten(list(variants)))) as variants,
    sum(mentions)::bigint as mentions
from written
group by name_id;
comment on view names is 'One row per person, organisation or place that texts name, whatever it is called in each.';
