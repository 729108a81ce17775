"""The command line: thin commands, one file each, over papercleaner.service."""

from __future__ import annotations

import sys
from typing import NoReturn


def main() -> NoReturn:
    """The console script.  Ends the process with the exit codes of docs/exit-codes.md."""
    try:
        from papercleaner.cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while modules were still being imported
        sys.stderr.write("papercleaner: interrupted\n")
        code = 130
    sys.exit(code)
