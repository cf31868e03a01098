-- The labelled text of one version, in printed order.
select label, rule, text from blocks where article_id = $article_id and version = $version order by position
