"""One folder, and the stages that fill it in order: the whole of metier in one call.

    Study(folder).run(Asked(sources=(path,)))

reads transcripts, annotates, estimates, releases and draws the page. This room
and the command line alone stand on both sides of the door.

Names are looked up when they are used: a process that only reads one shard would
otherwise import every stage there is.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from metier.study.asking import Asked
    from metier.study.manifest import Manifest, load
    from metier.study.places import default_study
    from metier.study.settings import Settings
    from metier.study.study import Study

__all__ = ["Asked", "Manifest", "Settings", "Study", "default_study", "load"]

_FILES = {
    "Asked": "asking",
    "Manifest": "manifest",
    "Settings": "settings",
    "Study": "study",
    "default_study": "places",
    "load": "manifest",
}


def __getattr__(name: str) -> object:
    """Take a name from its file."""
    if name not in _FILES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_FILES[name]}"), name)
