-- A reader of the lake sees its files; the last line makes the others final.
set allowed_directories = [{data}];
set enable_external_access = false;
set lock_configuration = true
