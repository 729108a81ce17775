"""The promises, checked on every page in production: if one is broken, the output is withheld.

I1, I2: reading the output back and cleaning it again changes nothing.  I3: every visible character of the
source is accounted for exactly once.  I4: the edits, replayed, give the text, and reversed, the source.
I5: nothing readable is dropped.  I6: every change has a rule, and no rule invents.
"""

from __future__ import annotations

from papercleaner.config import Config
from papercleaner.errors import InvariantError
from papercleaner.invariants.breach import Breach
from papercleaner.invariants.conservation import conservation
from papercleaner.invariants.ledger import ledger
from papercleaner.invariants.stability import stability
from papercleaner.model import Page

_MOST = 20
"""Breaches that a report shows; the first ones tell what went wrong."""


def check(page: Page, config: Config) -> None:
    """Nothing, if the page keeps all promises.  Raises InvariantError, with a report to paste, if not."""
    breaches = [*conservation(page), *ledger(page)]
    # A page that lost characters would only fail to be stable in misleading ways.
    breaches = breaches or list(stability(page, config))
    if breaches:
        first = breaches[0]
        raise InvariantError(
            f"promise {first.promise} is broken ({first.what}), so the output is withheld",
            where=page.source.name,
            hint="This is a fault of papercleaner, not of your file; please report it with the text below",
            report=report(page, config, breaches),
        )


def report(page: Page, config: Config, breaches: list[Breach]) -> str:
    """What a maintainer needs to know, for a bug report: versions, settings, places, short excerpts."""
    import platform

    from papercleaner import __version__

    source = page.source
    lines = [
        f"papercleaner {__version__}, Python {platform.python_version()}, {platform.system()}",
        f"config {config}",
        f"source sha256 {source.sha256}, reader {source.reader}, {len(source.text)} characters",
        f"{len(breaches)} broken promises (short excerpts of the text follow; take out what is private):",
    ]
    lines += [breach.line(source.text) for breach in breaches[:_MOST]]
    if len(breaches) > _MOST:
        lines.append(f"… and {len(breaches) - _MOST} more")
    return "\n".join(lines) + "\n"
