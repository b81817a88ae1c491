"""`metier estimate`: the third stage, tables to estimates."""

from typing import Annotated

import typer

from metier.cli.options import (
    AgentOption,
    AnnotatorOption,
    ExcludeProjectOption,
    JsonOption,
    ProjectOption,
    QuietOption,
    ScopeOption,
    SinceOption,
    StudyOption,
    TimezoneOption,
    UntilOption,
    asked,
    folder,
)
from metier.cli.progress import progress

__all__ = ["estimate"]


def estimate(
    study: StudyOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    projects: ProjectOption = None,
    without_projects: ExcludeProjectOption = None,
    agents: AgentOption = None,
    timezone: TimezoneOption = None,
    scope: ScopeOption = None,
    annotator: AnnotatorOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
    curve: Annotated[
        bool,
        typer.Option(
            "--curve",
            help="Also estimate how success goes with expertise by every annotator, "
            "outcome, view, set of controls and estimator.",
        ),
    ] = False,
) -> None:
    """Answer every figure from the study's tables, with intervals."""
    from metier.cli import shown
    from metier.study import Study

    wanted = asked(
        since=since,
        until=until,
        projects=projects,
        without_projects=without_projects,
        agents=agents,
        timezone=timezone,
        scope=scope,
        annotator=annotator,
    )
    with progress(quiet=quiet or json) as step:
        stages = Study(folder(study), step=step)
        made = stages.estimate(wanted)
        told = stages.curve() if curve else ()
    if json:
        shown.as_json(made)
    elif not quiet:
        known = sum(item.value is not None for item in made)
        typer.echo(f"{len(made)} estimates, {known} of them with a value.")
    if not json:
        for line in told:
            typer.echo(line)
