"""`papercleaner learn`: counts that add up, one file whatever the order, and what a model protects and corrects."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from papercleaner import learn, service
from papercleaner.config import Config
from papercleaner.config_file import resolve
from papercleaner.errors import ExitCode, InputError
from papercleaner.language.learned.archive import archive, decode
from papercleaner.language.learned.counting import count, merge
from papercleaner.lexicon import Learned
from papercleaner.stages.glyphs import mend
from papercleaner.writers import render
from tests.cli.conftest import Run

TEXTS = [f"第{n}天，廊下镇田甲村的村民土根生在大棚里干活，乔嵘来采访。" for n in range(40)]


def model(texts: list[str]) -> bytes:
    return learn.model(learn.part(t.encode(), "page.txt") for t in texts)


def learned(texts: list[str]) -> Learned:
    return decode(model(texts), "here")[0]


def test_counts_of_parts_add_up() -> None:
    assert merge([count(TEXTS[:5]), count(TEXTS[5:])]) == count(TEXTS)


def test_a_paragraph_counts_once() -> None:
    assert count(["大棚里，大棚里，大棚里"])["大棚里"] == 1


def test_any_order_gives_the_same_bytes() -> None:
    mixed = TEXTS[:]
    random.Random(1).shuffle(mixed)
    assert model(mixed) == model(TEXTS)


def test_little_room_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = model(TEXTS)
    monkeypatch.setattr(learn, "ROOM", 10)
    assert model(TEXTS) == wanted


def test_what_stands_once_is_not_kept() -> None:
    found = archive(learned([*TEXTS, "大连太平洋有人来"]))
    assert abs(found.count("田甲村") - 40) <= 2
    assert found.count("太平洋") == 0
    assert found.sure_count("镇田甲村", 2) == found.count("田甲村")


def test_our_own_records_are_read_as_well_as_dumps() -> None:
    dump = "\n\n".join(TEXTS[:3]).encode()
    record = render(service.clean(dump, "page.txt", Config()), "json")
    assert learn.part(record, "page.json").counts["田甲村"] == 3


def test_nothing_at_all_is_a_model_too() -> None:
    assert archive(learned([])).count("人民") == 0


def test_the_papers_own_phrase_corrects_and_protects() -> None:
    config = Config(model=learned(TEXTS))
    slip = "廊下镇田申村的村民很高兴。"
    assert str(mend(slip, Config())[0]) == slip
    assert str(mend(slip, config)[0]) == "廊下镇田甲村的村民很高兴。"
    assert str(mend(TEXTS[0], config)[0]) == TEXTS[0]


def test_the_papers_own_names_are_not_doubted() -> None:
    name = "昨天人工智能企业保隆汽车的代表也到了现场。"
    assert mend(name, Config())[1]
    assert mend(name, Config(model=learned([f"{n}日，保隆汽车开工。" for n in range(9)])))[1] == []


def test_the_digest_is_that_of_the_model_not_of_its_place(tmp_path: Path) -> None:
    digests = set()
    for name in ("a.model", "b/c.model"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(model(TEXTS))
        digests.add(resolve({"model": str(path)}, folder=tmp_path).digest)
    assert len(digests) == 1
    assert digests != {Config().digest}


def test_a_configuration_names_a_model_beside_it(tmp_path: Path) -> None:
    (tmp_path / "own.model").write_bytes(model(TEXTS))
    file = tmp_path / "papercleaner.toml"
    file.write_text('model = "own.model"\n', encoding="utf-8")
    assert resolve({}, file=file).model == learned(TEXTS)


GOOD = model(TEXTS)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is no model"),
        ("人民日报".encode(), "is no model"),
        (b"\x89PNG\r\n\x1a\n\x00", "is no model"),
        (GOOD.replace(b"model/1", b"model/2"), "is a model of version 2; this papercleaner reads 1"),
        (b"papercleaner-model/\xff\x1b[31m\n", "is a model of version ?"),
        (GOOD[:-7], "is a damaged model"),
        (GOOD[:30], "is a damaged model"),
        (GOOD[:-1] + bytes([GOOD[-1] ^ 1]), "is a damaged model"),
        (b"papercleaner-model/1\n[1]\n", "is a damaged model"),
        (b"papercleaner-model/1\n{}\n", "is a damaged model"),
    ],
)
def test_what_is_no_model(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match="learn FOLDER") as caught:
        decode(data, "x.model")
    assert str(caught.value).startswith(f"x.model: {message}")
    assert caught.value.exit_code == ExitCode.INPUT
    assert "\x1b" not in str(caught.value)


def folder(path: Path) -> None:
    (path / "in" / "deep").mkdir(parents=True)
    for n, text in enumerate(TEXTS):
        (path / "in" / ("deep" if n % 2 else ".") / f"{n}.txt").write_text(text, encoding="utf-8")


def test_learn_and_clean(run: Run, tmp_path: Path) -> None:
    folder(tmp_path)
    done = run("learn", "in", "-o", "own.model")
    assert (done.returncode, done.stdout) == (0, b"")
    assert "40 documents" in done.stderr.decode()
    assert (tmp_path / "own.model").read_bytes() == model(TEXTS)
    (tmp_path / "page.txt").write_text("廊下镇田申村的村民很高兴。\n", encoding="utf-8")
    assert "田甲村" in run("clean", "page.txt", "--model", "own.model").stdout.decode()
    assert "田申村" in run("clean", "page.txt").stdout.decode()


def test_a_document_that_cannot_be_read_is_told_of(run: Run, tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "in" / "bad.txt").write_bytes(b"\x81\x81\xff\x00")
    done = run("learn", "in", "-o", "own.model")
    assert done.returncode == ExitCode.SOME_FAILED
    assert "bad.txt" in done.stderr.decode()
    assert (tmp_path / "own.model").read_bytes() == model(TEXTS)


def test_nothing_to_learn_from(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "unreadable").mkdir()
    (tmp_path / "unreadable" / "a.txt").write_bytes(b"\0")
    told = {"empty": "no documents in it", "missing": "is not there", "unreadable": "nothing to learn from"}
    for name, what in told.items():
        done = run("learn", name, "-o", "own.model")
        assert done.returncode == ExitCode.INPUT
        assert what in done.stderr.decode()
        assert not (tmp_path / "own.model").exists()


@pytest.mark.parametrize("name", ["page.txt", "missing.model", "."])
def test_a_bad_model_ends_the_run(run: Run, page: Path, name: str) -> None:
    done = run("clean", "page.txt", "--model", name)
    assert (done.returncode, done.stdout) == (ExitCode.INPUT, b"")
    assert name.strip(".") in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_the_model_is_written_whole_or_not_at_all(run: Run, tmp_path: Path) -> None:
    folder(tmp_path)
    done = run("learn", "in", "-o", "nowhere/own.model")
    assert done.returncode == ExitCode.OUTPUT
    assert done.stdout == b""
