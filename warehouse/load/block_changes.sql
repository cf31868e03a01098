-- What the comparison found, block by block.
insert into base.block_change select * from block_changes
