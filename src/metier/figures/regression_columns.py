"""Table A1: the gradient of verified success under six sets of controls."""

from metier.figures.levels import CONTROLS, GOAL_CLEAR
from metier.records import Figure, Panel, Regression, Where

__all__ = ["FIGURE"]

_COVARIATES = ("log_api_messages", "log_turns")

_COLUMNS: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("1", "(1) expertise alone", (), ()),
    ("2", "(2) + work mode and value band", CONTROLS[:2], ()),
    ("3", "(3) + month", CONTROLS[:3], ()),
    ("4", "(4) + kind of work", CONTROLS[:4], ()),
    ("5", "(5) + kind of user (preferred)", CONTROLS, ()),
    (
        "6",
        "(6) + model, session length, model calls, turns",
        (*CONTROLS, "model_tier", "length_band"),
        _COVARIATES,
    ),
)

_SAMPLE = (
    GOAL_CLEAR,
    *(
        Where(column, "known")
        for column in (*CONTROLS, "model_tier", "length_band", *_COVARIATES)
    ),
)
"""The same sessions in every column, so that only the controls differ."""

FIGURE = Figure(
    id="table-a1",
    exhibit="Table A1",
    question="How far does the difference by expertise depend on what is held equal?",
    section="knows",
    panels=(
        Panel(
            title="Verified success for each level of expertise",
            needs=tuple(
                Regression(
                    series=name,
                    of="verified_success",
                    on="expertise",
                    controls=controls,
                    covariates=covariates,
                    where=_SAMPLE,
                )
                for name, _, controls, covariates in _COLUMNS
            ),
            mark="dots",
            x="Points of verified success per level",
            series=tuple((name, title) for name, title, _, _ in _COLUMNS),
        ),
    ),
    caveat=(
        "Mode, value, length and turns are read from the whole session, so these "
        "columns hold equal things decided during it. What is associated with a level "
        "is no statement about what would happen if a person knew more."
    ),
    rests_on=(
        "expertise",
        "outcome",
        "success_signal",
        "work_mode",
        "value_usd",
        "soc_work",
        "soc_user",
    ),
    note=(
        "Linear probability model within joint cells of the controls, errors "
        "clustered by person. All columns use the same sessions here; the study loses "
        "sessions from column to column (359,586 to 302,647)."
    ),
)
