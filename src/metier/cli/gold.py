"""`metier gold`: sessions checked by the person who was there."""

from typing import Annotated, Literal

import typer

from metier.cli.options import JsonOption, QuietOption, StudyOption, folder

__all__ = ["gold"]


def gold(
    action: Annotated[
        Literal["draw", "rate", "plan"],
        typer.Argument(
            help="draw sessions by a design, rate those drawn, or plan how many."
        ),
    ],
    study: StudyOption = None,
    number: Annotated[
        int, typer.Option("-n", "--number", help="draw: how many sessions.")
    ] = 40,
    seed: Annotated[int, typer.Option(help="draw: the same seed, the same ones.")] = 1,
    width: Annotated[
        float, typer.Option(help="plan: half width wanted, in points.")
    ] = 5.0,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Check sessions: five questions each, no machine's answer shown."""
    from metier.cli import shown
    from metier.study import golding
    from metier.study.opening import opened

    with opened(folder(study)) as place:
        if action == "draw":
            drawn, waiting = golding.draw_sessions(place, number, seed)
            place.save("gold")
            if json:
                shown.as_json({"drawn": drawn, "waiting": waiting})
            elif not quiet:
                typer.echo(
                    f"{drawn} sessions drawn, {waiting} to rate. Next: `metier gold "
                    "rate`, about "
                    f"{max(1, round(waiting / 3))} minutes."
                )
        elif action == "plan":
            plans = golding.plan_checking(place, width / 100)
            if json:
                shown.as_json(plans)
                return
            for one in plans:
                known = "measured" if one.measured else "assumed until 30 are checked"
                now = (
                    "" if one.width_now is None else f", now ±{100 * one.width_now:.1f}"
                )
                reached = (
                    f"for ±{width:g} points"
                    if one.width <= width / 100 + 1e-9
                    else f"for ±{100 * one.width:.1f} points, since these sessions "
                    f"and people cannot give ±{width:g}"
                )
                typer.echo(
                    f"{one.figure}: {one.sessions} sessions {reached}, "
                    f"{one.hours:.1f} hours (r {one.correlation:.2f}, {known}; "
                    f"{one.checked} checked{now}; an hour more gives "
                    f"±{100 * one.an_hour:.1f})."
                )
        else:
            count = sum(1 for _ in golding.rate_sessions(place, _read))
            place.save("gold")
            if not quiet:
                typer.echo(f"{count} sessions rated. Next: `metier estimate`.")


def _read(line: str) -> str:
    typer.echo(line, nl=False)
    try:
        return input()
    except EOFError as error:
        raise KeyboardInterrupt from error
