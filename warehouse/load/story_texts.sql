-- These texts. By their place: found by a key, all texts of the warehouse would be unpacked.
select told_place.article_id, version.title, left(version.body, $characters), version.language, told_place.terms
from told_place
join base.version on version.rowid = told_place.place
