"""From a draft to the session: the queue settled, plans joined, turns cut."""

from bisect import bisect_right
from collections.abc import Iterable

import msgspec

from metier.formats.claude_code.drafts import CallDraft, Draft
from metier.formats.claude_code.interactivity import judge
from metier.formats.claude_code.links import AgentFile, link
from metier.formats.claude_code.people import TURN_OPENERS
from metier.formats.claude_code.plans import HAND_OVER_S
from metier.formats.claude_code.rewinds import abandoned
from metier.formats.claude_code.times import agent_s
from metier.formats.claude_code.typed import Typed
from metier.formats.claude_code.walk import Walk
from metier.formats.clock import seconds
from metier.records import Action, HumanInput, Message, Session, Turn

__all__ = ["finish"]

NOT_EXECUTED = ("pending", "rejected", "denied", "invalid")
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
    draft.times.sort()
    missing = link(draft, agents)
    openers = [item for item in draft.inputs if item.kind in TURN_OPENERS]
    starts = [item.position for item in openers]
    _forget_told_counts(draft)
    actions = sorted(
        (_with_turn(call, starts).finish() for call in draft.calls.values()),
        key=lambda action: action.position,
    )
    messages = tuple(message.finish() for message in draft.messages.values())
    gone = abandoned(walk)
    turns = tuple(_turns(openers, messages, actions, draft, gone))
    inputs = tuple(_answered(item, starts, turns, gone) for item in draft.inputs)
    verdict = judge(walk, inputs)
    title = draft.titles.get("custom") or draft.titles.get("ai")
    span = draft.times[-1] - draft.times[0] if draft.times else 0.0
    return msgspec.structs.replace(
        session,
        started=draft.times[0] if draft.times else None,
        ended=draft.times[-1] if draft.times else None,
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
        actions=tuple(actions),
        events=tuple(draft.events),
        turns=turns,
        times=tuple(draft.times),
        agent_s=min(agent_s(draft, len(turns)), span) if draft.times else None,
        sdk_prompts=draft.sdk_prompts,
        context_files=tuple(draft.context.items()),
        quality=msgspec.structs.replace(
            session.quality,
            unknown_types=tuple(sorted(draft.unknown.items())),
            orphan_results=draft.orphan_results,
            pending_actions=sum(1 for item in actions if item.status == "pending"),
            missing_subagent_files=missing,
            truncated_head=_lacks_head(walk),
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
    threads = {call.thread for call in draft.calls.values()}
    for call in draft.calls.values():
        if call.result is not None and call.result.agent_id in threads:
            call.sub_actions = None


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


def _turns(
    openers: list[HumanInput],
    messages: tuple[Message, ...],
    actions: list[Action],
    draft: Draft,
    gone: set[int],
) -> Iterable[Turn]:
    spoken: list[list[Message]] = [[] for _ in openers]
    done: list[list[Action]] = [[] for _ in openers]
    ended: dict[int, float] = {}
    for message in messages:
        if message.thread == "main" and message.turn is not None:
            spoken[message.turn].append(message)
    for action in actions:
        if action.thread_kind == "main" and action.turn is not None:
            done[action.turn].append(action)
    for tick in draft.ticks:
        ended[tick.turn] = max(ended.get(tick.turn, tick.time), tick.time)
    for index, opener in enumerate(openers):
        said, acted = spoken[index], done[index]
        places = [message.position for message in said]
        places += [action.ended_position or action.position for action in acted]
        thinking = [message.words_thinking for message in said]
        yield Turn(
            index=index,
            opener=opener.kind,
            position=opener.position,
            end_position=max(places, default=opener.position),
            started=opener.time,
            ended=ended.get(index, opener.time),
            actions=len(acted),
            actions_executed=sum(
                1 for action in acted if action.status not in NOT_EXECUTED
            ),
            words_visible=sum(message.words_visible for message in said),
            words_thinking=None
            if None in thinking
            else sum(words or 0 for words in thinking),
            words_tool_inputs=sum(action.words_input for action in acted),
            answered=bool(said),
            abandoned=opener.position in gone,
        )


def _lacks_head(walk: Walk) -> bool:
    """Say whether the first line answers one that stands in another file."""
    first = next(iter(walk.known.values()), None)
    return (
        first is not None
        and first.parent_uuid is not None
        and first.parent_uuid not in walk.known
    )


def _own_summary(walk: Walk) -> str | None:
    """Give the last title whose leaf is a line of this session."""
    own = [title for leaf, title in walk.draft.summaries.items() if leaf in walk.known]
    return own[-1] if own else None
