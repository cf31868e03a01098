-- One name of the texts that is joined with others.
insert into base.name_join values ($name_id, $same_as, $name, $evidence)
