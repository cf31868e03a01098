-- Hashes of body paragraphs, by which shared text is found.
delete from base.paragraph
using rewriting
where paragraph.article_id = rewriting.article_id and paragraph.version = rewriting.version;

insert into base.paragraph
select article_id, version, position, told.hash, told.characters
from (
    select article_id, version, unnest(staged.paragraphs) as told, generate_subscripts(staged.paragraphs, 1) as position
    from staged
    join writing using (filename, file_row_number)
)
where told is not null;

insert into base.paragraph
select paragraph.* replace (copying.version as version)
from base.paragraph
join copying on copying.article_id = paragraph.article_id and copying.like_version = paragraph.version;
