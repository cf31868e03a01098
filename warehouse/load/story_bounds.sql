-- What the comparing of a span of days knows of itself.
set variable span = $span
