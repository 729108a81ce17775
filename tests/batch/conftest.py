"""Engines that the conformance suite runs on: each must give the same bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from papercleaner.batch.engines import Engine
from papercleaner.batch.engines.local import Local
from tests.batch.archive import poisoned
from tests.cli.conftest import on_terminal, run

__all__ = ["on_terminal", "run"]


@pytest.fixture(scope="session")
def ray_cluster() -> Iterator[None]:
    """Ray on this machine for all tests that want it, stopped after the last."""
    ray = pytest.importorskip("ray", reason="Ray is not installed; make ray adds it where it has a wheel")
    before = os.environ.get("PYTHONPATH")
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ["PYTHONPATH"] = poisoned(os.environ)  # for the processes that Ray starts
    ray.init(num_cpus=2, include_dashboard=False, logging_level="ERROR", log_to_driver=False, address="local")
    if before is None:
        del os.environ["PYTHONPATH"]
    else:
        os.environ["PYTHONPATH"] = before
    yield
    ray.shutdown()


@pytest.fixture(params=["local", "ray"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Each engine in turn, with two workers, and poison at work in their cells."""
    monkeypatch.setenv("PYTHONPATH", poisoned(os.environ))
    if request.param == "ray":
        request.getfixturevalue("ray_cluster")
        from papercleaner.batch.engines.ray import Ray

        return Ray()
    return Local(2)
