-- A worker's own desk, in memory: it holds macros and nothing else.
create schema base
