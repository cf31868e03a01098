-- Words by which articles are found.
delete from base.word
using rewriting
where word.article_id = rewriting.article_id and word.version = rewriting.version;

insert into base.word
select told.word, article_id, version, told.frequency
from (
    select article_id, version, unnest(staged.words) as told
    from staged
    join writing using (filename, file_row_number)
);

insert into base.word
select word.* replace (copying.version as version)
from base.word
join copying on copying.article_id = word.article_id and copying.like_version = word.version;
