"""Find what is planted in a simulated study: means over many of them.

    python scripts/plant.py [studies] [sessions]

writes `src/metier/simulation/planted.json`. To be run again whenever a figure is
added or the simulated population changes; four studies take about three minutes.
"""

import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import msgspec

from metier.study.estimating import estimate
from metier.study.manifest import load
from metier.study.simulating import simulate

TARGET = Path(__file__).parents[1] / "src" / "metier" / "simulation" / "planted.json"
PEOPLE_A_SESSION = 234_751 / 398_198
FIRST_SEED = 900_001
"""Far from seeds that anybody tries, so that no study is checked against itself."""

SIZES = ("sessions", "cells", "singletons", "standard error", "r_squared", "people")
"""Statistics that depend on how many sessions there are."""


def main(studies: int, sessions: int) -> None:
    """Average the estimates of so many studies."""
    values: defaultdict[tuple[str, ...], list[float]] = defaultdict(list)
    for seed in range(FIRST_SEED, FIRST_SEED + studies):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            people = round(sessions * PEOPLE_A_SESSION)
            simulate(folder, seed=seed, count=sessions, people=people)
            manifest = load(folder)
            assert manifest is not None  # noqa: S101 - simulate wrote it
            for made in estimate(folder, manifest.settings)[0]:
                if made.value is not None and made.unit != "count":
                    values[msgspec.structs.astuple(made.key)].append(made.value)
        print(f"study {seed - FIRST_SEED + 1} of {studies}", flush=True)
    rows = [
        (key, float(f"{sum(found) / len(found):.6g}"))
        for key, found in sorted(values.items())
        if len(found) == studies and key[-1] not in SIZES
    ]
    TARGET.write_bytes(msgspec.json.format(msgspec.json.encode(rows), indent=0) + b"\n")
    print(f"{len(rows)} numbers in {TARGET}")


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*(given or [8]), *([] if len(given) > 1 else [400_000]))
