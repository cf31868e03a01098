-- Shared text is counted at each load; what an older warehouse holds is counted at its next one.
create table base.reuse_due (
    article_id VARCHAR NOT NULL
);
comment on table base.reuse_due is 'One row per article whose shared text the next load counts.';
comment on column base.reuse_due.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';

insert into base.reuse_due select article_id from base.article;

comment on table base.text_reuse is 'One row per pair of articles that share paragraphs word for word in their current versions; each pair stands twice, once from either side.';
comment on column base.text_reuse.shared_paragraphs is 'paragraphs that stand in both, in any order; one that stands in more than 50 articles is a formula and does not count';
comment on column base.text_reuse.share is 'share of the body of article_id that these paragraphs are, in characters, 0 to 1';
comment on view text_reuse is 'One row per pair of articles that share paragraphs word for word in their current versions; each pair stands twice, once from either side.';
comment on column text_reuse.shared_paragraphs is 'paragraphs that stand in both, in any order; one that stands in more than 50 articles is a formula and does not count';
comment on column text_reuse.share is 'share of the body of article_id that these paragraphs are, in characters, 0 to 1';
