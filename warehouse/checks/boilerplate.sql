-- What is labelled related, notice, promo, paywall, comments or colophon stands in no body.
select block.article_id, block.version, block.position, block.label, block.text
from base.block
join base.block as body
    on body.article_id = block.article_id and body.version = block.version and body.text = block.text
where
    block.label in ('related', 'notice', 'promo', 'paywall', 'comments', 'colophon')
    and body.label in ('body', 'heading', 'quote', 'list', 'table')
