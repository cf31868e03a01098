-- Whether any publisher has articles enough to learn from.
select count(*) > 0 from sampled
