-- Every candidate for every field of one version.
select field, value, source, chosen from evidence where article_id = $article_id and version = $version order by field, position
