-- Rows that the catalog holds become files, files lose their deleted rows, and no snapshot is left that needs the old ones.
call ducklake_flush_inlined_data('lake');
call ducklake_rewrite_data_files('lake', delete_threshold => 0);
call ducklake_expire_snapshots('lake', older_than => now());
call ducklake_cleanup_old_files('lake', cleanup_all => true);
