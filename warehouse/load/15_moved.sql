-- Articles whose current text came, went or was read anew: their stories are told again, and what they share is counted again.
create or replace temp table moved as
select article_id from writing
union
select article_id from copying
union
select article_id from standing_otherwise
union
select article_id from base.reuse_due;

delete from base.reuse_due;
