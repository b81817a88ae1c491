"""From a draft to the session: the queue settled, plans joined, turns cut."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

import msgspec

from metier.formats.claude_code.drafts import CallDraft, Draft, MessageDraft
from metier.formats.claude_code.interactivity import judge
from metier.formats.claude_code.links import AgentFile, link
from metier.formats.claude_code.people import TURN_OPENERS
from metier.formats.claude_code.plans import HAND_OVER_S
from metier.formats.claude_code.rewinds import abandoned
from metier.formats.claude_code.times import agent_s, in_order
from metier.formats.claude_code.turns import turns_of
from metier.formats.claude_code.typed import Typed
from metier.formats.claude_code.walk import Walk
from metier.formats.clock import seconds
from metier.records import Action, HumanInput, Message, Session, Turn

__all__ = ["finish"]

SAME_MOMENT_S = 10.0
"""A text that leaves the queue becomes a line within this time."""

UNMISTAKABLE = 20
"""Characters from which an equal text is the same one, whenever it came."""


def finish(
    walk: Walk,
    session: Session,
    *,
    plan_prompts: Iterable[float] = (),
    agents: Iterable[AgentFile] = (),
) -> Session:
    """Fill in the record of a session that was walked through."""
    draft = walk.draft
    _settle_queue(walk)
    _join_plans(walk, [*walk.plan_prompts, *plan_prompts])
    draft.inputs.sort(key=lambda item: item.position)
    draft.decisions.sort(key=lambda item: item.position)
    missing = link(draft, agents)
    openers = [item for item in draft.inputs if item.kind in TURN_OPENERS]
    starts = [item.position for item in openers]
    _forget_told_counts(draft)
    times = in_order(draft.times)
    actions = _actions(draft, starts)
    messages = _messages(draft)
    gone = abandoned(walk)
    turns = tuple(turns_of(openers, messages, actions, draft.ticks.ends(), gone))
    inputs = tuple(_answered(item, starts, turns, gone) for item in draft.inputs)
    verdict = judge(walk, inputs)
    title = draft.titles.get("custom") or draft.titles.get("ai")
    span = times[-1] - times[0] if times else 0.0
    return msgspec.structs.replace(
        session,
        started=times[0] if times else None,
        ended=times[-1] if times else None,
        cwds=tuple(draft.cwds),
        branches=tuple(draft.branches),
        versions=tuple(draft.versions),
        models=tuple(draft.models),
        surface=verdict.surface,
        interactive=verdict.interactive,
        title=title or _own_summary(walk),
        inputs=inputs,
        decisions=tuple(draft.decisions),
        messages=messages,
        actions=actions,
        events=tuple(draft.events),
        turns=turns,
        times=times,
        agent_s=min(agent_s(draft, len(turns)), span) if times else None,
        sdk_prompts=draft.sdk_prompts,
        context_files=tuple(draft.context.items()),
        quality=msgspec.structs.replace(
            session.quality,
            unknown_types=tuple(sorted(draft.unknown.items())),
            orphan_results=draft.orphan_results,
            pending_actions=sum(1 for item in actions if item.status == "pending"),
            missing_subagent_files=missing,
            truncated_head=walk.known.lacks_head(),
            mixed_interactivity=verdict.mixed,
        ),
    )


def _settle_queue(walk: Walk) -> None:
    """Add absorbed texts that neither a line nor an attachment repeats."""
    for entry in walk.queue.steers():
        text = entry.text.strip()
        queued = seconds(entry.time)
        left = seconds(entry.moment)
        if any(_is_same(typed, text, queued, left) for typed in walk.typed):
            continue
        position = entry.position if entry.position is not None else 0
        walk.steer(text, entry.images, queued, position)
    walk.draft.person |= walk.queue.person


def _is_same(typed: Typed, text: str, queued: float | None, left: float | None) -> bool:
    if typed.matched or typed.text != text:
        return False
    if typed.time is not None and queued is not None and left is not None:
        early = typed.time < queued - 1.0
        late = typed.time > left + SAME_MOMENT_S and len(text) < UNMISTAKABLE
        if early or (late and not typed.queued):
            return False
    typed.matched = True
    return True


def _join_plans(walk: Walk, prompts: list[float]) -> None:
    """See approvals with a cleared context in what was logged as a refusal."""
    for call in walk.decisions.bare_plans:
        ended = call.ended
        if ended is not None and any(
            abs(moment - ended) <= HAND_OVER_S for moment in prompts
        ):
            walk.decisions.clear(call)


def _forget_told_counts(draft: Draft) -> None:
    """Leave out the told number of a sub-agent's calls where its file is there."""
    for call in draft.calls.values():
        if call.result is not None and call.result.agent_id in draft.threads:
            call.sub_actions = None


def _actions(draft: Draft, starts: list[int]) -> Sequence[Action]:
    """Give all calls in the order in which they were made."""
    rest = (_with_turn(call, starts).finish() for call in draft.calls.values())
    if draft.put is None:
        return tuple(sorted(rest, key=lambda action: action.position))
    for action in rest:
        draft.put.add(action)
    draft.put.actions.sort(draft.put.positions)
    return draft.put.actions


def _messages(draft: Draft) -> Sequence[Message]:
    if isinstance(draft.messages, dict):
        return tuple(message.finish() for message in draft.messages.values())
    return draft.messages.finished(Message, MessageDraft.finish)


def _with_turn(call: CallDraft, starts: list[int]) -> CallDraft:
    index = bisect_right(starts, call.position) - 1
    call.turn = index if index >= 0 else None
    return call


def _answered(
    item: HumanInput, starts: list[int], turns: tuple[Turn, ...], gone: set[int]
) -> HumanInput:
    index = bisect_right(starts, item.position) - 1
    turn = index if index >= 0 else None
    return msgspec.structs.replace(
        item,
        turn=turn,
        answered=turns[index].answered
        if turn is not None and item.kind in TURN_OPENERS
        else None,
        abandoned=item.position in gone,
    )


def _own_summary(walk: Walk) -> str | None:
    """Give the last title whose leaf is a line of this session."""
    titles = walk.draft.summaries.items()
    own = [title for leaf, title in titles if walk.known.place(leaf) >= 0]
    return own[-1] if own else None
