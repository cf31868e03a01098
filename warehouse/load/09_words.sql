-- Words by which articles are found.
delete from base.concordance
using rewriting
where concordance.article_id = rewriting.article_id and concordance.version = rewriting.version;

insert into base.concordance
select writing.article_id, writing.version, staged.word_keys, staged.frequencies
from staged
join writing using (filename, file_row_number);

insert into base.concordance
select concordance.* replace (copying.version as version)
from base.concordance
join copying on copying.article_id = concordance.article_id and copying.like_version = concordance.version;

-- Which of them are forms of one; also of what is only confirmed, as the rules before may not have told. Each once, before they are
-- compared with those that there are: of the words of a night nearly all are the same.
create or replace temp table told_form as
select distinct language, word_key, stem_key
from (
    select article.language as language, unnest(form_keys) as word_key, unnest(stem_keys) as stem_key
    from staged
    semi join (
        select filename, file_row_number from writing
        union all
        select filename, file_row_number from confirmed
    ) as held using (filename, file_row_number)
);

insert into base.word_form
select language, word_key, stem_key
from told_form
anti join base.word_form using (language, word_key, stem_key);
