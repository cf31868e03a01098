-- A question's connection, before it is locked: it writes nothing aside, where what is taken down would stay.
set temp_directory = '';
set memory_limit = '{memory_mb}MB'
