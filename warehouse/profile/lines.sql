-- What was learned, a line each.
select * from text_line
union all
select * from value_line
order by publisher, kind, value
