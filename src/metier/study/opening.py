"""A study opened for a run: locked, its manifest read, its salt and index at hand."""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from metier.facts.identities import Salt
from metier.study import manifest as manifests
from metier.study.atomic import SUFFIX
from metier.study.locks import held
from metier.study.manifest import Manifest
from metier.study.places import private_folder, usable
from metier.study.private import Private, read_salt

__all__ = ["Opened", "now", "opened"]


class Opened(msgspec.Struct, kw_only=True):
    """A study that this process alone may change."""

    folder: Path
    private: Private
    salt: Salt
    manifest: Manifest
    fresh: bool
    """Nothing was in the folder before."""

    def save(self, stage: str) -> None:
        """Write the manifest after a stage."""
        moment = now()
        self.manifest.changed = moment
        self.manifest.made = self.manifest.made or moment
        self.manifest.stages = {**self.manifest.stages, stage: moment}
        manifests.save(self.folder, self.manifest)


@contextmanager
def opened(folder: Path, environ: Mapping[str, str] | None = None) -> Iterator[Opened]:
    """Open the study in the folder, made where there is none."""
    around = os.environ if environ is None else environ
    whole = usable(folder, around)
    with held(whole):
        _clear(whole)
        found = manifests.load(whole)
        manifest = found or Manifest(study=secrets.token_hex(8))
        place = private_folder(around, manifest.study)
        salt = read_salt(place, fingerprint=manifest.salt)
        if found is None:
            # From here on a lost salt can be told from a study that had none yet.
            manifest.salt = salt.fingerprint
            manifests.save(whole, manifest)
        with Private(place) as private:
            yield Opened(
                folder=whole,
                private=private,
                salt=salt,
                manifest=manifest,
                fresh=found is None,
            )


def _clear(folder: Path) -> None:
    """Remove what a killed run was in the middle of writing."""
    for path in folder.rglob(f"*{SUFFIX}"):
        if path.is_file():
            path.unlink(missing_ok=True)


def now() -> str:
    """Return this moment, as it is printed."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
