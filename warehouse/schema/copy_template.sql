-- All that an empty store holds, into one in which nothing is yet.
begin;
copy from database template to store;
update base.schema_files set applied_at = now();
commit;
detach template
