"""Which sessions to check: drawn by a design, their chances known and kept.

Sessions are stratified by the machine's answer, by kind of person and by period;
half of the sample goes to strata by their size, half in equal parts, no stratum
below a fifth of its share (methods 1.4). With many people no person is drawn more
than `most_each` times: first so many of each person's sessions are kept at random,
then strata are drawn among those; a session's chance is the product of both, so the
estimators weigh it right. Sessions checked outside a draw never count as drawn.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence

import msgspec
import numpy as np

from metier.errors import SettingError

__all__ = ["Drawn", "Population", "draw"]

_FLOOR = 0.2
_PEOPLE_FOR_CAP = 10


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """One session to be checked."""

    session: str
    stratum: str
    probability: float
    """Chance of having been drawn, known at draw time, above 0 and at most 1."""


def _kept(
    people: Sequence[Hashable], most_each: int, chance: np.random.Generator
) -> tuple[list[int], dict[int, float]]:
    """Keep at most so many sessions of each person; with the chance of each."""
    own: dict[Hashable, list[int]] = defaultdict(list)
    for number, person in enumerate(people):
        own[person].append(number)
    if len(own) < _PEOPLE_FOR_CAP:
        everyone = list(range(len(people)))
        return everyone, dict.fromkeys(everyone, 1.0)
    kept: list[int] = []
    chances: dict[int, float] = {}
    for numbers in own.values():
        size = min(most_each, len(numbers))
        picked = chance.choice(len(numbers), size=size, replace=False)
        for place in sorted(int(one) for one in picked):
            kept.append(numbers[place])
            chances[numbers[place]] = size / len(numbers)
    return sorted(kept), chances


def _allocate(sizes: Counter[str], wanted: int) -> dict[str, int]:
    """Give each stratum its part of the sample, never more than it has."""
    total = sum(sizes.values())
    parts = {
        name: max(
            0.5 * wanted * size / total + 0.5 * wanted / len(sizes),
            _FLOOR * wanted * size / total,
        )
        for name, size in sizes.items()
    }
    given = {name: min(sizes[name], max(1, int(part))) for name, part in parts.items()}
    # What rounding and small strata left goes to those that can still take it.
    order = sorted(sizes, key=lambda name: (given[name] - parts[name], name))
    while sum(given.values()) < min(wanted, total):
        for name in order:
            if sum(given.values()) >= min(wanted, total):
                break
            given[name] += given[name] < sizes[name]
    return given


class Population(msgspec.Struct, frozen=True, kw_only=True):
    """What is drawn from: one value a session in each."""

    sessions: Sequence[str]
    people: Sequence[Hashable]
    strata: Sequence[str]


def draw(
    population: Population, *, wanted: int, seed: int, most_each: int = 3
) -> tuple[Drawn, ...]:
    """Draw sessions to check; the same seed draws the same ones.

    At least one session of each stratum is drawn, so a few more than `wanted` may
    come back.
    """
    sessions, people = population.sessions, population.people
    strata = population.strata
    if not sessions:
        raise SettingError(
            "there is no session to draw from. Run `metier run` first, or widen the "
            "window with --since."
        )
    if wanted < 1:
        raise SettingError(f"-n {wanted}: at least one session has to be drawn.")
    chance = np.random.default_rng(seed)
    order = sorted(range(len(sessions)), key=lambda number: sessions[number])
    kept, chances = _kept([people[n] for n in order], most_each, chance)
    sizes = Counter(strata[order[place]] for place in kept)
    given = _allocate(sizes, wanted)
    drawn = []
    for stratum in sorted(sizes):
        places = [place for place in kept if strata[order[place]] == stratum]
        picked = chance.choice(len(places), size=given[stratum], replace=False)
        for one in picked:
            place = places[int(one)]
            drawn.append(
                Drawn(
                    session=sessions[order[place]],
                    stratum=stratum,
                    probability=chances[place] * given[stratum] / sizes[stratum],
                )
            )
    return tuple(sorted(drawn, key=lambda one: one.session))
