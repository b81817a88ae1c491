"""`metier run`: every stage, from transcripts to the page."""

from typing import Annotated

import typer

from metier.cli import options
from metier.cli.options import (
    AddressOption,
    AgentOption,
    AnnotatorOption,
    AuthorityOption,
    EngineOption,
    ExcludeProjectOption,
    FromOption,
    JsonOption,
    PeopleOption,
    ProjectOption,
    QuietOption,
    ScopeOption,
    SinceOption,
    StudyOption,
    TextDerivedOption,
    TimezoneOption,
    UntilOption,
    asked,
    folder,
)
from metier.cli.progress import progress

__all__ = ["run"]


def run(
    study: StudyOption = None,
    sources: FromOption = None,
    people: PeopleOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    projects: ProjectOption = None,
    without_projects: ExcludeProjectOption = None,
    agents: AgentOption = None,
    timezone: TimezoneOption = None,
    scope: ScopeOption = None,
    annotator: AnnotatorOption = None,
    authority: AuthorityOption = False,
    text_derived: TextDerivedOption = None,
    or_example: Annotated[
        bool,
        typer.Option(
            "--or-example", help="Make an example where this machine has no logs."
        ),
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="With the settings of the last run.")
    ] = False,
    outcomes: Annotated[
        bool,
        typer.Option("--outcomes", help="Look into the repositories as well."),
    ] = False,
    open_: Annotated[bool, typer.Option("--open", help="Open the page.")] = False,
    engine: EngineOption = "local",
    address: AddressOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read what is new, annotate, estimate, release, and draw the page."""
    from metier.cli import shown
    from metier.study import Study, examples

    place = folder(study)
    wanted = asked(
        sources=sources,
        people=people,
        since=since,
        until=until,
        projects=projects,
        without_projects=without_projects,
        agents=agents,
        timezone=timezone,
        scope=scope,
        annotator=annotator,
        authority=authority,
        text_derived=text_derived,
        again=again,
    )
    if or_example and not sources:
        found = examples.or_example(place, wanted, named=study is not None)
        place, wanted = found.folder, found.asked
        if not quiet and not json:
            typer.echo(found.sentence)
    with progress(quiet=quiet or json) as step:
        page = Study(place, step=step, engine=options.engine(engine, address)).run(
            wanted, outcomes=outcomes
        )
    shown.page(page, json=json, quiet=quiet)
    if open_:
        typer.launch(page.as_uri())
