"""The writing of Chinese: spaces, marks, quotes and code points, paragraph by paragraph."""

from __future__ import annotations

from papercleaner.config import Config
from papercleaner.model import Role
from papercleaner.text import Text

__all__ = ["clean_text"]


def clean_text(text: str, role: Role = Role.BODY, config: Config = Config()) -> Text:  # noqa: B008
    """One paragraph after all typography stages, as a Text that knows its origins in `text`."""
    from papercleaner.stages import characters, controls, punctuation, quotes, spacing
    from papercleaner.typography.rounds import settle

    done = Text.of(text)
    for stage in (controls, characters, spacing, punctuation):
        source = done.strip() if stage is spacing else done
        done = settle(source, role, config, stage.RULES)
    return done if role is Role.TABLE else quotes.mend(done, role, config)
