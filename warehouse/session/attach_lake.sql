-- The lake's catalog and its files.
attach {lake} as lake ({options})
