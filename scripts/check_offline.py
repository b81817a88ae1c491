"""Check how far the offline annotator's figures hang on how the folds were drawn.

    python scripts/check_offline.py GOLD.jsonl CORPUS [--seeds 8] [--shuffles 3]

Every figure is made anew by nested cross-validation: over other partings of the
people, over each group left out alone, over each repository's and agent's share of
the answers, and with the codings dealt out to other sessions, where nothing can be
learned and agreement beyond chance must be near 0. Writes nothing.
"""

import argparse
import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import random
from collections.abc import Iterable
from pathlib import Path
from statistics import fmean

import msgspec
from training.calibrating import Answer, Chosen
from training.gold import Coded, folds_of, read
from training.measuring import measured
from training.nested import Problem, crossed
from training.problems import FOLDS, problem
from training.reporting import FLOOR_AND_AIM
from training.specs import BESIDE, SPECS

Figures = dict[str, float]
MANY = 10_000
FEWEST = 10
"""Sessions of a group whose own figure is printed."""


def main() -> None:
    """Print each field's figure under each way to part the people."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--seeds", type=int, default=8)
    parser.add_argument("--shuffles", type=int, default=3)
    chosen = parser.parse_args()
    rows = read(chosen.gold, chosen.corpus)
    usual = _figures(rows, folds_of(rows, FOLDS))
    alone = folds_of(rows, MANY)
    left_out = _crossed(rows, alone)
    others = [
        _figures(rows, folds_of(rows, FOLDS, seed)) for seed in range(chosen.seeds)
    ]
    chance = [_shuffled(rows, seed) for seed in range(chosen.shuffles)]
    parts = {
        name: _of(measured(*_only(rows, left_out, kept)))
        for name, kept in _parts(rows).items()
    }
    print(_table(usual, others, _of(measured(rows, left_out)), chance, parts))


Crossed = dict[str, tuple[Problem, Answer, list[Chosen]]]


def _crossed(rows: list[Coded], folds: list[int]) -> Crossed:
    found: Crossed = {}
    for name in (*SPECS, *BESIDE):
        posed = problem(name, rows, folds)
        found[name] = (posed, *crossed(posed))
    return found


def _figures(rows: list[Coded], folds: list[int]) -> Figures:
    return _of(measured(rows, _crossed(rows, folds)))


def _of(cards: Iterable[object]) -> Figures:
    """Take the one measure of each card that a floor and an aim are set for."""
    found = {}
    for card in cards:
        name = FLOOR_AND_AIM.get(card.facet, ("kappa", None, None))[0]  # type: ignore[attr-defined]
        values = {measure.name: measure.value for measure in card.measures}  # type: ignore[attr-defined]
        if name in values:
            found[card.facet] = values[name]  # type: ignore[attr-defined]
    return found


def _shuffled(rows: list[Coded], seed: int) -> Figures:
    """Deal the codings out to other sessions, and learn from that."""
    labels = [row.labels for row in rows]
    random.Random(seed).shuffle(labels)  # noqa: S311 - no secret
    dealt = [
        msgspec.structs.replace(row, labels=label)
        for row, label in zip(rows, labels, strict=True)
    ]
    return _figures(dealt, folds_of(dealt, FOLDS))


def _parts(rows: list[Coded]) -> dict[str, list[int]]:
    """Name the repositories and agents with enough sessions for a figure."""
    found: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        for name in (row.repository.partition("/")[2], row.agent):
            found.setdefault(name, []).append(index)
    return {name: kept for name, kept in found.items() if len(kept) >= FEWEST}


def _only(
    rows: list[Coded], crossed_: Crossed, kept: list[int]
) -> tuple[list[Coded], Crossed]:
    """Keep some of the rows of answers that were made without them."""
    found: Crossed = {}
    for name, (posed, answer, picks) in crossed_.items():
        folds = sorted(set(posed.fold.tolist()))
        held = sorted({int(posed.fold[index]) for index in kept})
        part = msgspec.structs.replace(
            posed,
            views=[posed.views[index] for index in kept],
            group=[posed.group[index] for index in kept],
            **{
                field: getattr(posed, field)[kept]
                for field in (
                    "target",
                    "against",
                    "weight",
                    "fold",
                    "usable",
                    "judged",
                    "fixed",
                )
            },
        )
        given = msgspec.structs.replace(
            answer,
            **{
                field: getattr(answer, field)[kept]
                for field in ("score", "chance", "level", "sure")
            },
        )
        found[name] = (part, given, [picks[folds.index(fold)] for fold in held])
    return [rows[index] for index in kept], found


def _table(
    usual: Figures,
    others: list[Figures],
    alone: Figures,
    chance: list[Figures],
    parts: dict[str, Figures],
) -> str:
    head = ["field", "usual folds", "other folds", "each alone", "dealt out", *parts]
    lines = [f"| {' | '.join(head)} |", f"| {' | '.join('---' for _ in head)} |"]
    for name in usual:
        spread = [one[name] for one in others]
        dealt = [one[name] for one in chance]
        cells = [
            f"{usual[name]:.2f}",
            f"{fmean(spread):.2f} ({min(spread):.2f} to {max(spread):.2f})",
            f"{alone[name]:.2f}",
            f"{fmean(dealt):.2f} ({min(dealt):.2f} to {max(dealt):.2f})",
            *(f"{one[name]:.2f}" if name in one else "" for one in parts.values()),
        ]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
