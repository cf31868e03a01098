"""The pages of `copydesk browse`, served on loopback from a thread, and who asks for them as a browser does."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import lxml.html
import uvicorn
from lxml.html import HtmlElement

from flows.browse import create_app
from flows.browse.serving import listening
from warehouse.home import Home
from warehouse.limits import USUAL, Limits


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str

    @property
    def tree(self) -> HtmlElement:
        return lxml.html.document_fromstring(self.text)

    def words(self, where: str = "//main") -> str:
        """The words of an element, each run of white space as one blank."""
        return " ".join(self.tree.xpath(where)[0].text_content().split())

    def cells(self, where: str = "//table") -> list[list[str]]:
        """The words of a table's body, row by row."""
        rows = self.tree.xpath(f"{where}/tbody/tr")
        return [[" ".join(cell.text_content().split()) for cell in row.xpath("th | td")] for row in rows]

    def titles(self) -> list[str]:
        return [" ".join(title.text_content().split()) for title in self.tree.xpath("//p[@class='title']")]


@dataclass(frozen=True)
class Site:
    port: int

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, method: str = "GET", **headers: Any) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        text = answer.read().decode()
        connection.close()
        return Answer(answer.status, told, text)


@contextmanager
def browsed(home: Home, limits: Limits = USUAL) -> Iterator[Site]:
    with listening(0) as listener:
        server = uvicorn.Server(uvicorn.Config(create_app(home, limits), log_level="critical", ws="none", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield Site(listener.getsockname()[1])
        server.should_exit = True
        thread.join(20)
