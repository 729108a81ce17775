"""From the pixels to the article, with the real models: what a user with a scan gets."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("rapidocr")
pytest.importorskip("onnxruntime")
Image = pytest.importorskip("PIL.Image")

from papercleaner import service
from papercleaner.cli.app import run
from papercleaner.config import Config
from papercleaner.errors import InputError, UsageError
from papercleaner.model import Page
from papercleaner.ocr import needs, rapid, watch
from papercleaner.readers import read
from papercleaner.writers import render

SCAN = Path(__file__).resolve().parents[2] / "fixtures" / "images" / "columns.jpg"


@pytest.fixture(scope="module")
def page() -> tuple[Page, list[tuple[int, int, float]]]:
    """The scan as it was read and cleaned, and what was told meanwhile."""
    told: list[tuple[int, int, float]] = []
    with watch.told(lambda *state: told.append(state)):
        found = service.clean(SCAN.read_bytes(), str(SCAN), Config())
    return found, told


def test_the_article_is_read_column_by_column(page: tuple[Page, list[tuple[int, int, float]]]) -> None:
    found = page[0]
    assert len(found.articles) == 1
    article = found.articles[0]
    assert article.title is not None
    assert str(article.title.text) == "中央军委致电慰问驻震区部队"
    text = "".join(str(b.text) for b in article.blocks)
    for across in ("致电慰问驻河北省张家口地震灾区的解放军", "党中央、国务院对灾区人民十分关心，江泽民总书记"):
        assert across in text
    assert text.index("中央军委的慰问电说") < text.index("江泽民总书记")


def test_what_was_told_rises_to_the_end(page: tuple[Page, list[tuple[int, int, float]]]) -> None:
    shares = [share for _, _, share in page[1]]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert len(shares) > 4


def test_the_same_again_from_another_format_in_another_process_and_proved(
    page: tuple[Page, list[tuple[int, int, float]]], tmp_path: Path
) -> None:
    record = tmp_path / "page.json"
    command = [sys.executable, "-m", "papercleaner", "clean", "-", "-f", "json", "-o", str(record)]
    environment = {"PYTHONPATH": str(Path(needs.__file__).parents[2]), "PYTHONHASHSEED": "7", "PATH": ""}
    out = io.BytesIO()
    with Image.open(SCAN) as scan:
        scan.save(out, "TIFF", compression="tiff_deflate")
    subprocess.run(command, input=out.getvalue(), env=environment, check=True, capture_output=True)
    assert json.loads(record.read_text(encoding="utf-8"))["source"]["reader"] == "image"
    (tmp_path / "page.tif").write_bytes(out.getvalue())
    assert run(["verify", str(record), "--source", str(tmp_path / "page.tif")]) == 0
    (tmp_path / "again.json").write_bytes(render(page[0], "json", Config()))
    assert articles(record) == articles(tmp_path / "again.json")


def articles(record: Path) -> object:
    """What a record tells of its articles, apart from what depends on the file they came from."""
    found = json.loads(record.read_text(encoding="utf-8"))["articles"]
    return [{**article, "id": None} for article in found]


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needs, "missing", lambda: ["rapidocr"])
    with pytest.raises(InputError, match=r"a JPEG image; .*rapidocr not installed.*papercleaner-ocr\[ocr\]"):
        read(SCAN.read_bytes(), "columns.jpg")


def test_without_its_models_nothing_is_downloaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import rapidocr

    monkeypatch.setattr(rapidocr, "__file__", str(tmp_path / "__init__.py"))
    rapid._engine.cache_clear()
    with pytest.raises(InputError, match="none is ever downloaded"):
        read(SCAN.read_bytes(), "columns.jpg")
    rapid._engine.cache_clear()


def test_tesseract_where_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="no program tesseract"):
        read(SCAN.read_bytes(), "columns.jpg", ocr="tesseract")


def test_text_is_no_image_even_if_one_insists() -> None:
    with pytest.raises(InputError, match="this image is broken"):
        read("一段文字".encode(), "page.txt", reader="image")
    with pytest.raises(InputError, match="this PDF is broken"):
        read("一段文字".encode(), "page.txt", reader="pdf")
