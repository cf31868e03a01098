-- What stays the same of a text that stands on many pages: its words, and where its numbers are.
create or replace temp macro masked(text) as
    lower(trim(regexp_replace(regexp_replace(text, '[0-9]+', '0', 'g'), '\s+', ' ', 'g')));

-- Letters and digits alone, as match keys have them.
create or replace temp macro squeezed(text) as lower(regexp_replace(text, '[^\p{L}\p{N}]+', '', 'g'));

-- The two numbers before the year where a day is written in numbers alone, '' each where it is not. Between dots the day is first.
create or replace temp macro day_numbers(text) as
    regexp_extract(text, '(?:^|[^\d/-])(\d{1,2})\s?[/-]\s?(\d{1,2})\s?[/-]\s?\d{4}(?:\D|$)', ['a', 'b']);

-- In which form a text begins with what may be a place, and nothing more, before a mark; null where it does not.
create or replace temp macro place_before_mark(text) as
    regexp_extract(left(text, 48), '^(?:(\p{Lu}[\p{Lu}\p{M}.''’ -]*[\p{Lu}\p{M}]{2})|(\p{Lu}[\p{Ll}\p{M}''’]+(?:[ -]\p{Lu}[\p{Ll}\p{M}]+)*))(\s?[—–―]|\s--?|:|\.)(?:\s|$)', ['capitals', 'name', 'mark']);

create or replace temp macro opening_form(text) as
    list_transform(
        [place_before_mark(text)],
        lambda place: if(place.capitals <> '', 'capitals, ', 'name, ')
            || case when coalesce(place.mark, '') = '' then null when place.mark = ':' then 'colon' when place.mark = '.' then 'full stop' else 'dash' end
    )[1];

create or replace temp macro is_unclear(text) as
    try_cast(day_numbers(text).a as integer) between 1 and 12
    and try_cast(day_numbers(text).b as integer) between 1 and 12
    and try_cast(day_numbers(text).a as integer) <> try_cast(day_numbers(text).b as integer);
