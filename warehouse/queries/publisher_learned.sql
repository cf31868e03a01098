-- What do a publisher's pages have in common, and on how many does it stand: -p publisher=gazette?
select kind, value, pages || ' of ' || "of" as pages, first_seen as since, state
from publisher_profiles
where publisher = $publisher
order by kind, publisher_profiles.pages desc, value
