"""`metier policy`: rules of a pool that employer and representatives both sign."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from metier.errors import SettingError

__all__ = ["policy"]


def policy(
    action: Annotated[
        Literal["key", "draft", "sign", "show"],
        typer.Argument(
            help="key: make one's own key. draft: write the rules. sign them. show."
        ),
    ],
    file: Annotated[
        Path, typer.Argument(help="The policy file, or for `key` the key's.")
    ] = Path("pool-policy.json"),
    key: Annotated[Path | None, typer.Option(help="sign: your key file.")] = None,
    pool: Annotated[str, typer.Option(help="draft: name of the pool.")] = "",
    employer: Annotated[
        str, typer.Option(help="draft: public key of the employer.")
    ] = "",
    representatives: Annotated[
        str, typer.Option(help="draft: public key of the representatives.")
    ] = "",
    people: Annotated[int, typer.Option(help="draft: least people of a cell.")] = 5,
    sessions: Annotated[int, typer.Option(help="draft: least sessions.")] = 15,
    authority: Annotated[
        bool, typer.Option(help="draft: readers can hire, pay or dismiss.")
    ] = True,
    days: Annotated[
        int, typer.Option("--retention-days", help="draft: how long rows are read.")
    ] = 90,
    kind: Annotated[
        Literal["facts", "sums", "masked", "any"],
        typer.Option("--as", help="draft: what people may be asked for."),
    ] = "any",
    number: Annotated[
        int, typer.Option(help="draft: one more than the policy before.")
    ] = 1,
) -> None:
    """Agree on the rules of a pool: both sign, and the collector keeps to them."""
    from metier.pooling import agreed

    if action == "key":
        typer.echo(f"{agreed.new_key(file)}  (public; give this away, not {file})")
    elif action == "draft":
        if not (pool and employer and representatives):
            raise SettingError(
                "a policy names the pool and both keys: --pool, --employer, "
                "--representatives. `metier policy key FILE` makes a key."
            )
        rules = agreed.Rules(
            people=people,
            sessions=sessions,
            readers_have_authority=authority,
            retention_days=days,
            kind=kind,
        )
        made = agreed.Agreed(
            pool=pool,
            number=number,
            rules=rules,
            employer=employer,
            representatives=representatives,
        )
        agreed.write(file, agreed.Signed(agreed=made))
        typer.echo(f"{file}: read it, then each signs: metier policy sign {file} --key")
    elif action == "sign":
        if key is None:
            raise SettingError("sign with your key file: --key FILE.")
        signed, party = agreed.sign(agreed.read(file), key)
        agreed.write(file, signed)
        missing = [one for one in agreed.PARTIES if one not in signed.signatures]
        after = f"still missing: {', '.join(missing)}." if missing else "both have."
        typer.echo(f"{file}: signed by the {party}; {after}")
    else:
        from metier.cli import shown

        shown.as_json(agreed.read(file))
