"""From a session to requests: the codebook's facets as questions over their views.

Facets that share a view share a request; no request holds two views, so that no
answer can lean on what its facet may not see. `study-2026` asks each facet alone,
over the study's own view, with its forced choice and its defaults.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import msgspec

from metier.annotators.modelled.replication import study_text
from metier.annotators.modelled.texts import Text, view_text
from metier.annotators.modelled.wordings import Putting, introduction, put
from metier.backends import request_id
from metier.codebook import FACETS, SIGNALS
from metier.records import Evidence, Facet, Question, Request, Session

__all__ = ["Configuration", "decisions_question", "question", "requests"]

Configuration = Literal["metier", "study-2026"]

_COUNTS = frozenset({"plan_user", "plan_agent", "exec_user", "exec_agent"})
_READING = (
    "Lines marked HUMAN are what the person typed, AGENT "
    "the agent's words, > its actions, = what their results show, !! what the "
    "person decided by a key. Give for every question exactly one of the listed "
    "options, your confidence in percent, the second most likely option, and in "
    "`where` up to five places (T3, or T3.A12) that decided it."
)
_RATINGS = frozenset({"expertise", "expertise_first", "expertise_typed"})
_VIEW_NOTES = {
    "words": "The view holds only what the person typed, up to the first attempt at "
    "a test, build, commit or push. The agent's side and the ending are left out. A "
    "plan handed over by key was drafted with the agent and approved.",
    "words_all": "The view holds only what the person typed, the whole session long. "
    "The agent's side is left out. A plan handed over by key was drafted with the "
    "agent and approved.",
    "first_prompt": "The view holds the person's first prompt alone.",
    "context": "The view holds instruction files, folder names and what the person "
    "typed. Coding is no evidence of a profession: everybody here uses a coding agent.",
    "evidence": "The view holds what the agent did, what was shown and the agent's "
    "first and last words; the first often repeat what was asked. The person's words "
    "are left out on purpose; where they confirmed or complained, a line says so. The "
    "agent's own claim is no evidence.",
    "whole": "The view is a condensed transcript.",
    "study": "The view is the transcript; its middle may be cut, and a cut is no "
    "evidence of anything.",
}
_STUDY_RULES = {
    "outcome": "You must choose. A thin but clean session that stays on task is "
    "succeeded; thin counts as failed only if the trajectory looks broken.",
}


def decisions_question() -> Question:
    """Return the question for the list of decisions, from which four counts follow."""
    facets = {facet.name: facet for facet in FACETS}
    plan, execution = facets["plan_user"], facets["exec_user"]
    rules = " ".join((*plan.tie_breaks, *plan.rules))
    return Question(
        name="decisions",
        text=f"List every meaningful decision of the session, each once, as kind "
        f"(planning or execution), owner (person or agent), shared (true where both "
        f"made it) and the place that shows it. Planning: {plan.question} "
        f"Execution: {execution.question} {rules}",
        kind="decisions",
    )


def question(facet: Facet) -> Question:
    """Return a facet as a question."""
    rules = " ".join((facet.question, *facet.tie_breaks, *facet.rules))
    if facet.kind == "number":
        return Question(name=facet.name, text=rules, kind="number", low=1, high=100_000)
    if facet.kind == "count":
        return Question(name=facet.name, text=rules, kind="count", low=0, high=500)
    return Question(
        name=facet.name,
        text=rules,
        kind="choice" if facet.kind == "choice" else "score",
        options=facet.levels,
    )


def _request(
    session: Session,
    view: str,
    asked: tuple[Question, ...],
    text: Text,
    putting: Putting,
) -> Iterator[Request]:
    asked = put(asked, putting)
    # A second asking alike is another request; the first keeps the id it had.
    twice = () if putting != "again" else (putting,)
    codebook = max(facet.version for facet in FACETS)
    notes = _VIEW_NOTES[view]
    for number, part in enumerate(text.parts):
        segment = (
            ""
            if len(text.parts) == 1
            else f" This is part {number + 1} of {len(text.parts)} of the session; "
            "judge this part."
        )
        opening = f"{introduction(putting)} {_READING} {notes}{segment}"
        instructions = f"{opening}\n\n{_described(asked)}"
        content = (session.id, str(number), instructions, part, *twice)
        yield Request(
            id=request_id(view, codebook, *content),
            session=session.id,
            view=view,
            codebook=codebook,
            instructions=instructions,
            state=part,
            questions=asked,
            part=number,
            parts=len(text.parts),
            cut=text.cut,
            characters=len(part),
        )


def _described(asked: tuple[Question, ...]) -> str:
    lines = []
    for one in asked:
        lines.append(f"QUESTION {one.name}: {one.text}")
        lines += [f"  {o.name} ({o.title}): {o.meaning}" for o in one.options]
    return "\n".join(lines)


def _by_view() -> dict[str, list[Question]]:
    grouped: dict[str, list[Question]] = {}
    for facet in FACETS:
        if facet.name not in _COUNTS:
            # The price is of the work done, which the first prompt does not show.
            view = "whole" if facet.kind == "number" else facet.view
            grouped.setdefault(view, []).append(question(facet))
    for signal in SIGNALS:
        grouped[signal.view].append(question(signal))
    grouped.setdefault("whole", []).append(decisions_question())
    return grouped


def requests(
    session: Session,
    ledger: Sequence[Evidence],
    *,
    configuration: Configuration = "metier",
    putting: Putting = "first",
    scrub: Callable[[str], str] = lambda text: text,
) -> tuple[Request, ...]:
    """Return what has to be asked about one session, secrets taken out.

    For a putting that begins with `ended` the session has to have that ending
    already (`metier.annotators.endings`).
    """
    made: list[Request] = []
    if configuration == "study-2026":
        text = _scrubbed(study_text(session), scrub)
        asked = [question(facet) for facet in FACETS if facet.name not in _COUNTS]
        for one in _wanted((*asked, decisions_question()), putting):
            rule = _STUDY_RULES.get(one.name)
            ruled = f"{one.text} {rule}" if rule else one.text
            alone = (msgspec.structs.replace(one, text=ruled),)
            made += _request(session, "study", alone, text, putting)
        return tuple(made)
    for view, questions in _by_view().items():
        wanted = _wanted(questions, putting)
        if not wanted:
            continue
        text = _scrubbed(view_text(view, session, ledger), scrub)
        made += _request(session, view, wanted, text, putting)
    return tuple(made)


def _wanted(asked: Sequence[Question], putting: Putting) -> tuple[Question, ...]:
    """Ask of an ending made up only what it must not change."""
    if not putting.startswith("ended"):
        return tuple(asked)
    return tuple(one for one in asked if one.name in _RATINGS)


def _scrubbed(text: Text, scrub: Callable[[str], str]) -> Text:
    return Text(parts=tuple(scrub(part) for part in text.parts), cut=text.cut)
