-- What the comparing of copies knows of itself.
set variable copies = $copies
