-- What was learned, a line each.
select * from text_line
union all
select *
from passing_line
anti join text_line
    on text_line.publisher = passing_line.publisher and masked(text_line.value) = masked(passing_line.value)
union all
select * from value_line
union all
select * from element_line
union all
select * from order_line
union all
select * from name_order_line
union all
select * from dateline_form_line
union all
select * from zone_line
order by publisher, kind, value
