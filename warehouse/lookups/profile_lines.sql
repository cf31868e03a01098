-- What has been learned of the publishers' pages; what is over still holds for the pages of its time.
select publisher, kind, value, first_seen, last_seen
from main.publisher_profiles
