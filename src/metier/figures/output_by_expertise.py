"""Figure 3: how much is done for each prompt, by rated expertise."""

from metier.figures.levels import EXPERTISE
from metier.records import Figure, Mean, Need, Panel, Quantiles, Slope, Where

__all__ = ["FIGURE"]

_CONTROLS = ("work_mode", "value_band", "month", "user_kind", "model_tier")
"""Work mode, task value, month, occupation, model family (study, section 4)."""

_COLUMNS = (
    ("actions", "actions_per_turn", "Actions"),
    ("words", "words_per_turn", "Words of output"),
    ("visible", "words_visible_per_turn", "Visible words alone"),
    ("generated", "words_generated_per_turn", "Words with thinking"),
)


def _boxes(name: str, column: str) -> tuple[Need, ...]:
    rated = (Where("expertise_level", "known"),)
    level = "expertise_level"
    return (
        Quantiles(series=name, of=column, by=level, where=rated),
        Mean(series=name, of=column, scale="geometric", by=level, where=rated),
    )


def _panel(name: str, column: str, title: str, x: str) -> Panel:
    return Panel(
        id=name,
        title=title,
        needs=_boxes(name, column),
        mark="boxes",
        x=x,
        groups=EXPERTISE,
        series=((name, title),),
    )


FIGURE = Figure(
    id="output-by-expertise",
    exhibit="Figure 3",
    question="Is more done for each prompt in sessions rated higher in expertise?",
    section="knows",
    panels=(
        _panel("actions", "actions_per_turn", "Actions per turn", "Actions per turn"),
        _panel(
            "words",
            "words_per_turn",
            "Words of output per turn (visible and tool inputs)",
            "Words per turn",
        ),
        _panel(
            "generated",
            "words_generated_per_turn",
            "The same with thinking, where it was logged",
            "Words per turn",
        ),
        Panel(
            id="slopes",
            title="Difference for each level of expertise",
            needs=tuple(
                Slope(
                    series=f"{name}_{kind}",
                    of=column,
                    on="expertise",
                    controls=controls,
                )
                for name, column, _ in _COLUMNS
                for kind, controls in (("raw", ()), ("adjusted", _CONTROLS))
            ),
            mark="dots",
            x="Relative difference per level",
            series=tuple(
                (f"{name}_{kind}", f"{title}, {words}")
                for name, _, title in _COLUMNS
                for kind, words in (
                    ("raw", "unadjusted"),
                    ("adjusted", "with controls"),
                )
            ),
        ),
    ),
    caveat=(
        "Sessions rated higher also differ in the kind and size of the work; controls "
        "compare only sessions alike in mode, value, month, occupation and model. The "
        "study counts output tokens and does not publish how it turns them into words."
    ),
    rests_on=("expertise", "work_mode", "value_usd", "soc_user"),
    note=(
        "Boxes hold the middle half of the sessions, whiskers the 5th to the 95th "
        "percentile, the dot is the geometric mean (sessions at zero are left out of "
        "it). Sessions whose expertise is unclear are left out. Words are those every "
        "version of the log holds; thinking is shown beside them."
    ),
)
