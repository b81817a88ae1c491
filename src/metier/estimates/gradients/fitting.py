"""Regressions of the frame's columns: who enters, what is held fixed, when refused."""

import numpy as np

from metier.errors import EstimateError
from metier.estimates.cells.asking import Asking
from metier.estimates.cells.frames import Levels
from metier.estimates.core.people import Floats, Indices
from metier.estimates.core.results import NAIVE, Counts, Result, Wald, wald
from metier.estimates.regressions.linear import Fit, fit, joint_cells
from metier.records import Rule

__all__ = [
    "MIN_PEOPLE",
    "MIN_SESSIONS",
    "coefficient",
    "fitted",
    "indicators",
    "plain",
    "present",
    "steps",
    "words",
]

MIN_SESSIONS = 300
MIN_PEOPLE = 30
"""With fewer usable sessions or people no slope and no adjusted share is given."""


def fitted(
    asking: Asking, rows: Indices, outcome: Floats, regressors: Floats
) -> Fit | Rule:
    """Regress within the joint cells of the need's controls, or name the rule."""
    if not len(rows):
        return asking.empty_rule()
    people = asking.sessions.people[rows]
    if not (people != people[0]).any():
        return "one person: slopes have no power"
    controls: tuple[str, ...] = getattr(asking.need, "controls", ())
    codes = [asking.sessions.levels(name).codes[rows] for name in controls]
    try:
        answer = fit(outcome, regressors, people, joint_cells(codes, len(rows)))
    except EstimateError:
        return "too few for an adjusted share"
    if answer.sessions < MIN_SESSIONS or answer.people < MIN_PEOPLE:
        return "too few for an adjusted share"
    return answer


def steps(asking: Asking, name: str) -> Floats:
    """Return a column as numbers; levels named by numbers count as these."""
    if asking.sessions.is_text(name):
        levels = asking.sessions.levels(name)
        try:
            values = [float(level) for level in levels.names]
        except ValueError as error:
            raise EstimateError(
                f"{name!r} holds levels that are no numbers, so there is no step "
                "from one to the next; ask for `levels` instead of a slope."
            ) from error
        return np.asarray([*values, np.nan])[levels.codes]
    return asking.sessions.number(name)


def present(levels: Levels, rows: Indices) -> tuple[str, ...]:
    """Name the levels that occur in these sessions, in order."""
    counts = np.bincount(levels.codes[rows], minlength=len(levels.names))
    return tuple(
        name for name, count in zip(levels.names, counts, strict=True) if count
    )


def indicators(levels: Levels, names: tuple[str, ...], rows: Indices) -> Floats:
    """Return a column of zeros and ones for each level but the first."""
    columns = [levels.at(name)[rows].astype(np.float64) for name in names[1:]]
    return np.column_stack(columns) if columns else np.zeros((len(rows), 1))


def coefficient(fit_: Fit, index: int, method: str) -> Result:
    """Return one coefficient with its interval."""
    variance = float(fit_.covariance[index, index])
    number = Wald(float(fit_.coefficients[index]), variance, float(fit_.df[index]))
    return wald(number, Counts(fit_.sessions, fit_.people), method)


def plain(fit_: Fit, value: float) -> Result:
    """Return a number that belongs to a regression and has no interval."""
    number = Wald(value, float("nan"), 0.0)
    return wald(number, Counts(fit_.sessions, fit_.people), "of the regression")


def words(asking: Asking, fit_: Fit, kind: str) -> str:
    """Say in words what was regressed, held fixed and clustered."""
    controls: tuple[str, ...] = getattr(asking.need, "controls", ())
    covariates: tuple[str, ...] = getattr(asking.need, "covariates", ())
    held = (
        f"joint fixed effects of {', '.join(controls)}" if controls else "no controls"
    )
    beside = f", beside {', '.join(covariates)}" if covariates else ""
    method = (
        f"{kind}, {held}{beside}; clustered by person, t with {min(fit_.df):.4g} "
        "degrees of freedom"
    )
    return f"{method}; {NAIVE}" if asking.annotated() else method
