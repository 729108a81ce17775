"""Which prediction belongs to which truth, and what is said when none does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from papercleaner.errors import InputError, UsageError
from papercleaner.evaluate import files
from papercleaner.evaluate.report import Floor, Report, as_json, as_table, misses

TEXT = "昨天上午，市里召开会议部署冬季防火工作，要求各单位把责任落实到人，不留死角。"
ARTICLE = {
    "title": "全市部署冬季防火",
    "kicker": "",
    "subtitle": "",
    "byline": "",
    "blocks": [{"type": "paragraph", "text": TEXT}],
    "credits": [],
}


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for name in ("p001", "p002"):
        folder = tmp_path / "truth" / name
        folder.mkdir(parents=True)
        (folder / "truth.json").write_text(json.dumps({"articles": [ARTICLE], "furniture": []}), encoding="utf-8")
        (folder / "raw.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "truth"


def predict(folder: Path, name: str, record: object = None) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(json.dumps({"articles": [ARTICLE]} if record is None else record), encoding="utf-8")
    return path


def test_a_file_is_of_the_page_it_is_named_after(pages: Path, tmp_path: Path) -> None:
    found = files.pair([predict(tmp_path / "out", "p002.json")], pages, "raw.txt")
    assert [(p.page, p.raw) for p in found] == [("p002", pages / "p002" / "raw.txt")]
    assert files.measure(found[0])["overall"] == 1.0


def test_a_folder_stands_for_every_page_so_that_a_missing_one_counts(pages: Path, tmp_path: Path) -> None:
    predict(tmp_path / "out", "p002.json")
    found = files.pair([tmp_path / "out"], pages)
    assert [(p.page, p.prediction is None) for p in found] == [("p001", True), ("p002", False)]
    assert files.measure(found[0])["coverage"] == 0.0


def test_one_page_takes_any_name(pages: Path, tmp_path: Path) -> None:
    prediction = predict(tmp_path / "out", "whatever.json")
    for truth in (pages / "p001", pages / "p001" / "truth.json"):
        assert [p.page for p in files.pair([prediction], truth)] == ["p001"]


def test_json_lines_are_read(pages: Path, tmp_path: Path) -> None:
    path = tmp_path / "p001.jsonl"
    rows = [{"record": "article", **ARTICLE}, {"record": "page", "articles": 1}]
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    assert files.measure(files.pair([path], pages)[0])["overall"] == 1.0


def test_a_page_that_nobody_knows_is_a_usage_error(pages: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"p001\.json"):
        files.pair([predict(tmp_path / "out", "p009.json")], pages)
    (tmp_path / "none").mkdir()
    with pytest.raises(UsageError, match="no prediction"):
        files.pair([tmp_path / "none"], pages)


@pytest.mark.parametrize("truth", ["nowhere", "."])
def test_a_folder_without_truths_is_an_input_error(tmp_path: Path, truth: str) -> None:
    with pytest.raises(InputError):
        files.pair([predict(tmp_path / "out", "p001.json")], tmp_path / truth)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 200_000])
def test_what_is_no_json_names_the_file(pages: Path, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "p001.json"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        files.measure(files.pair([path], pages)[0])
    assert caught.value.where == str(path)


def test_floors(pages: Path, tmp_path: Path) -> None:
    predict(tmp_path / "out", "p002.json")
    report = Report.of({p.page: files.measure(p) for p in files.pair([tmp_path / "out"], pages)})
    assert misses(report, [Floor.parse("coverage=0.5"), Floor.parse("cer_article_loose=0.5")]) == ()
    missed = misses(report, [Floor.parse("coverage=0.51"), Floor.parse("blocks_lost=0.1")])
    assert missed == ("coverage is 0.5000, under its floor of 0.51", "blocks_lost is 0.5000, over its floor of 0.1")
    with pytest.raises(UsageError, match="continuity"):
        misses(report, [Floor.parse("continuty=0.5")])


@pytest.mark.parametrize("text", ["overall", "overall=", "overall=high", "overall=nan", "="])
def test_bad_floors(text: str) -> None:
    with pytest.raises(UsageError, match="METRIC=VALUE"):
        Floor.parse(text)


def test_table_and_json_show_pages_and_mean(pages: Path, tmp_path: Path) -> None:
    predict(tmp_path / "out", "p001.json")
    report = Report.of({p.page: files.measure(p) for p in files.pair([tmp_path / "out"], pages)})
    table = as_table(report).splitlines()
    assert [line.split()[0] for line in table] == ["page", "p001", "p002", "mean"]
    assert len({len(line) for line in table}) == 1
    assert json.loads(as_json(report))["mean"]["coverage"] == 0.5
