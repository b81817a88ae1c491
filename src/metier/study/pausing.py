"""A study at rest: while it is paused nothing new is read into it.

What was read stays and can be estimated, released and drawn. Logs written in the
meantime are read after `resume`, unless their agent deleted them before.
"""

from metier.errors import SettingError
from metier.study.opening import Opened, now

__all__ = ["pause", "paused_since", "refuse_paused", "resume"]

_NOTE = "paused"


def pause(study: Opened) -> str:
    """Read nothing new from now on; return since when."""
    since = paused_since(study) or now()
    study.private.note(_NOTE, since)
    return since


def resume(study: Opened) -> str | None:
    """Read again; return since when it had been paused, None where it was not."""
    since = paused_since(study)
    study.private.note(_NOTE, "")
    return since


def paused_since(study: Opened) -> str | None:
    """Return when the study was paused; None where it is not."""
    return study.private.noted(_NOTE) or None


def refuse_paused(study: Opened) -> None:
    """Refuse to read while the study is paused."""
    since = paused_since(study)
    if since is not None:
        raise SettingError(
            f"{study.folder} is paused since {since}: nothing new is read. `metier "
            "pause --resume` goes on; estimate, release and report work as it is."
        )
