-- Which articles are about these words: -p words='harbour bridge'?
select score, published_at, publisher, title, url
from search($words)
limit 50
