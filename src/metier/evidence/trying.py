"""Whether a call tries to get hard evidence: by its command, whatever came of it.

What a person typed before the first attempt is what their expertise is read from. Were
the attempt known by its result, an ending could move it, and the rating with it.
"""

import msgspec

from metier.evidence.behind import kinds_wanted
from metier.evidence.ledger import NOT_RUN, script_of
from metier.evidence.recognition import recognise
from metier.evidence.script import walk
from metier.records import Action, EvidenceKind

__all__ = ["HARD_ATTEMPTS", "tries"]

HARD_ATTEMPTS: frozenset[EvidenceKind] = frozenset({"test", "build", "commit", "push"})


def tries(action: Action) -> bool:
    """Say whether the call's command runs a test, a build, a commit or a push."""
    if action.status in NOT_RUN or not action.command:
        return False
    script = script_of(msgspec.structs.replace(action, result=""))
    if script is None:
        return False
    for command in walk(script):
        run = recognise(command)
        if run is None:
            continue
        kinds = kinds_wanted(run) if run.wraps else [run.kind]
        if not HARD_ATTEMPTS.isdisjoint(kinds) or "any" in kinds:
            return True
    return False
