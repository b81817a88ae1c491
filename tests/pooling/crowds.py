"""People with sessions made up by seed, and what each of them would share."""

import zlib
from hashlib import blake2b

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.codebook import FACETS
from metier.estimates import derive
from metier.facts import COLUMN_BY_NAME, Frame
from metier.pooling.files import Share, seal
from metier.pooling.schema import SHARED, TEXTS
from metier.pooling.sums import sums_of

MODES = ("build", "fix", "operate", "communicate")
OUTCOMES = ("succeeded", "succeeded", "partial", "failed", "no_goal")


def base(sessions: int, seed: int) -> dict[str, NDArray[np.generic]]:
    """Base columns of one person's sessions."""
    dice = np.random.default_rng(seed)
    months = [f"2026-0{n}" for n in dice.integers(1, 4, sessions)]
    choose = {
        "work_mode": MODES,
        "codebase": ("modify", "explore"),
        "outcome": OUTCOMES,
        "soc_user": ("15", "13", "0"),
        "soc_work": ("15", "27"),
        "agent": ("claude-code", "codex"),
        "model_tier": ("opus", "sonnet"),
        "length_band": ("1", "2-3", "4-7"),
    }
    columns: dict[str, NDArray[np.generic]] = {
        name: np.array(dice.choice(levels, sessions), dtype=object)
        for name, levels in choose.items()
    }
    columns["month"] = np.array(months, dtype=object)
    columns["week"] = np.array(["2026-W05"] * sessions, dtype=object)
    columns["surface"] = np.array(["cli"] * sessions, dtype=object)
    columns["interactive"] = np.array(["yes"] * sessions, dtype=object)
    for name in SHARED:
        if name not in columns:
            columns[name] = dice.integers(1, 9, sessions).astype(float)
    for name in (
        *("expertise", "expertise_first", "expertise_typed"),
        *("success_signal", "failure_signal"),
    ):
        columns[name] = dice.integers(1, 6, sessions).astype(float)
    for name in (
        *("attempted", "hard_evidence", "affirmed", "left_artefact"),
        *("reverted", "tagged"),
    ):
        columns[name] = dice.integers(0, 2, sessions).astype(float)
    for name in ("landed", "alive_7", "alive_30", "alive_90", "lines_appeared"):
        columns[name] = dice.random(sessions)
    columns["fix_followed"] = dice.integers(0, 2, sessions).astype(float)
    columns["attempted"] = np.ones(sessions)
    columns["value_usd"] = dice.choice([50.0, 400.0, 2000.0], sessions)
    return columns


def whole(people: dict[str, dict[str, NDArray[np.generic]]]) -> Frame:
    """Put people's sessions into one frame, as a collector of rows would have it."""
    names = next(iter(people.values()))
    columns: dict[str, NDArray[np.generic]] = {
        name: np.concatenate([own[name] for own in people.values()]) for name in names
    }
    columns["person"] = np.concatenate(
        [np.full(len(own["turns"]), person, "O") for person, own in people.items()]
    )
    columns["session"] = np.array(
        [str(n) for n in range(len(columns["person"]))], dtype=object
    )
    columns |= derive(columns)
    return Frame({n: columns[n] for n in columns if n in COLUMN_BY_NAME})


def _value(name: str, value: object) -> object:
    return str(value) if name in TEXTS else float(str(value))


def person_id(name: str) -> str:
    """Return the id of a person of this name."""
    return blake2b(name.encode(), digest_size=12).hexdigest()


def shared(
    person: str,
    own: dict[str, NDArray[np.generic]],
    kind: str = "facts",
    *,
    machine: str = "a1",
    number: int = 1,
) -> Share:
    """What a person would let go."""
    count = len(own["turns"])
    seed = zlib.crc32(person.encode())
    marks = tuple(f"{seed:08x}{n:016x}" for n in range(count))
    made = Share(
        kind=kind,  # type: ignore[arg-type]
        pool="team",
        person=person_id(person),
        machine=machine,
        made="2026-W20",
        number=number,
        months=("2026-01", "2026-02", "2026-03"),
        codebook={facet.name: facet.version for facet in FACETS},
        annotator="offline-1",
    )
    if kind == "facts":
        rows = tuple(
            (marks[n], *(_value(name, own[name][n]) for name in SHARED))
            for n in range(count)
        )
        return seal(msgspec.structs.replace(made, columns=SHARED, rows=rows))
    cells, moments = sums_of(whole({person: own}))
    return seal(
        msgspec.structs.replace(made, cells=cells, moments=moments, fingerprints=marks)
    )
