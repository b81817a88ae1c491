"""What the folds gave, as a table of markdown."""

from metier.records import Card, CardMeasure

__all__ = ["told"]

FLOOR_AND_AIM = {
    "work_mode": ("kappa", 0.22, 0.60),
    "codebase": ("kappa", 0.40, 0.70),
    "outcome": ("kappa", 0.11, 0.50),
    "success_signal": ("quadratic kappa", 0.78, 0.85),
    "failure_signal": ("quadratic kappa", 0.26, 0.60),
    "verified_success": ("kappa", 0.50, 0.70),
    "trouble": ("kappa", 0.00, 0.55),
    "expertise": ("quadratic kappa", 0.38, 0.60),
    "expertise_first": ("quadratic kappa", None, 0.45),
    "expertise_typed": ("quadratic kappa", None, None),
    "software_user": ("kappa", None, 0.45),
    "plan_user_share": ("r", 0.34, 0.60),
    "exec_user_share": ("r", None, 0.40),
    "value_usd": ("r of logs", 0.85, 0.90),
}


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
