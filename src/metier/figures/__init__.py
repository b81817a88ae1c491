"""One file per figure: what it asks, what it needs, how it is drawn. Data only.

`FIGURES` holds them in the order of the page. A figure asks rather than concludes,
since the reader's numbers may answer otherwise, and it never computes.
"""

from metier.figures import (
    activity_by_decisions,
    adjusted_levels,
    after_the_transcript,
    code_changes,
    codebase,
    definitions,
    division_of_labor,
    evidence_classes,
    hours_a_week,
    leaks,
    occupations,
    output_by_expertise,
    paths,
    regression_columns,
    session_sizes,
    success_by_expertise,
    success_by_occupation,
    success_by_signal,
    trends,
    trouble,
    within_person,
    work_modes,
    work_over_time,
)

__all__ = ["AFTERWARDS", "BRIDGED", "FIGURES"]

FIGURES = (
    division_of_labor.FIGURE,
    session_sizes.FIGURE,
    activity_by_decisions.FIGURE,
    output_by_expertise.FIGURE,
    success_by_expertise.FIGURE,
    regression_columns.FIGURE,
    adjusted_levels.FIGURE,
    definitions.FIGURE,
    evidence_classes.FIGURE,
    trouble.FIGURE,
    paths.FIGURE,
    success_by_occupation.FIGURE,
    work_modes.FIGURE,
    codebase.FIGURE,
    work_over_time.FIGURE,
    trends.FIGURE,
    occupations.FIGURE,
    hours_a_week.FIGURE,
    success_by_signal.FIGURE,
    code_changes.FIGURE,
    within_person.FIGURE,
    leaks.FIGURE,
)
"""Every figure, in the order of the page."""

BRIDGED = {trends.BRIDGED.id: trends.BRIDGED}
"""Figures that stand for those of the same name where an earlier annotator answered."""

AFTERWARDS = (after_the_transcript.FIGURE,)
"""Figures that need an answer from repositories; drawn where there is one."""
