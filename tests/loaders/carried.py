"""The table in docs/loading.md: which fields of the ten articles come back from each format, as tests/loaders/formats/test_ten.py holds."""

from tests.loaders.ten import ALL

FIELDS = ("authors", "published_at", "url", "publisher", "section", "tags", "standfirst")
"""Those that some format does not carry. Title, text, language and dateline come back from all of them."""

NAMES = {
    "WARC, ARC, WACZ": ("warc", "warc_gz", "warc_zst", "warc_zst_with_dictionary", "arc", "wacz"),
    "pages: HTML, saved, MHTML, in ZIP or tar": (
        "html_folder", "saved_pages", "mhtml", "utf_16", "zip_of_pages", "tar_gz", "zip_in_tar_in_zip",
    ),
    "JSON lines, JSON, CSV, Parquet with a column for each": (
        "jsonl", "jsonl_of_html", "jsonl_gz", "json_array", "scrapy_jsonl", "scrapy_json", "scrapy_csv", "csv_semicolon", "parquet_file",
    ),
    "NITF": ("nitf",),
    "NewsML-G2, ninjs 1–3": ("newsml_g2", "ninjs_1", "ninjs_2", "ninjs_3"),
    "RSS, Atom": ("rss", "atom"),
    "news-please": ("news_please",),
    "newspaper4k, Fundus": ("newspaper4k", "fundus"),
    "trafilatura": ("trafilatura",),
    "Markdown with front matter": ("markdown",),
    "plain text": ("text",),
    "Word, PDF": ("docx", "pdf"),
    "e-mail": ("eml", "mbox"),
    "Nexis, as .docx": ("nexis_docx",),
    "Nexis, as .rtf or .txt": ("nexis_rtf", "nexis_txt"),
    "Factiva": ("factiva", "factiva_coded"),
    "ProQuest": ("proquest",),
}  # fmt: skip


def as_table() -> str:
    """Markdown, a row for each kind of format. Raises ValueError where formats of one row do not carry the same."""
    lacks = {write.__name__: missing for write, missing in ALL.items()}
    head = f"| format | {' | '.join(FIELDS)} |\n|---|{'---|' * len(FIELDS)}\n"
    return head + "".join(
        f"| {name} | {' | '.join(_cells({lacks[one] for one in formats}))} |\n" for name, formats in NAMES.items()
    )


def _cells(lacks: set[frozenset[str]]) -> list[str]:
    [missing] = lacks
    return ["–" if field in missing else "yes" for field in FIELDS]
