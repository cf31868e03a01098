-- What became of an address or id that no article has, where it is known: in one sentence.
select format('taken down on {}: {}', strftime(taken_down_at, '%Y-%m-%d'), reason) as became, 1 as turn, taken_down_at as happened_at
from tombstones
where article_id = $url_or_id or url = $url_or_id
union all
select format('its page was {}{}{}', outcome, coalesce(', ' || reason, ''), coalesce(': ' || detail, '')), 2, fetched_at
from pages left join rejects using (page_id, run_id)
where pages.url = $url_or_id
order by turn, happened_at desc
limit 1;
