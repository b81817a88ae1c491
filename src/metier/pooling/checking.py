"""What is wrong with a share, if anything: held against it before and after it crosses.

A checksum is no signature, so an edited file may carry a right one. Whatever is not a
word of a closed set, a hash, a week, a month or a number within bounds is refused.
"""

import math
import re
from collections.abc import Iterable
from functools import cache

from metier.codebook import FACET_BY_NAME
from metier.pooling.schema import FINGERPRINT, MOST, SHARED, problem
from metier.pooling.share import CAP, Moments, Share
from metier.pooling.sums import needs_by_series
from metier.study.structures import structure

__all__ = ["problem_of"]

_WEEK_COLUMNS = 7
_HOURS_IN_A_WEEK = 168.0
_PERSON = re.compile(r"[0-9a-f]{24}")
_MACHINE = re.compile(r"[0-9a-f]{1,16}")
_NAME = re.compile(r"[\w .-]{1,64}")
_ANNOTATOR = re.compile(r"[\w.:/@+-]{1,64}")
_MOST_SUM = MOST * CAP


def problem_of(share: Share) -> str | None:
    """Say what in a share may not cross, or None."""
    return (
        _wrong_head(share)
        or _wrong_kind(share)
        or _wrong_id(share)
        or _wrong_row(share)
        or _wrong_cell(share)
        or _wrong_moments(share)
        or _wrong_week(share)
    )


def _wrong_head(share: Share) -> str | None:
    checks = (
        (_NAME.fullmatch(share.pool), "a name of the pool that is a text"),
        (_PERSON.fullmatch(share.person), "a person's id that metier did not make"),
        (_MACHINE.fullmatch(share.machine), "a machine's id that metier did not make"),
        (_ANNOTATOR.fullmatch(share.annotator), "an annotator's name that is a text"),
        (_is_week(share.made), "a week that is none"),
        (share.number >= 0, "a number of the file below zero"),
        (
            share.months and not any(problem("month", m) for m in share.months),
            "a month that is none",
        ),
        (set(share.codebook) <= set(FACET_BY_NAME), "a facet that is none"),
    )
    return next((says for holds, says in checks if not holds), None)


def _is_week(week: str) -> bool:
    most = 53
    return problem("week", week) is None and 1 <= int(week[-2:]) <= most


def _wrong_kind(share: Share) -> str | None:
    count = len(share.rows) if share.kind == "facts" else len(share.fingerprints)
    if count > CAP:
        return f"{count} sessions where {CAP} are the most"
    if share.kind == "facts" and (share.cells or share.moments or share.fingerprints):
        return "sums in a file of facts"
    if share.kind == "sums" and (share.rows or share.columns):
        return "rows in a file of sums"
    unknown = sorted(set(share.columns) - set(SHARED))
    if unknown:
        return f"the column {unknown[0]!r} is not among those that may cross"
    if len(set(share.columns)) != len(share.columns):
        return "a column twice"
    return None


def _wrong_id(share: Share) -> str | None:
    ids = [*share.fingerprints, *(row[0] for row in share.rows if row)]
    if not all(isinstance(one, str) and FINGERPRINT.fullmatch(one) for one in ids):
        return "an id that is no fingerprint"
    if len(set(ids)) != len(ids):
        return "the same session twice"
    return None


def _wrong_row(share: Share) -> str | None:
    for row in share.rows:
        if len(row) != len(share.columns) + 1:
            return "a row of another length than the columns"
        for name, value in zip(share.columns, row[1:], strict=True):
            found = problem(name, value)
            if found is not None:
                return f"{name} is {found}"
            if name == "month" and value is not None and value not in share.months:
                return "a session of a month that the file does not name"
    return None


def _wrong_cell(share: Share) -> str | None:
    most = len(share.fingerprints)
    known = _words(share.months) if share.cells else frozenset()
    needs = needs_by_series()
    seen = set()
    for cell in share.cells:
        figure, panel, series, *levels = cell.key
        if (figure, panel, series) not in needs or not known.issuperset(levels):
            return "a sum of a number that no figure asks for"
        if cell.key in seen:
            return "a sum twice"
        seen.add(cell.key)
        if not 0 <= cell.sessions <= most:
            return "a sum over more sessions than there are"
        if not _is_bounded((cell.sum,)):
            return "a sum that is larger than can be, or no finite number"
        whole = cell.sum == round(cell.sum)
        if cell.kind == "share" and not (0 <= cell.sum <= cell.sessions and whole):
            return "more hits than sessions, or a part of a hit"
    return None


@cache
def _words(months: tuple[str, ...]) -> frozenset[str]:
    """Return every level that a number of the page is grouped or split by."""
    keys = tuple(structure(months))
    return frozenset(level for key in keys for level in (key.group, key.split))


def _wrong_moments(share: Share) -> str | None:
    needs = needs_by_series()
    for one in share.moments:
        size = len(one.x)
        shape = len(one.xx) == size * (size + 1) // 2 and len(one.xy) == size
        if one.regression not in needs or not size or not shape:
            return "sums of a regression that no figure asks for"
        if not 0 < one.sessions <= len(share.fingerprints):
            return "a sum over more sessions than there are"
        if not _is_bounded((*one.x, one.y), 1) or not _is_bounded(
            (*one.xx, *one.xy, one.yy), 2
        ):
            return "a sum that is larger than can be, or no finite number"
        if _is_impossible(one):
            return "squares that no numbers have"
        if not all(_NAME.fullmatch(level) for level in one.cell if level):
            return "a cell of a regression that is a text"
    return None


def _is_impossible(one: Moments) -> bool:
    """Say whether a sum of squares is less than the sum allows."""
    slack = 1 + 1e-9
    return one.y**2 > one.sessions * one.yy * slack + 1e-9


def _is_bounded(numbers: Iterable[float], power: int = 1) -> bool:
    most = _MOST_SUM**power
    return all(math.isfinite(number) and abs(number) <= most for number in numbers)


def _wrong_week(share: Share) -> str | None:
    for row in share.weeks:
        if len(row) != _WEEK_COLUMNS or not isinstance(row[0], str):
            return "a week that is none"
        if not _is_week(row[0]):
            return "a week that is none"
        for place, value in enumerate(row[1:], start=1):
            if value is None:
                continue
            if isinstance(value, bool) or not isinstance(value, int | float):
                return "hours that are no number"
            # Agents and open windows run beside each other, a person does not.
            engaged = place <= 3  # noqa: PLR2004 - engaged_5, engaged_15, engaged_30
            most = _HOURS_IN_A_WEEK if engaged else 100 * _HOURS_IN_A_WEEK
            if not 0 <= value <= most:
                return "more hours than a week has"
    return None
