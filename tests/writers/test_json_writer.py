"""JSON and JSONL: by the schema, byte for byte the same, and read back without loss."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from papercleaner import readers, writers
from papercleaner.errors import InputError, UsageError
from papercleaner.model import Article, Page
from papercleaner.schema import schema
from papercleaner.writers import Options
from papercleaner.writers.json import layout
from tests.writers.pages import SOURCE, page

TRACE = Options(trace=True)


def record(options: Options = TRACE) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(writers.render(page(), "json", options=options))
    return found


def rows(of: Page) -> list[dict[str, Any]]:
    return [json.loads(line) for line in writers.render(of, "jsonl", options=TRACE).splitlines()]


@pytest.mark.parametrize("options", [Options(), TRACE])
def test_json_is_by_the_schema(options: Options) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.Draft202012Validator(schema()).validate(record(options))


def test_jsonl_is_by_the_schema() -> None:
    row_schema = {"$schema": schema()["$schema"], "$defs": schema()["$defs"], "$ref": "#/$defs/row"}
    validator = jsonschema.Draft202012Validator(row_schema)
    article, last = rows(page())
    validator.validate(article)
    validator.validate(last)
    assert (article["record"], last["record"], last["articles"]) == ("article", "page", 1)
    assert last["quarantine"] and last["edits"]


def test_the_keys_stand_in_the_order_of_the_contract() -> None:
    made = record()
    keys = ["format", "generator", "config", "source", "articles", "furniture", "quarantine", "issues", "edits"]
    assert list(made) == keys
    keys = ["id", "kicker", "title", "subtitle", "byline", "dateline", "blocks", "credits", "jumps", "spans"]
    assert list(made["articles"][0]) == keys
    assert list(made["articles"][0]["blocks"][0]) == ["type", "text", "spans", "flags", "confidence"]
    assert list(record(Options())) == list(made)[:-1]


def test_values() -> None:
    made = record()
    article = made["articles"][0]
    assert (article["kicker"], article["title"], article["subtitle"]) == ("引题", "主题 两截", None)
    assert article["dateline"] == "新华社北京1月1日电"
    body = article["blocks"][0]
    assert (body["type"], body["flags"], body["confidence"]) == ("paragraph", ["truncated"], 0.88)
    assert "".join(SOURCE[a:b] for a, b in body["spans"]).endswith("修路3公里。")
    assert [b["type"] for b in article["blocks"]] == ["paragraph", "caption"]
    assert article["jumps"][0] == {"direction": "to", "page": "4", "text": "下转第4版", "spans": [[65, 70]]}
    assert SOURCE[slice(*article["spans"]["title"][0])] == "主题 两截"
    assert [f["type"] for f in made["furniture"]] == ["folio"]
    assert made["quarantine"][0]["reason"] == "test.noise"


def test_edits_are_told_with_their_place_and_unit() -> None:
    edits = record()["edits"]
    assert [(e["kind"], e["before"], e["after"], e["unit"]) for e in edits] == [
        ("drop", " ", "", "/articles/0/kicker"),
        ("replace", ",", "，", "/articles/0/blocks/0"),
        ("replace", "全 镇", "全镇", "/articles/0/blocks/0"),
        ("replace", ",", "，", "/articles/0/blocks/0"),
        ("replace", "。", "！", "/articles/0/blocks/0"),
        ("insert", "", "」", "/articles/0/blocks/0"),
        ("move", "", "", None),
        ("replace", "引", "弓", None),
    ]
    assert [e["applied"] for e in edits][-2:] == [True, False]


@pytest.mark.parametrize("form", ["json", "jsonl"])
@pytest.mark.parametrize("options", [Options(), TRACE])
def test_what_is_read_back_is_written_the_same(form: str, options: Options) -> None:
    written = writers.render(page(), form, options=options)
    again = readers.read(written, "renamed")
    assert again.structured and again.source.reader == form
    assert writers.render(again, form, options=options) == written


def test_a_record_is_read_as_one_virtual_source() -> None:
    again = readers.read(writers.render(page(), "json"), "x")
    texts = [str(t) for t in again.texts()]
    assert again.source.text == "\n".join(texts)
    assert all(again.source.text[slice(*t.spans[0])] == str(t) for t in again.texts())


def test_json_and_jsonl_hold_the_same() -> None:
    through = readers.read(writers.render(page(), "jsonl", options=TRACE), "x")
    assert writers.render(through, "json", options=TRACE) == writers.render(page(), "json", options=TRACE)


def test_a_page_without_articles() -> None:
    empty = Page(page().source)
    for form in ("json", "jsonl"):
        again = readers.read(writers.render(empty, form), "x")
        assert again.articles == () and writers.render(again, form) == writers.render(empty, form)
    assert writers.render(empty, "txt") == b""


def test_ids_are_of_the_source_and_the_places() -> None:
    one, other = record()["articles"][0]["id"], page()
    assert len(one) == 12
    renamed = replace(other, source=replace(other.source, name="other.txt"))
    assert json.loads(writers.render(renamed, "json"))["articles"][0]["id"] == one
    changed = replace(other, source=replace(other.source, sha256="0" * 64))
    assert json.loads(writers.render(changed, "json"))["articles"][0]["id"] != one
    shorter = replace(other, articles=(replace(other.articles[0], jumps=()),))
    assert json.loads(writers.render(shorter, "json"))["articles"][0]["id"] != one


def test_a_block_is_one_line_of_the_file() -> None:
    lines = writers.render(page(), "json").decode().splitlines()
    assert sum(line.lstrip().startswith('{"type": "paragraph"') for line in lines) == 1
    assert layout({"a": [], "b": [{"c": 1}]}) == '{\n "a": [],\n "b": [\n  {"c": 1}\n ]\n}'


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (("articles", 0, "title"), 5, r"articles\[0\].title is not a string"),
        (("articles", 0, "id"), None, r"articles\[0\].id is not a string"),
        (("articles", 0, "blocks", 0, "type"), "poem", r"articles\[0\].blocks\[0\].type is not one of caption"),
        (("articles", 0, "blocks", 0, "spans"), [[3, 1]], r"blocks\[0\].spans\[0\] is not a span"),
        (("articles", 0, "blocks", 0, "text"), "\ud800", r"half of a surrogate pair"),
        (("articles", 0, "spans", "credits"), [[]], r"articles\[0\] has 0 credits and 1 places"),
        (("articles", 0, "jumps"), {"a": 1}, r"articles\[0\].jumps is not a list"),
        (("articles",), [1], r"articles\[0\] is not an object"),
        (("source",), None, r"source is not an object"),
        (("furniture", 0, "text"), True, r"furniture\[0\].text is not a string"),
    ],
)
def test_what_is_not_by_the_contract_is_refused_in_one_line(place: tuple[Any, ...], value: object, said: str) -> None:
    made: Any = record()
    inner = made
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    with pytest.raises(InputError, match=said) as caught:
        readers.read(json.dumps(made), "x.json")
    assert "\n" not in str(caught.value) and str(caught.value).startswith("x.json: ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"format": "papercleaner/1"', "not JSON"),
        ('{"format": "papercleaner/2"}', "format 'papercleaner/2'"),
        ('{"format": 1, "is": "papercleaner/1"}', "no record of papercleaner's"),
        ('{"format": "papercleaner/1", "a":' + "[" * 100_000, "not JSON"),
    ],
)
def test_files_that_are_no_records(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        readers.read(text, "x.json")


def test_jsonl_that_was_cut_short_or_put_together_is_refused() -> None:
    written = writers.render(page(), "jsonl").decode()
    first, _ = written.splitlines()
    with pytest.raises(InputError, match="ends before its page line"):
        readers.read(first + "\n", "x")
    with pytest.raises(InputError, match="tells of 1 articles"):
        readers.read(written + written, "x")
    with pytest.raises(InputError, match=r"not JSON \(line 2\)"):
        readers.read(written[:-5], "x")


def test_text_is_a_paragraph_a_line() -> None:
    two = replace(page(), articles=(*page().articles, Article(blocks=page().articles[0].blocks[1:])))
    assert writers.render(two, "txt").decode() == (
        "引题\n主题 两截\n本报记者 张三\n新华社北京1月1日电 去年8月，全镇投入120万元，修路3公里！」\n"
        "图为会场。\n下转第4版\n\n图为会场。\n"
    )


def test_a_format_nobody_writes_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="Formats: md, json, jsonl, txt"):
        writers.render(page(), "docx")
