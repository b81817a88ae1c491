"""Transcripts of the size that real ones have, for reading at scale; no truth kept."""

import math
from collections.abc import Callable
from pathlib import Path

from metier.simulation.dice import dice
from metier.simulation.published import MONTHS
from metier.simulation.writing.example import draw_origin, save
from metier.simulation.writing.people import draw_people
from metier.simulation.writing.plans import draw_plan
from metier.simulation.writing.scripts import Script
from metier.simulation.writing.transcripts import Transcript

__all__ = ["transcripts"]

SESSIONS_A_PERSON = 25
VOLUME = 70
"""Lines of what tools return: a file read is some 4 kB, and stands there twice."""

TURNS = (1.5, 0.7)
ACTIONS = (3.2, 0.9)
"""Mean and spread of the logs of turns a session and actions a turn: most files
are near 0.8 MB, one in a hundred is ten times as long."""

MOST_TURNS = 60
MOST_ACTIONS = 400


def transcripts(
    out: Path,
    *,
    seed: int,
    count: int,
    step: Callable[[str, int, int], None] | None = None,
) -> int:
    """Write so many transcripts into a folder, one a person; return their bytes."""
    people = draw_people(seed, -(-count // SESSIONS_A_PERSON))
    size = 0
    for index in range(count):
        random = dice(seed, "bulk", index)
        person = people[index % len(people)]
        plan = draw_plan(random, person, index % len(MONTHS), random.random())
        plan.kind = "work"
        plan.turns = min(MOST_TURNS, math.ceil(random.lognormvariate(*TURNS)))
        plan.actions_per_turn = min(MOST_ACTIONS, random.lognormvariate(*ACTIONS))
        transcript = Transcript(draw_origin(random, plan), random, plan.started)
        script = Script(plan, transcript, random, volume=VOLUME)
        script.play()
        save(out / person.name / "projects", script)
        size += transcript.size
        if step is not None:
            step("write", index + 1, count)
    return size
