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
