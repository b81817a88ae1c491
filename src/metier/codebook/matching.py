"""From what a person calls their work to a major group of SOC-2018.

Nearest neighbours by letters among the 830 detailed titles, seven votes weighted by
likeness, and some fifty names that people use and the titles do not. Standard
library only; a table of 46 kB read when it is first asked.
"""

import csv
import math
import re
from collections import Counter
from functools import cache
from importlib.resources import files

import msgspec

__all__ = ["Match", "match"]

_NEIGHBOURS = 7
_SIZES = (3, 4, 5)

ALIASES = {
    "11": "ceo cto coo founder owner entrepreneur manager director head|product "
    "manager|project manager|run a|business owner|principal of a school|restaurant "
    "owner|engineering manager|small business",
    "13": "accountant bookkeeper auditor consultant recruiter controller actuary "
    "hr|business analyst|financial analyst|product marketing|supply chain|compliance",
    "15": "developer programmer coder sysadmin devops sre hacker mathematician "
    "statistician|software|backend|frontend|full stack|fullstack|data scientist|data "
    "engineer|machine learning|ml engineer|ai engineer|it support|web developer|qa "
    "engineer|security engineer|site reliability|platform engineer|computer scientist",
    "17": "architect surveyor|mechanical engineer|civil engineer|electrical "
    "engineer|hardware engineer|aerospace engineer|chemical engineer",
    "19": "biologist physicist chemist scientist economist psychologist ecologist "
    "neuroscientist bioinformatician postdoc|research scientist",
    "21": "pastor priest imam rabbi counsellor|social worker",
    "23": "lawyer solicitor barrister attorney paralegal judge notary",
    "25": "teacher professor lecturer librarian tutor|phd student|teaching assistant",
    "27": "designer writer journalist editor artist musician photographer filmmaker "
    "animator illustrator youtuber|game designer|ux designer|graphic designer|content "
    "creator",
    "29": "doctor physician nurse surgeon dentist pharmacist vet veterinarian "
    "radiologist therapist paramedic",
    "33": "police firefighter|security guard",
    "35": "chef cook barista waiter waitress bartender",
    "41": "salesperson realtor|sales rep|account executive|estate agent",
    "43": "secretary receptionist clerk|office administrator|customer service",
    "45": "farmer fisherman forester",
    "47": "carpenter electrician plumber builder miner",
    "49": "mechanic technician",
    "53": "driver pilot courier",
    "55": "soldier officer navy army airman marine",
}
"""Whole words, and after a bar phrases; the longest one that is there decides."""


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A major group with the share of votes that it got, 0 to 1."""

    code: str
    share: float
    title: str
    """The nearest detailed title, so that the person can see what was understood."""


def _plain(text: str) -> str:
    return re.sub(r"[^a-z ]+", " ", text.lower().replace("&", " and ")).strip()


def _grams(text: str) -> Counter[str]:
    padded = f" {' '.join(_plain(text).split())} "
    return Counter(
        padded[at : at + size]
        for size in _SIZES
        for at in range(len(padded) - size + 1)
    )


class _Table(msgspec.Struct):
    titles: list[tuple[str, str]]
    weights: dict[str, float]
    vectors: list[dict[str, float]]
    holders: dict[str, list[int]]


def _vector(grams: Counter[str], weights: dict[str, float]) -> dict[str, float]:
    raw = {
        gram: (1 + math.log(count)) * weights[gram]
        for gram, count in grams.items()
        if gram in weights
    }
    length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
    return {gram: value / length for gram, value in raw.items()}


@cache
def _table() -> _Table:
    with (files("metier.codebook") / "data" / "titles.csv").open("r") as lines:
        titles = [(row["code"][:2], row["title"]) for row in csv.DictReader(lines)]
    grams = [_grams(title) for _, title in titles]
    seen = Counter(gram for one in grams for gram in one)
    weights = {
        gram: math.log((1 + len(titles)) / (1 + count)) + 1
        for gram, count in seen.items()
    }
    vectors = [_vector(one, weights) for one in grams]
    holders: dict[str, list[int]] = {}
    for number, vector in enumerate(vectors):
        for gram in vector:
            holders.setdefault(gram, []).append(number)
    return _Table(titles=titles, weights=weights, vectors=vectors, holders=holders)


@cache
def _aliases() -> tuple[tuple[str, str], ...]:
    pairs = []
    for code, written in ALIASES.items():
        words, *phrases = written.split("|")
        pairs += [(word, code) for word in words.split()]
        pairs += [(phrase, code) for phrase in phrases]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def match(text: str) -> tuple[Match, ...]:
    """Return the groups that a description may mean, the likeliest first."""
    plain = f" {' '.join(_plain(text).split())} "
    if not plain.strip():
        return ()
    table = _table()
    scores: dict[int, float] = {}
    for gram, value in _vector(_grams(text), table.weights).items():
        for number in table.holders[gram]:
            scores[number] = (
                scores.get(number, 0.0) + value * table.vectors[number][gram]
            )
    nearest = sorted(scores, key=lambda number: (-scores[number], number))[:_NEIGHBOURS]
    votes: dict[str, float] = {}
    for number in nearest:
        code = table.titles[number][0]
        votes[code] = votes.get(code, 0.0) + scores[number]
    alias = next((code for name, code in _aliases() if f" {name} " in plain), None)
    if alias is not None:
        votes[alias] = votes.get(alias, 0.0) + 2 * max(sum(votes.values()), 0.5)
    total = sum(votes.values())
    title = table.titles[nearest[0]][1] if nearest else ""
    return tuple(
        Match(code=code, share=votes[code] / total, title=title)
        for code in sorted(votes, key=lambda code: (-votes[code], code))
    )
