"""A process that cleans documents one after the other, so that one that crashes or hangs takes only itself along.

The inside (`main`) reads requests from its standard input and writes outcomes to what was its standard output.
It is started as `python -c`, not through multiprocessing: that would run the main module of whoever uses us again.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
from typing import IO, NoReturn, cast

from papercleaner.batch.job import Job
from papercleaner.batch.work import Mode, Outcome, clean
from papercleaner.errors import ExitCode, PapercleanerError

_LENGTH = struct.Struct(">Q")
_START = "import sys; sys.path[:] = {path!r}; from papercleaner.batch.cell import main; main()"
_START_SECONDS = 120.0
_WATCH_SECONDS = 1.0


class Ended(Exception):
    """The process ended before it answered; `how` tells it in words."""

    def __init__(self, how: str) -> None:
        super().__init__(how)
        self.how = how


class TooLong(Exception):
    """The process gave no answer in time and was killed."""


class NoCell(PapercleanerError):
    """No process to clean in can be started: the machine's fault, not a document's."""

    exit_code = ExitCode.SOME_FAILED


class Cell:
    """The outside of such a process.  It is started when it is first asked, and anew after it ended."""

    def __init__(self, job: Job, mode: Mode = "clean") -> None:
        self._job, self._mode = job, mode
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def ask(self, name: str, data: bytes) -> Outcome:
        """The outcome for one document.  Raises Ended or TooLong; the cell can be asked again after either."""
        process = self._process or self._started()
        return cast(Outcome, self._exchange(process, (name, data), self._job.timeout))

    def _started(self) -> subprocess.Popen[bytes]:
        """A process that is ready.  Raises NoCell, or Ended if the cell was closed meanwhile."""
        try:
            process = self._process = self._spawned()
            if self._closed:
                process.kill()
            self._exchange(process, (self._job, self._mode), _START_SECONDS)
        except (OSError, Ended, TooLong) as error:
            if self._closed:
                raise Ended("closed") from error
            why = error.strerror if isinstance(error, OSError) else str(error) or "not ready in time"
            raise NoCell(
                f"no process to clean in can be started ({why})", hint="Free some memory, or lower --jobs"
            ) from error
        return process

    def _spawned(self) -> subprocess.Popen[bytes]:
        quiet = None if os.environ.get("PAPERCLEANER_DEBUG") else subprocess.DEVNULL
        return subprocess.Popen(
            [sys.executable, "-c", _START.format(path=sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=quiet,
        )

    def _exchange(self, process: subprocess.Popen[bytes], request: object, seconds: float) -> object:
        late = threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, give_up)
        timer.daemon = True
        timer.start()
        try:
            assert process.stdin is not None and process.stdout is not None
            _send(process.stdin, request)
            return _receive(process.stdout)
        except (OSError, EOFError, ValueError):
            code = self._reaped(process)
            raise TooLong if late.is_set() else Ended(_how(code)) from None
        finally:
            timer.cancel()

    def _reaped(self, process: subprocess.Popen[bytes]) -> int:
        """The exit code of a process that closed its output: it is ending, or is made to."""
        self._process = None
        try:
            code = process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        for stream in (process.stdin, process.stdout):
            _shut(stream)
        return code

    def close(self) -> None:
        """End the process at once; whoever waits for an answer gets Ended.  May be called from any thread."""
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()

    @property
    def seconds(self) -> float:
        """How long a document may take."""
        return self._job.timeout

    @property
    def closed(self) -> bool:
        """Whether the cell was closed for good."""
        return self._closed

    def finish(self) -> None:
        """Close, and wait for the process to be gone."""
        self.close()
        if self._process is not None:
            self._reaped(self._process)


def _shut(stream: IO[bytes] | None) -> None:
    try:
        if stream is not None:
            stream.close()
    except OSError:
        return  # what was not sent yet has no reader any more


def _how(code: int) -> str:
    if code >= 0:
        return f"its process ended with exit code {code}"
    try:
        return f"its process was killed by signal {signal.Signals(-code).name}"
    except ValueError:
        return f"its process was killed by signal {-code}"


def _send(stream: IO[bytes], value: object) -> None:
    data = pickle.dumps(value)
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def _receive(stream: IO[bytes]) -> object:
    """The next value.  Raises EOFError at the end, however much of a value has come."""
    return pickle.loads(_exactly(stream, _LENGTH.unpack(_exactly(stream, _LENGTH.size))[0]))


def _exactly(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) != count:
        raise EOFError
    return data


def main() -> NoReturn:
    """The inside: answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; who asks decides what it means
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)  # a stray print must not get between the answers
    threading.Thread(target=_leave_with, args=(os.getppid(),), daemon=True).start()
    try:
        job, mode = cast(tuple[Job, Mode], _receive(requests))
        clean("预热。".encode(), "warm-up", job, mode)
        _send(answers, None)
        while True:
            name, data = cast(tuple[str, bytes], _receive(requests))
            _send(answers, clean(data, name, job, mode))
    except (EOFError, BrokenPipeError):
        os._exit(0)


def _leave_with(parent: int) -> None:
    """End with the process that started us, even in the middle of a document that hangs."""
    import time

    while os.getppid() == parent:
        time.sleep(_WATCH_SECONDS)
    os._exit(0)
