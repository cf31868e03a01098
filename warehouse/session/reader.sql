-- A reader's connection; the last line makes the others final.
set global TimeZone = 'UTC';
set lock_configuration = true
