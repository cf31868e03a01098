-- What may stand on a page of other articles: a headline, a summary, or both.
select publisher, title, standfirst from headline
union all
select publisher, null, summary from teaser
