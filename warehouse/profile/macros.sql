-- What stays the same of a text that stands on many pages: its words, and where its numbers are.
create or replace temp macro masked(text) as
    lower(trim(regexp_replace(regexp_replace(text, '[0-9]+', '0', 'g'), '\s+', ' ', 'g')));

-- Letters and digits alone, as match keys have them.
create or replace temp macro squeezed(text) as lower(regexp_replace(text, '[^\p{L}\p{N}]+', '', 'g'));
