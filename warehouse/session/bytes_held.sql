-- Bytes that the file of this database has if nothing of it is cut off: its headers and its blocks.
select 3 * 4096 + total_blocks * block_size
from pragma_database_size()
