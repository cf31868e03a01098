-- What the steps of this load know of its run.
set variable load = $load
