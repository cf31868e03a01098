-- A reader's connection: it reaches no other file, no network, and the last line makes that final.
set global TimeZone = 'UTC';
set enable_external_access = false;
set lock_configuration = true
