"""How far the reading of a picture is, told on stderr and nowhere else."""

from __future__ import annotations

import pytest

from papercleaner.cli import pictures, terminal
from papercleaner.ocr import watch


def test_a_log_gets_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    clock = iter((0.0, 1.0, 6.0, 6.0, 7.0))
    monkeypatch.setattr("papercleaner.cli.pictures.time.monotonic", lambda: next(clock))
    with pictures.shown("a.pdf", quiet=False):
        watch.tell(1, 3, 0.5)
        watch.tell(2, 3, 0.25)
        watch.tell(2, 3, 0.5)
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "papercleaner: a.pdf: page 2 of 3, 25%\n"


def test_a_terminal_gets_a_bar_that_goes_away(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(terminal, "is_terminal", lambda stream: True)
    with pytest.raises(KeyboardInterrupt), pictures.shown("a\x1b.pdf", quiet=False):
        watch.tell(1, 3, 0.5)
        raise KeyboardInterrupt
    out, err = capsys.readouterr()
    assert out == ""
    assert "\x1b.pdf" not in err


def test_quiet_is_quiet_and_nobody_listens_afterwards(capsys: pytest.CaptureFixture[str]) -> None:
    with pictures.shown("a.pdf", quiet=True):
        watch.tell(1, 1, 1.0)
    heard: list[float] = []
    with watch.told(lambda page, pages, share: heard.append(share)):
        watch.tell(1, 1, 0.5)
    watch.tell(1, 1, 1.0)
    assert heard == [0.5]
    assert capsys.readouterr() == ("", "")
