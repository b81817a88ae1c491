"""How large a session is: turns, and actions and words for each of them."""

from metier.records import Count, Figure, Mean, Need, Panel, Quantiles, Share, Where

__all__ = ["FIGURE"]

_CENTRES = (
    ("median", "median"),
    ("geometric", "geometric mean"),
    ("mean", "arithmetic mean"),
)


def _centres(name: str, column: str) -> tuple[Need, ...]:
    return (
        Quantiles(series=f"{name}_median", of=column, at=(0.5,)),
        Mean(series=f"{name}_geometric", of=column, scale="geometric"),
        Mean(series=f"{name}_mean", of=column),
    )


def _panel(name: str, column: str, title: str) -> Panel:
    return Panel(
        id=name,
        title=title,
        needs=_centres(name, column),
        mark="dots",
        x=title,
        series=tuple(
            (f"{name}_{centre}", words.capitalize()) for centre, words in _CENTRES
        ),
    )


_TAILS = (100.0, 200.0, 500.0)

FIGURE = Figure(
    id="session-sizes",
    exhibit="Main text, pages 6 and 17",
    question="How much happens in a session, and for each prompt?",
    section="decides",
    panels=(
        Panel(
            id="sample",
            title="Sessions and people",
            needs=(Count(),),
            mark="table",
            x="Sessions",
        ),
        _panel("turns", "turns", "Turns in a session"),
        _panel("actions", "actions_per_turn", "Actions per turn"),
        _panel("words", "words_per_turn", "Words of output per turn"),
        _panel("visible", "words_visible_per_turn", "Visible words per turn"),
        _panel(
            "generated",
            "words_generated_per_turn",
            "Words per turn with thinking, where it was logged",
        ),
        Panel(
            id="tails",
            title="Sessions with very many actions per turn",
            needs=tuple(
                Share(
                    series=f"above_{edge:.0f}",
                    meets=(Where("actions_per_turn", "above", edge),),
                )
                for edge in _TAILS
            ),
            mark="table",
            x="Share of sessions",
            series=tuple(
                (f"above_{edge:.0f}", f"More than {edge:.0f}") for edge in _TAILS
            ),
        ),
    ),
    caveat=(
        "A few very long sessions pull the arithmetic mean far above the middle. The "
        "study does not say which mean it prints, nor which field it calls an action; "
        "here an action is a tool call in the main thread."
    ),
    note=(
        "Geometric means leave out sessions at zero. Words are visible text and tool "
        "inputs, which every version of the log holds."
    ),
)
