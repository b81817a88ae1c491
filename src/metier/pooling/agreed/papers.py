"""Drafts for an assessment and a works agreement, filled from the rules in force.

Every figure in them is taken from the configuration, none is written down twice.
"""

from collections.abc import Mapping
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from string import Template

from metier.pooling.agreed.policies import Agreed, Rules, Signed
from metier.pooling.files import CAP
from metier.pooling.schema import SHARED, TEXTS
from metier.study.atomic import write_text

__all__ = ["PAPERS", "figures", "write"]

PAPERS = ("assessment.md", "agreement.md")
_KINDS = {
    "any": "facts, sums or masked sums",
    "facts": "facts (a row a session, for a trusted collector)",
    "sums": "sums (no rows)",
    "masked": "masked sums (the collector learns the total alone)",
}


def figures(signed: Signed | None) -> Mapping[str, str]:
    """Return everything that the drafts say of a configuration."""
    agreed = None if signed is None else signed.agreed
    rules = Rules() if agreed is None else agreed.rules
    policy = rules.policy()
    least = policy.thresholds("")
    return {
        "version": version("metier"),
        "policy": _policy(signed),
        "pool": "[pool]" if agreed is None else agreed.pool,
        "purpose": rules.purpose,
        "kind": _KINDS[rules.kind],
        "cap": str(CAP),
        "columns": str(len(SHARED)),
        "texts": str(len(TEXTS)),
        "numbers": str(len(SHARED) - len(TEXTS)),
        "people": str(least.people),
        "sessions": str(least.sessions),
        "largest_share": f"{policy.largest_share:.0%}",
        "smallest_team": str(policy.smallest_team),
        "months_from": str(policy.months_from),
        "two_ways_from": str(policy.two_ways_from),
        "text_people": str(policy.text_people),
        "text_sessions": str(policy.text_sessions),
        "text_derived": ", ".join(rules.text_derived) or "there is none",
        "interval": str(policy.interval),
        "retention_days": str(rules.retention_days),
        "authority": "have authority over those measured"
        if rules.readers_have_authority
        else "have no authority over those measured",
        **_keys(agreed),
    }


def _policy(signed: Signed | None) -> str:
    if signed is None:
        return "none yet, these are the defaults"
    names = " and ".join(sorted(signed.signatures)) or "nobody yet"
    return f"number {signed.agreed.number}, signed by {names}"


def _keys(agreed: Agreed | None) -> dict[str, str]:
    if agreed is None:
        return {"employer_key": "[key]", "representatives_key": "[key]"}
    return {
        "employer_key": agreed.employer,
        "representatives_key": agreed.representatives,
    }


def write(folder: Path, signed: Signed | None) -> tuple[Path, ...]:
    """Write the drafts into a folder; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    templates = files("metier.pooling.agreed") / "templates"
    said = figures(signed)
    made = []
    for name in PAPERS:
        text = Template((templates / name).read_text(encoding="utf-8"))
        write_text(folder / name, text.substitute(said))
        made.append(folder / name)
    return tuple(made)
