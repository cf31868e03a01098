-- True for a warehouse that no run has reached.
select count(*) = 0
from base.run
