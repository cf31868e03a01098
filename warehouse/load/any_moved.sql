-- Whether there is any article whose story may be another one now, or what it shares with others.
select count(*) > 0
from moved
