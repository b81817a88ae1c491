"""Features by view: what each facet's model may look at, and nothing else.

`words` and `first` hold what the person typed alone; `whole` adds what was done
and how it ended; `context` holds signs of a profession. All are numbers.
"""

from collections.abc import Mapping, Sequence

import msgspec

from metier.annotators.offline.cues import lexicon, words
from metier.annotators.offline.seen.acts import acts
from metier.annotators.offline.seen.choices import choices
from metier.annotators.offline.seen.command import command
from metier.annotators.offline.seen.ending import ending
from metier.annotators.offline.seen.labour import labour
from metier.annotators.offline.seen.prompts import Prompt, read
from metier.annotators.offline.seen.reactions import reactions
from metier.annotators.offline.seen.touched import touched
from metier.annotators.offline.seen.traces import traces
from metier.annotators.offline.seen.wording import wording
from metier.annotators.views import first_prompt, typed, typed_before
from metier.records import Evidence, HumanInput, Session

__all__ = ["Features", "features"]

JOB_CUES = tuple(name for name in lexicon().classes if name.startswith("job_"))
CULTURE = (
    "subjects",
    "evidence_commit",
    "evidence_lint",
    "evidence_test",
    "evidence_forge",
    "command_git_log",
    "file_test_log",
    "t_mechanics_log",
    "t_mode_operate_log",
    "t_asks_mechanic_log",
    "t_names_much_log",
    "t_vague_share",
)
"""Signs of a culture of review, tests and releases, and of its vocabulary."""


class Features(msgspec.Struct, frozen=True, kw_only=True):
    """Numbers about one session, parted by view."""

    words: dict[str, float]
    """What was typed up to the first attempt at hard evidence."""

    first: dict[str, float]
    """The first prompt that carries content."""

    evidence: dict[str, float]
    """What was done and how it ended, without a word of the person's."""

    reactions: dict[str, float]
    """The same, and how often the person pushed back or approved."""

    whole: dict[str, float]
    """What was typed, what was done, how it ended, who chose."""

    context: dict[str, float]
    """Signs of a profession in instruction files and in what was typed."""


def features(session: Session, evidence: tuple[Evidence, ...]) -> Features:
    """Turn a session into numbers, view by view."""
    evidence = tuple(row for row in evidence if not row.throwaway)
    said = read(typed(session))
    opening = first_prompt(session)
    first = _first(opening, said)
    shown = {**labour(session, evidence), **ending(session, evidence)}
    everything = _everything(said, "t_")
    whole = {
        **everything,
        **first,
        **shown,
        **touched(session),
        **choices(session),
        **traces(session),
    }
    return Features(
        words={**_words(_before(session, said), opening), **first},
        first=first,
        evidence=shown,
        reactions={**shown, **reactions(session, evidence, said)},
        whole=whole,
        context={
            **_context(session, everything),
            **{name: whole[name] for name in CULTURE},
        },
    )


def _everything(prompts: Sequence[Prompt], prefix: str) -> dict[str, float]:
    return {
        **wording(prompts, prefix),
        **acts(prompts, prefix),
        **command(prompts, prefix),
    }


def _before(session: Session, said: tuple[Prompt, ...]) -> tuple[Prompt, ...]:
    """Take what was typed up to the first attempt, as `typed_before` does."""
    places = {item.position for item in typed_before(session)}
    return tuple(one for one in said if one.item.position in places)


def _words(before: tuple[Prompt, ...], opening: HumanInput | None) -> dict[str, float]:
    own = tuple(one for one in before if not _is_handed_over(one.item))
    made = _everything(own, "w_")
    made["w_handed_plan"] = float(opening is not None and _is_handed_over(opening))
    return made


def _first(opening: HumanInput | None, said: tuple[Prompt, ...]) -> dict[str, float]:
    """Take the first prompt; a plan handed over by a key is not among the typed."""
    given = tuple(one for one in said if one.item is opening)
    if opening is not None and not given:
        given = read((opening,))
    made = _everything(given, "f_")
    made["f_none"] = float(opening is None)
    made["f_handed_plan"] = float(opening is not None and _is_handed_over(opening))
    return made


def _is_handed_over(words: HumanInput) -> bool:
    """Whether these words were drafted elsewhere: a plan, a template, a paste."""
    return words.kind == "plan_prompt" or words.words_pasted > 3 * words.words_own + 30


def _context(session: Session, everything: Mapping[str, float]) -> dict[str, float]:
    text = "\n".join(part for _, part in session.context_files)
    parted = words(text)
    counts = lexicon().count(text.lower(), parted)
    made = {f"c_{name}": float(counts[name]) for name in JOB_CUES}
    made["c_words"] = float(len(parted))
    for name in JOB_CUES:
        made[f"t_{name}_log"] = everything[f"t_{name}_log"]
        made[f"t_{name}_rate"] = everything[f"t_{name}_rate"]
    return made
