-- The joins of names in texts of earlier loads: today's follow.
delete from base.name_join
