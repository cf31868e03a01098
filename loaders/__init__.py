"""Pages from files: `pages_in(paths)` gives each article in the files below them as a page, or says why not.

One small file a format, chosen by content (`formats`). A further format is one more module with `is_it(head, name)`,
`load(source)` and its row of docs/loading.md, named in `loaders.detect.FORMATS`.
"""

from loaders.files import pages_in
from loaders.named_paths import not_there

__all__ = ["not_there", "pages_in"]
