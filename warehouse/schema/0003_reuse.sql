-- What articles share.
create table base.paragraph (
    article_id VARCHAR NOT NULL,
    version    INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    hash       UBIGINT NOT NULL
);
comment on table base.paragraph is 'One row per block of a versions body.';
comment on column base.paragraph.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column base.paragraph.version is 'number of the version within its article, from 1, in order of arrival';
comment on column base.paragraph.position is 'position of its block';
comment on column base.paragraph.hash is '64 bits of the SHA-256 of the text, folded (NFKC, case, white space): equal paragraphs have equal hashes';

create table base.text_reuse (
    article_id        VARCHAR NOT NULL,
    other_article_id  VARCHAR NOT NULL,
    shared_paragraphs INTEGER NOT NULL,
    share             DOUBLE NOT NULL
);
comment on table base.text_reuse is 'One row per pair of articles that share text; each pair stands twice, once from either side.';
comment on column base.text_reuse.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column base.text_reuse.other_article_id is 'the article that it shares text with';
comment on column base.text_reuse.shared_paragraphs is 'paragraphs that stand in both';
comment on column base.text_reuse.share is 'share of the words of article_id that stands in the other, 0 to 1';

create table base.story (
    story_id VARCHAR NOT NULL,
    title    VARCHAR
);
comment on table base.story is 'One row per story: articles about one event.';
comment on column base.story.story_id is 'the story';
comment on column base.story.title is 'title of its first article';

create table base.story_member (
    story_id   VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL
);
comment on table base.story_member is 'One row per article in a story.';
comment on column base.story_member.story_id is 'the story';
comment on column base.story_member.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
