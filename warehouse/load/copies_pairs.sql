-- Pairs that share text, from either side, and which was told first.
create or replace temp table told as
with asked as (
    select article_id from side
    union
    select article_id from concerned
)

select
    version.article_id, version.publisher, version.published_at, version.published_precision = 'minute' as is_to_the_minute,
    -- To the day: what came in one night came in no order.
    article.first_seen_at::date as first_seen_on,
    coalesce(list_distinct(list(lower(agency)) filter (where agency is not null)), []) as agencies
from base.version
join base.article using (article_id)
left join agency_credits as credits
    on credits.article_id = version.article_id and credits.version = version.version and credits.named_in <> 'origin'
where
    version.valid_to is null
    and version.article_id in (
        select article_id from asked
        union
        select other_article_id from base.text_reuse where article_id in (from asked)
    )
group by all;

insert into base.text_reuse
select
    one.article_id, one.other_article_id, one.shared_paragraphs, one.shared_sentences, one.reworded_sentences, one.share,
    case
        when told.is_to_the_minute and other_told.is_to_the_minute
            then case when told.published_at <> other_told.published_at then told.published_at < other_told.published_at end
        when told.published_at::date <> other_told.published_at::date then told.published_at < other_told.published_at
    end as is_first
from side as one
join side as other on other.article_id = one.other_article_id and other.other_article_id = one.article_id
join told on told.article_id = one.article_id
join told as other_told on other_told.article_id = one.other_article_id
where
    greatest(one.paragraphs, other.paragraphs) > 1
    or greatest(one.share, other.share) >= getvariable('copies').of_one_paragraph;
