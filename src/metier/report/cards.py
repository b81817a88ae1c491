"""How far an annotator agrees with its reference, in one line a facet."""

from collections.abc import Iterable

from metier.records import Card, CardMeasure
from metier.report.numbers import counted, interval, number
from metier.report.views import CardView, Fact

__all__ = ["card_line", "card_view", "cards_under", "facet_title"]

_FIRST = ("exact", "quadratic kappa", "within one", "kappa")
"""Measures that are printed in the line, in this order, two at most."""

_LINE = 2

_TITLES = {
    "work_mode": "Work mode",
    "codebase": "Codebase",
    "plan_user": "Planning decisions of the person",
    "plan_agent": "Planning decisions of the agent",
    "exec_user": "Execution decisions of the person",
    "exec_agent": "Execution decisions of the agent",
    "expertise": "Expertise",
    "expertise_first": "Expertise in the first prompt",
    "expertise_typed": "Expertise by all that was typed",
    "outcome": "Outcome",
    "success_signal": "Success signal",
    "failure_signal": "Failure signal",
    "soc_user": "Occupation of the person",
    "soc_work": "Kind of work",
    "value_usd": "Task value",
}


def facet_title(facet: str) -> str:
    """Name a facet for people."""
    return _TITLES.get(facet, facet.replace("_", " ").capitalize())


def cards_under(
    facets: Iterable[str], cards: Iterable[Card]
) -> tuple[tuple[str, str], ...]:
    """Pair each facet that a figure rests on with its card in one line."""
    by_facet = {card.facet: card for card in cards}
    return tuple(
        (
            facet,
            card_line(by_facet[facet])
            if facet in by_facet
            else "no card: not measured",
        )
        for facet in facets
    )


def card_line(card: Card) -> str:
    """Write a card in one line: agreement, answered, and what guessing would reach."""
    known = {measure.name: measure for measure in card.measures}
    usual = [known[name] for name in _FIRST if name in known][:_LINE]
    parts = [_measure(measure) for measure in usual or card.measures[:_LINE]]
    parts.append(f"answered {number(card.answered, 'share')}")
    if card.baseline is not None:
        parts.append(
            f"always giving the most frequent answer {number(card.baseline, 'share')}"
        )
    return "; ".join(parts)


def card_view(card: Card) -> CardView:
    """Write a card out in full."""
    sample = (
        counted(card.sessions, "session"),
        counted(card.people, "person", "people"),
        counted(card.repositories, "repository", "repositories"),
    )
    return CardView(
        facet=card.facet,
        title=facet_title(card.facet),
        annotator=card.annotator,
        reference=card.reference,
        design=card.design,
        sample=", ".join(sample),
        answered=number(card.answered, "share"),
        baseline="" if card.baseline is None else number(card.baseline, "share"),
        measures=tuple(
            Fact(
                name=measure.name,
                text=f"{_measure(measure).removeprefix(measure.name).strip()}, "
                f"n {measure.n:,}",
            )
            for measure in card.measures
        ),
        levels=card.levels,
        confusion=card.confusion,
    )


def _measure(measure: CardMeasure) -> str:
    if "exact" not in measure.name and "within" not in measure.name:
        ends = ""
        if measure.low is not None and measure.high is not None:
            ends = f" ({measure.low:.2f} to {measure.high:.2f})"
        return f"{measure.name} {measure.value:.2f}{ends}"
    ends = ""
    if measure.low is not None and measure.high is not None:
        ends = f" ({interval(measure.low, measure.high, 'share')})"
    return f"{measure.name} {number(measure.value, 'share')}{ends}"
