"""What the folds gave, as a table of markdown."""

from metier.annotators import AIMS
from metier.records import Card, CardMeasure

__all__ = ["told"]

FLOOR_AND_AIM = {
    name: (aim.measure, aim.floor, aim.aim) for name, aim in AIMS.items()
} | {"expertise_typed": ("quadratic kappa", None, None)}


def told(cards: tuple[Card, ...]) -> str:
    """Write one line a card: n, answered, exact against frequent, agreement."""
    columns = (
        "facet",
        "n",
        "people",
        "answered",
        "exact (frequent)",
        "agreement",
        "interval",
        "floor",
        "aim",
    )
    lines = [f"| {' | '.join(columns)} |", f"| {' | '.join('---' for _ in columns)} |"]
    lines += [_line(card) for card in cards]
    lines += _readings(cards)
    return "\n".join(lines) + "\n"


def _line(card: Card) -> str:
    found = {measure.name: measure for measure in card.measures}
    name, floor, aim = FLOOR_AND_AIM.get(
        card.facet, ("kappa" if "kappa" in found else "r of logs", None, None)
    )
    main = found[name] if name in found else CardMeasure(name=name, value=0.0, n=0)
    exact = found.get("exact")
    shown = (
        f"{exact.value:.2f} ({card.baseline:.2f})"
        if exact is not None and card.baseline is not None
        else ""
    )
    interval = (
        f"{main.low:.2f} to {main.high:.2f}"
        if main.low is not None and main.high is not None
        else ""
    )
    bounds = ["" if value is None else f"{value:.2f}" for value in (floor, aim)]
    return (
        f"| {card.facet} | {card.sessions} | {card.people} | {card.answered:.2f} | "
        f"{shown} | {name} {main.value:.2f} | {interval} | {bounds[0]} | {bounds[1]} |"
    )


def _readings(cards: tuple[Card, ...]) -> list[str]:
    """Say what other views of expertise give."""
    return [
        f"- {card.facet}, {measure.name}: {measure.value:.2f}"
        for card in cards
        for measure in card.measures
        if card.facet == "expertise" and ", " in measure.name
    ]
