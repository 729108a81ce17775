"""A batch from beginning to end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

from papercleaner.batch import manifest, planning, resume, rows
from papercleaner.batch.engines import Engine, Event
from papercleaner.batch.job import Job
from papercleaner.batch.manifest import Manifest
from papercleaner.batch.planning import Choice
from papercleaner.batch.rows import STATUSES, Row
from papercleaner.batch.shard import Done, Look, Task
from papercleaner.batch.work import Mode
from papercleaner.errors import UsageError
from papercleaner.io.lock import locked, renew
from papercleaner.io.store import Store, open_store
from papercleaner.io.tree import Entry, Tree, open_tree
from papercleaner.learn import Part, model

_RENEWAL_SECONDS = 60
_KEPT_FAILURES = 1000


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done: inputs, outputs ("": only look), how, and how much of an earlier run to keep."""

    inputs: str
    outputs: str
    job: Job = field(default_factory=Job)
    choice: Choice = field(default_factory=Choice)
    shard_size: int = 0
    resume: bool = False
    retry: bool = False


@dataclass(slots=True)
class Tally:
    """What has become of the documents so far.

    `skipped` were done by an earlier run; those `underway` are cleaned, but their shard is not done.  Of the
    `failures` the first are kept; all rows lie in the output folder, or in `looked` where nothing is written.
    """

    total: int = 0
    skipped: int = 0
    underway: int = 0
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATUSES, 0))
    articles: int = 0
    changed: int = 0
    failures: list[Row] = field(default_factory=list)
    looked: list[Row] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Documents that have their row."""
        return sum(self.counts.values())

    @property
    def seen(self) -> int:
        """Documents that are done or as good as done, for a progress bar."""
        return self.rows + self.underway

    @property
    def failed(self) -> int:
        """Documents that have no output."""
        return self.rows - self.counts["ok"]

    def add(self, row: Row) -> None:
        """Count a row."""
        self.counts[row.status] += 1
        self.articles += row.articles
        self.changed += row.changed
        if row.status != "ok" and len(self.failures) < _KEPT_FAILURES:
            self.failures.append(row)


Watch = Callable[[Tally], None]
"""Is shown the tally after each row, and at least every second."""


def run(order: Order, engine: Engine, watch: Watch) -> Tally:
    """Do the batch; the tally at its end.

    Raises InputError or UsageError before anything is written, LockedError if another run writes there,
    OutputError where an output cannot be written: what was done by then is taken up by `resume`.
    """
    if not order.outputs:
        return _look(order, engine, watch)
    with opened(order) as batch:
        tally = batch.tally
        watch(tally)
        with closing(engine.run(batch.tasks)) as events:
            for _ in _followed(_renewing(events, batch.store), tally, watch):
                pass
    return tally


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch whose output folder is ours: the shards to do, and what earlier runs have done."""

    store: Store
    tasks: tuple[Task, ...]
    tally: Tally


@contextmanager
def opened(order: Order) -> Iterator[Batch]:
    """Plan a batch and hold its lock, for an engine of your own: give its tasks to `shard.do`, wherever that runs.

    Raises as `run` does.
    """
    tree = open_tree(order.inputs, order.outputs)
    _refuse_meeting(order)
    entries = planning.chosen(tree, order.choice)
    store = open_store(order.outputs)
    with locked(store, manifest.LOCK):
        planned = _planned(order, tree, entries, store)
        tally = Tally(planned.manifest.documents)
        tasks = tuple(_tasks(planned, tally))
        _sweep(planned, tasks)
        yield Batch(store, tasks, tally)


@dataclass(frozen=True, slots=True)
class _Run:
    """A planned run."""

    order: Order
    store: Store
    manifest: Manifest
    again: bool


def _planned(order: Order, tree: Tree, entries: Sequence[Entry], store: Store) -> _Run:
    """Plan, and make the output folder ready for it."""
    old = resume.earlier(store)
    known = old.documents if old and order.resume and resume.alike(old.job, order.job) else []
    found = planning.documents(tree, entries, order.job, known)
    size = order.shard_size or (old.manifest.shard_size if old and order.resume else planning.shard_size(len(found)))
    plan = planning.shards(found, size, old.shards if old and order.resume else ())
    if old:
        if not order.resume:
            resume.forget(store)
        resume.retire(store, old, order.job, plan)
    made = resume.adopt(store, order.job, plan, size)
    return _Run(order, store, made, old is not None)


