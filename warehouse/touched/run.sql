-- The run whose work is looked at, and how many articles of a publisher.
set variable touching = $touching
