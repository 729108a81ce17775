"""papercleaner: from the raw text of a scanned Chinese newspaper page to its articles.

>>> import papercleaner
>>> page = papercleaner.clean("本报讯  今天,天气\\n晴好。")
>>> [str(block.text) for article in page.articles for block in article.blocks]
['本报讯 今天，天气晴好。']
"""

from __future__ import annotations

from papercleaner.config import Config
from papercleaner.errors import PapercleanerError
from papercleaner.model import Article, Edit, Page

__version__ = "0.1.0"

__all__ = ["Article", "Config", "Edit", "Page", "PapercleanerError", "clean"]


def clean(source: str | bytes, config: Config | None = None, *, name: str = "text", reader: str | None = None) -> Page:
    """The cleaned page of one document, its promises proved.

    `source`: the text of a dump, or the bytes of a file (UTF-8).  `name` is kept in the page's record.
    `reader` insists on a format (`plain`, `markdown`, `json`, `jsonl`); by default the content tells.
    Raises InputError where the source cannot be read, InvariantError if a promise broke: then there is no page.
    """
    from papercleaner import service

    data = source if isinstance(source, bytes) else source.encode(errors="surrogatepass")
    return service.clean(data, name, config or Config(), service.Reading(reader=reader))
