-- Sentences by which shared text is found.
delete from base.sentence
using rewriting
where sentence.article_id = rewriting.article_id and sentence.version = rewriting.version;

insert into base.sentence
select article_id, version, told.position, told.span_start, told.span_end, told.hash, told.words, told.sketch
from (
    select article_id, version, unnest(staged.sentences) as told
    from staged
    join writing using (filename, file_row_number)
);

insert into base.sentence
select sentence.* replace (copying.version as version)
from base.sentence
join copying on copying.article_id = sentence.article_id and copying.like_version = sentence.version;
