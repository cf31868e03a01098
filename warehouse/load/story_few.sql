-- Which articles are compared next.
set variable few = $few
