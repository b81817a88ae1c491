"""Features by view: what each facet's model may look at, and nothing else.

`words` and `first` hold what the person typed alone; `whole` adds what was done
and how it ended; `context` holds signs of a profession. All are numbers.
"""

from collections.abc import Mapping

import msgspec

from metier.annotators.choices import choices
from metier.annotators.cues import lexicon, words
from metier.annotators.ending import ending
from metier.annotators.labour import labour
from metier.annotators.views import first_prompt, typed, typed_before
from metier.annotators.wording import wording
from metier.records import Evidence, HumanInput, Session

__all__ = ["Features", "features"]

JOB_CUES = tuple(name for name in lexicon().classes if name.startswith("job_"))
NO_WORDS: Mapping[str, float] = {}


class Features(msgspec.Struct, frozen=True, kw_only=True):
    """Numbers about one session, parted by view."""

    words: dict[str, float]
    """What was typed up to the first attempt at hard evidence."""

    first: dict[str, float]
    """The first prompt that carries content."""

    whole: dict[str, float]
    """What was typed, what was done, how it ended, who chose."""

    context: dict[str, float]
    """Signs of a profession in instruction files and in what was typed."""


def features(session: Session, evidence: tuple[Evidence, ...]) -> Features:
    """Turn a session into numbers, view by view."""
    said = typed(session)
    before = typed_before(session, evidence)
    opening = first_prompt(session)
    first = _first(opening)
    everything = wording(said, "t_")
    return Features(
        words={**_words(before, opening), **first},
        first=first,
        whole={
            **everything,
            **first,
            **labour(session, evidence),
            **ending(session, evidence),
            **choices(session),
        },
        context=_context(session, everything),
    )


def _words(
    before: tuple[HumanInput, ...], opening: HumanInput | None
) -> dict[str, float]:
    own = tuple(words for words in before if not _is_handed_over(words))
    made = wording(own, "w_")
    made["w_handed_plan"] = float(opening is not None and _is_handed_over(opening))
    return made


def _first(opening: HumanInput | None) -> dict[str, float]:
    made = wording((opening,) if opening else (), "f_")
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
