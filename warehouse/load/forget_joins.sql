-- The joins of earlier loads: today's follow.
delete from base.contributor_join
