"""Time every exhibit on 400,000 sessions of 235,000 people, as the study had."""

import sys
import time

import numpy as np

from metier.estimates import answers, derive
from metier.facts import COLUMN_BY_NAME, Frame
from metier.figures import FIGURES

ROWS = 400_000
PEOPLE = 235_000


def made(rows: int, people: int) -> Frame:
    """Draw a frame that looks like the study's."""
    draw = np.random.default_rng(0)

    def pick(*levels: str | None) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
        names = np.asarray(levels, dtype=object)
        return np.asarray(names[draw.integers(0, len(levels), rows)], dtype=object)

    counts = draw.poisson(4, rows).astype(float) + 1
    columns = {
        "session": np.arange(rows).astype(str).astype(object),
        "person": draw.integers(0, people, rows).astype(str).astype(object),
        "month": pick(*(f"2026-{month:02d}" for month in range(1, 8))),
        "agent": pick("claude_code", "codex"),
        "surface": pick("cli", "desktop"),
        "model_tier": pick("opus", "sonnet", None),
        "length_band": pick("1", "2-3", "4-7", "8 and more"),
        "turns": counts,
        "api_messages": counts * 5,
        "log_turns": np.log(counts),
        "log_api_messages": np.log(counts * 5),
        "actions_per_turn": draw.lognormal(2, 1, rows),
        "words_per_turn": draw.lognormal(7, 1, rows),
        "words_visible_per_turn": draw.lognormal(6, 1, rows),
        "words_generated_per_turn": draw.lognormal(7.5, 1, rows),
        "lines_added": draw.poisson(20, rows).astype(float),
        "attempted": (draw.random(rows) < 0.97).astype(float),
        "work_mode": pick(
            "build", "fix", "test", "orchestrate", "operate", "plan", "analyze"
        ),
        "codebase": pick("modify", "explore", "create", "none"),
        "expertise": draw.integers(1, 6, rows).astype(float),
        "outcome": pick("succeeded", "succeeded", "partial", "failed", "no_goal"),
        "success_signal": draw.integers(0, 6, rows).astype(float),
        "failure_signal": draw.integers(0, 6, rows).astype(float),
        "soc_user": pick("15", "15", "13", "27", "11", "19", None),
        "soc_work": pick("15", "15", "13", "27"),
        "value_usd": draw.lognormal(5.5, 1.2, rows),
        "plan_user": draw.poisson(4, rows).astype(float),
        "plan_agent": draw.poisson(2, rows).astype(float),
        "exec_user": draw.poisson(2, rows).astype(float),
        "exec_agent": draw.poisson(8, rows).astype(float),
        "hard_evidence": (draw.random(rows) < 0.4).astype(float),
        "affirmed": (draw.random(rows) < 0.2).astype(float),
    }
    columns |= derive(columns)
    return Frame({name: columns[name] for name in columns if name in COLUMN_BY_NAME})


def main() -> None:
    """Print seconds a figure, and in all."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    frame = made(rows, max(rows * PEOPLE // ROWS, 1))
    start = time.process_time()
    found = answers(FIGURES, frame)
    seconds = time.process_time() - start
    with_numbers = sum(each.value is not None for each in found)
    print(f"{rows:,} sessions, all exhibits: {seconds:.1f} s of one core")
    print(f"{with_numbers} of {len(found)} estimates carry numbers")


if __name__ == "__main__":
    main()
