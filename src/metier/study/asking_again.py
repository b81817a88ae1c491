"""How far an annotator agrees with itself when it is asked again.

The same sessions are put to it alike, with options turned round, and in other words
(`metier annotate --putting`); its answers are held against its first ones, and the
number that would be published is made from each putting (methods 2.3).
"""

from collections.abc import Iterator, Mapping

import numpy as np

from metier.annotators.modelled import ALIKE, putting_of
from metier.estimates.core.distributions import t_quantile
from metier.facts.tables import Row
from metier.records import CardMeasure, Facet
from metier.reliability import Scale, confusion, kappa, wilson

__all__ = ["asked_again"]

FEWEST = 10
"""With fewer sessions answered twice nothing is said."""

Answers = Mapping[tuple[str, str], Row]


def asked_again(
    facet: Facet, first: Answers, rows: list[Row], annotator: str
) -> Iterator[CardMeasure]:
    """Yield agreement with the first answers for each way of asking again."""
    puttings: dict[str, dict[str, Row]] = {}
    for row in rows:
        who, how = putting_of(str(row["annotator"]))
        if who == annotator and how != "first" and row["facet"] == facet.name:
            puttings.setdefault(how, {})[str(row["session"])] = row
    for kind, words in ALIKE.items():
        pairs = [
            (before, after)
            for how, again in puttings.items()
            if how.partition("-")[0] == kind
            for session, row in again.items()
            if (before := _said(facet, first.get((session, facet.name))))
            and (after := _said(facet, row))
        ]
        if len(pairs) >= FEWEST:
            yield from _alike(facet, words, pairs)
    alike = {how: r for how, r in puttings.items() if not how.startswith("ended")}
    yield from _spread(facet, first, alike)
    yield from _moved(facet, puttings)


def _said(facet: Facet, row: Row | None) -> str | None:
    if row is None or row["version"] != facet.version or row["value"] is None:
        return None
    return str(row["value"])


def _alike(
    facet: Facet, words: str, pairs: list[tuple[str, str]]
) -> Iterator[CardMeasure]:
    same = sum(before == after for before, after in pairs)
    low, high = wilson(same, len(pairs))
    yield CardMeasure(
        name=f"exact, {words}",
        value=same / len(pairs),
        low=low,
        high=high,
        n=len(pairs),
    )
    if facet.kind in {"count", "number"}:
        return
    levels = [level.name for level in facet.levels]
    table = confusion([b for b, _ in pairs], [a for _, a in pairs], levels)
    weights: Scale = "quadratic" if facet.kind == "ordinal" else "nominal"
    value = kappa(table, weights)
    if value is not None:
        name = "quadratic kappa" if facet.kind == "ordinal" else "kappa"
        yield CardMeasure(name=f"{name}, {words}", value=value, n=len(pairs))


def _moved(
    facet: Facet, puttings: Mapping[str, Mapping[str, Row]]
) -> Iterator[CardMeasure]:
    """Yield what a good ending adds to a rating, held against a bad one."""
    well, badly = puttings.get("ended-well", {}), puttings.get("ended-badly", {})
    gaps = [
        float(good) - float(bad)
        for session in well.keys() & badly.keys()
        if (good := _said(facet, well[session])) and good != facet.unclear
        if (bad := _said(facet, badly[session])) and bad != facet.unclear
    ]
    if len(gaps) < FEWEST:
        return
    moved = sum(gap != 0 for gap in gaps)
    low, high = wilson(moved, len(gaps))
    yield CardMeasure(
        name="moved by a counterfactual ending",
        value=moved / len(gaps),
        low=low,
        high=high,
        n=len(gaps),
    )
    error = float(np.std(gaps, ddof=1)) / len(gaps) ** 0.5
    half = t_quantile(0.975, len(gaps) - 1) * error
    yield CardMeasure(
        name="levels added by a good ending",
        value=float(np.mean(gaps)),
        low=float(np.mean(gaps)) - half,
        high=float(np.mean(gaps)) + half,
        n=len(gaps),
    )


def _spread(
    facet: Facet, first: Answers, puttings: Mapping[str, Mapping[str, Row]]
) -> Iterator[CardMeasure]:
    """Yield the published number over all puttings: its median, least and most.

    The number is the mean level of an ordered facet or of a count, and the share of
    the level that the first putting gave most often; over sessions that every putting
    answered.
    """
    every = {
        "first": {s: row for (s, name), row in first.items() if name == facet.name}
    }
    every |= {how: dict(rows) for how, rows in puttings.items()}
    both = set.intersection(
        *(
            {s for s, row in rows.items() if _said(facet, row)}
            for rows in every.values()
        )
    )
    if len(every) == 1 or len(both) < FEWEST:
        return
    said = {how: [str(rows[s]["value"]) for s in both] for how, rows in every.items()}
    if facet.kind == "choice":
        usual = max(sorted(set(said["first"])), key=said["first"].count)
        numbers = [np.mean([one == usual for one in given]) for given in said.values()]
        name = f"share of {usual} over all ways of asking"
    else:
        numbers = [np.mean([float(one) for one in given]) for given in said.values()]
        name = "mean over all ways of asking"
    yield CardMeasure(
        name=name,
        value=float(np.median(numbers)),
        low=float(min(numbers)),
        high=float(max(numbers)),
        n=len(both),
    )