def _tasks(planned: _Run, tally: Tally) -> list[Task]:
    """The shards that are not done yet; those that are go into the tally."""
    order, store = planned.order, planned.store
    inputs, outputs = planning.absolute(order.inputs), planning.absolute(order.outputs)
    made = []
    for number, plan in enumerate(planned.manifest.plans):
        done = resume.finished(store, number, order.job.key(plan), order.retry)
        if done is None:
            made.append(Task(inputs, outputs, order.job, number, plan, planned.again))
            continue
        for row in done:
            tally.add(row)
        tally.skipped += len(done)
    return made


def _sweep(planned: _Run, tasks: Sequence[Task]) -> None:
    """Remove what a killed run may have left over the shards that are to be done: temporary files and old markers."""
    store, folders = planned.store, set(resume.BOOK_FOLDERS)
    for task in tasks if planned.again else ():
        store.remove(manifest.done_name(task.number))
        documents = manifest.load_plan(store, task.number, task.plan)
        folders |= resume.folders(documents, planned.order.job)
    store.sweep(sorted(folders))


def _followed(events: Iterator[Event], tally: Tally, watch: Watch) -> Iterator[Done]:
    """Finished shards.  What the engine reports is counted and shown; a row before its shard's end is underway."""
    for event in events:
        if isinstance(event, Done):
            tally.underway = max(0, tally.underway - len(event.rows))
            for row in event.rows:
                tally.add(row)
            yield event
        elif event is not None:
            tally.underway += 1
        watch(tally)


def _renewing(events: Iterator[Event], store: Store) -> Iterator[Event]:
    """The events, with the lock renewed now and then."""
    last = time.monotonic()
    for event in events:
        if time.monotonic() - last > _RENEWAL_SECONDS:
            last = time.monotonic()
            renew(store, manifest.LOCK)
        yield event


def rows_of(outputs: str) -> Iterator[Row]:
    """All rows of a finished batch, in the order of its plan."""
    store = open_store(outputs)
    found = manifest.load(store)
    for number in range(len(found.plans) if found else 0):
        yield from rows.read(store.read(manifest.rows_name(number)) or b"")


def _refuse_meeting(order: Order) -> None:
    inputs, outputs = planning.absolute(order.inputs), planning.absolute(order.outputs)
    if inputs == outputs or inputs.startswith(outputs.rstrip("/") + "/"):
        raise UsageError(f"{order.outputs} holds the inputs", hint="Name another folder for the outputs")


def _look(order: Order, engine: Engine, watch: Watch) -> Tally:
    tally = Tally()
    for done in _looked(order, engine, watch, tally, "look"):
        tally.looked += done.rows
    tally.looked.sort(key=lambda row: row.path)
    return tally


def learn(orders: Iterable[Order], engine: Engine, watch: Watch) -> tuple[bytes, Tally]:
    """The model of all documents of the orders, whatever their outputs, and what became of each."""
    tally = Tally()

    def parts() -> Iterator[Part]:
        for order in orders:
            for done in _looked(order, engine, watch, tally, "count"):
                if done.part is not None:
                    yield done.part

    return model(parts()), tally


def _looked(order: Order, engine: Engine, watch: Watch, tally: Tally, mode: Mode) -> Iterator[Done]:
    """Finished shards that only look at the documents."""
    tree = open_tree(order.inputs, order.outputs)
    found = planning.documents(tree, planning.chosen(tree, order.choice), order.job)
    tally.total += len(found)
    watch(tally)
    shards = planning.shards(found, order.shard_size or planning.shard_size(len(found)))
    inputs = planning.absolute(order.inputs)
    looks = (Look(inputs, order.job, number, shard, mode) for number, shard in enumerate(shards))
    with closing(engine.run(looks)) as events:
        yield from _followed(events, tally, watch)
