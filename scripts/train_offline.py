"""Train the offline annotator: gold and corpus in, coefficients and cards out.

    python scripts/train_offline.py GOLD.jsonl CORPUS

GOLD holds one coding a line (fields of the codebook, `path` inside CORPUS,
`person`, `source_repo`); CORPUS is a folder of transcripts. Writes
`coefficients.json` and `cards.json` into the package and prints what the folds
gave. The same input gives the same bytes. Needs the development environment.
"""

import argparse
import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # small matrices; same sums everywhere
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from training.calibrating import Answer, Chosen, centre
from training.fits import shipped
from training.gold import Coded, read
from training.measuring import measured
from training.nested import Problem, choose, crossed
from training.problems import problem
from training.reporting import told
from training.specs import BESIDE, SPECS

PACKAGE = Path(__file__).parents[1] / "src" / "metier" / "annotators"


def main() -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=PACKAGE)
    parser.add_argument("--report", type=Path, default=None)
    chosen = parser.parse_args()
    rows = read(chosen.gold, chosen.corpus)
    train(rows, chosen.out, chosen.report)


def train(rows: list[Coded], out: Path, report: Path | None) -> None:
    """Cross every problem, fit it on everything, write the package data."""
    answers: dict[str, tuple[Problem, Answer, list[Chosen]]] = {}
    models = {}
    for name in SPECS:
        posed = problem(name, rows)
        given, picks = crossed(posed)
        answers[name] = (posed, given, picks)
        pick, fitted = choose(posed, np.ones(len(rows), dtype=bool))
        models[name] = shipped(
            fitted,
            temperature=pick.temperature,
            decides=_placed(pick.decides, fitted.intercepts),
            abstain_below=pick.abstain_below,
        )
        print(f"{name}: {pick.spec.name}, strength {pick.strength:g}")
    for name in BESIDE:
        posed = problem(name, rows)
        answers[name] = (posed, *crossed(posed))
    cards = measured(rows, answers)
    _write(out / "offline" / "coefficients.json", models)
    _write(out / "cards.json", cards)
    text = told(cards)
    print(text)
    if report is not None:
        report.write_text(text, encoding="utf-8")


def _placed(
    cuts: tuple[float, ...], intercepts: NDArray[np.float64]
) -> tuple[float, ...]:
    """Put cuts that are counted from the middle cut on the model's own scale."""
    if not cuts:
        return ()
    middle = float(centre(intercepts))
    return tuple(float(f"{cut + middle:.6g}") for cut in cuts)


def _write(path: Path, content: object) -> None:
    rounded = _six_digits(msgspec.to_builtins(content))
    data = msgspec.json.format(msgspec.json.encode(rounded), indent=1)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data + b"\n")


def _six_digits(content: object) -> object:
    if isinstance(content, float):
        return float(f"{content:.6g}")
    if isinstance(content, dict):
        return {key: _six_digits(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [_six_digits(value) for value in content]
    return content


if __name__ == "__main__":
    main()
