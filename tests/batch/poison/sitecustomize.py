"""Makes marked documents poisonous in every Python process that has this folder on its path."""

import os
import signal
import time

from papercleaner import service
from papercleaner.config import Config
from papercleaner.model import Page

_clean = service.clean


def clean(data: bytes, name: str, config: Config, reading: service.Reading = service.AS_FOUND) -> Page:
    if b"POISON raise" in data:
        raise RuntimeError("poison \x1b[31m\n of a page")
    if b"POISON exit" in data:
        os._exit(3)
    if b"POISON kill" in data:
        os.kill(os.getpid(), signal.SIGKILL)
    while b"POISON hang" in data:
        time.sleep(0.1)
    if b"POISON print" in data:
        os.write(1, b"stray output\n")
        print("more of it", flush=True)
    if b"POISON slow" in data:
        time.sleep(0.2)
    return _clean(data, name, config, reading)


service.clean = clean
