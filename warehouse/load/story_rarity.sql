-- How rare the terms of these days are.
insert into rarity by name select * from rarity_found
