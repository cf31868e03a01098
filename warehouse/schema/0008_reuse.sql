-- Shared text is counted at each load; what an older warehouse holds is counted at its next one.
create table base.reuse_due (
    article_id VARCHAR NOT NULL
);
comment on table base.reuse_due is 'One row per article whose shared text the next load counts.';
comment on column base.reuse_due.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';

-- How long each paragraph is, so that sharing is told without the text.
alter table base.paragraph add column characters INTEGER;
update base.paragraph
set characters = length(block.text)
from base.block
where block.article_id = paragraph.article_id and block.version = paragraph.version and block.position = paragraph.position;
comment on column base.paragraph.characters is 'its length in characters';

insert into base.reuse_due select article_id from base.article;

comment on table base.text_reuse is 'One row per pair of articles that share paragraphs word for word in their current versions; each pair stands twice, once from either side.';
comment on column base.text_reuse.shared_paragraphs is 'paragraphs that stand in both, in any order; one that stands in more than 50 articles is a formula and does not count';
comment on column base.text_reuse.share is 'share of the body of article_id that these paragraphs are, in characters, 0 to 1';
comment on view text_reuse is 'One row per pair of articles that share paragraphs word for word in their current versions; each pair stands twice, once from either side.';
comment on column text_reuse.shared_paragraphs is 'paragraphs that stand in both, in any order; one that stands in more than 50 articles is a formula and does not count';
comment on column text_reuse.share is 'share of the body of article_id that these paragraphs are, in characters, 0 to 1';
