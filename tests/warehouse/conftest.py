import shutil
from pathlib import Path

import pytest

from tests.warehouse.pages import Newsroom
from warehouse.home import Home


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with its schema and nothing in it: making one takes longer than a test."""
    newsroom = Newsroom(Home(tmp_path_factory.mktemp("empty")))
    with newsroom.store():
        pass
    return newsroom.home.store


@pytest.fixture
def newsroom(tmp_path: Path, empty_store: Path) -> Newsroom:
    home = Home(tmp_path)
    home.store.parent.mkdir()
    shutil.copy(empty_store, home.store)
    return Newsroom(home)
