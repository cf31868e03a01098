-- A store that is made anew takes its rows from the old one.
attach $old as old (read_only)
