"""The fixture `golden_clean` for the test suites of people who use papercleaner.

    def test_page(golden_clean):
        golden_clean("pages/page.txt", "expected/page.md")

`pytest --golden-update` writes the golden files anew instead of comparing.
"""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from papercleaner.config import Config

GoldenClean = Callable[..., None]


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("papercleaner")
    group.addoption("--golden-update", action="store_true", help="write papercleaner's golden files anew")


@pytest.fixture
def golden_clean(request: pytest.FixtureRequest) -> GoldenClean:
    """A function (source, golden, config=None): fails with a readable difference if the output is not the golden.

    Paths that are not absolute are below pytest's root folder.  The golden file's ending (.md, .json,
    .jsonl, .txt) names the format.
    """
    from papercleaner import golden as files
    from papercleaner.config import Config
    from papercleaner.service import form_for

    root = request.config.rootpath

    def run(source: str | PathLike[str], golden: str | PathLike[str], config: Config | None = None) -> None:
        found = files.compare(root / source, root / golden, form_for(str(golden)), config or Config())
        if request.config.getoption("--golden-update"):
            files.update(found)
        elif not found.same:
            pytest.fail(f"{found.report()}Run pytest --golden-update if this is wanted.", pytrace=False)

    return run
