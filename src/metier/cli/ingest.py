"""`metier ingest`: the first stage, transcripts to tables."""

import typer

from metier.cli import options
from metier.cli.options import (
    AddressOption,
    EngineOption,
    FromOption,
    JsonOption,
    PeopleOption,
    QuietOption,
    StudyOption,
    asked,
    folder,
)
from metier.cli.progress import progress

__all__ = ["ingest"]


def ingest(
    study: StudyOption = None,
    sources: FromOption = None,
    people: PeopleOption = None,
    engine: EngineOption = "local",
    address: AddressOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read what is new in the transcripts into the study's tables."""
    from metier.cli import shown
    from metier.study import Study

    with progress(quiet=quiet or json) as step:
        made = Study(
            folder(study), step=step, engine=options.engine(engine, address)
        ).ingest(asked(sources=sources, people=people))
    if json:
        shown.as_json(made)
    elif not quiet:
        typer.echo(
            f"{made.files} files seen, {made.files_read} read, "
            f"{made.sessions_read} sessions in them; "
            f"{made.kept_though_deleted} kept though their logs are deleted."
        )
