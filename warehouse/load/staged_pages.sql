-- Pages that are staged.
select count(distinct page_id)
from staged
