-- One name that is joined with others.
insert into base.contributor_join values ($contributor_id, $same_as, $name, $evidence)
