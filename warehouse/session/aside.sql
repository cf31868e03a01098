-- Where a lake's loader puts aside what does not fit into memory: below its home, as a store's does.
set temp_directory = '{folder}'
