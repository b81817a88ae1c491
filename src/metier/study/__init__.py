"""One folder, and the stages that fill it in order: the whole of metier in one call.

    Study(folder).run(Asked(sources=(path,)))

reads transcripts, annotates, estimates, releases and draws the page. This room
and the command line alone stand on both sides of the door.
"""

from metier.study.asking import Asked
from metier.study.manifest import Manifest, load
from metier.study.places import default_study
from metier.study.settings import Settings
from metier.study.study import Study

__all__ = ["Asked", "Manifest", "Settings", "Study", "default_study", "load"]
