-- True when the lock is ours, until the transaction ends. The number is Copydesk's own: "desk" in ASCII.
from postgres_query('catalog', 'select pg_try_advisory_xact_lock(1684370283) as held')
