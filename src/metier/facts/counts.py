"""What is counted of a session: the keys of `metier inspect`, each defined once.

Definitions follow sections 2 and 3 of the formats specification. `None` means that
the log does not say. Actions, words and tokens are those of the main thread;
commits, tests and lines are those of every thread, since the work is the session's.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import pairwise

from metier.records import Action, Evidence, Message, Session, chosen

__all__ = ["COUNTS", "counts"]

GAP_S = 15 * 60.0
"""A longer pause between two lines ends a stretch of engaged time."""

NOT_EXECUTED = ("pending", "rejected", "denied", "invalid")

COUNTS: dict[str, str] = {
    "session_id": "The log's own id.",
    "agent": "Which agent wrote the log.",
    "interactive": "True if a person sat there, false for a program; null if unknown.",
    "human_prompts": "Typed prompts alone.",
    "slash_commands": "Custom commands and skills that the person typed.",
    "plan_prompts": "Prompts that the agent wrote to carry out an approved plan.",
    "steers": "Texts typed while the agent worked, absorbed into the running turn.",
    "turns": "Turn-opening inputs: prompts, slash commands and plan prompts.",
    "actions": "Tool calls of the main thread, by tool call id.",
    "actions_executed": "Those with a result that were not refused, denied or unfit.",
    "sub_agent_actions": "Tool calls of sub-agents; where their file is missing, the "
    "number that the delegation's result states.",
    "api_messages": "Responses of the model in the main thread, by message id.",
    "words_visible": "Words of the text blocks.",
    "words_thinking": "Words of the thinking; null where none of it was logged.",
    "words_tool_inputs": "Words of every string in the inputs of tool calls.",
    "words_human": "Words that the person put in: prompts, arguments of commands, "
    "steers, comments, answers in their own words; without pastes that the log marks.",
    "words_pasted": "Words that the person pasted, as the log marks or shape tells; "
    "those told by shape alone are in words_human too.",
    "input_tokens": "Uncached input tokens, the largest value of each message.",
    "cache_write_tokens": "Tokens written to the cache.",
    "cache_read_tokens": "Tokens read from the cache.",
    "output_tokens": "Output tokens as logged; some versions log stubs.",
    "output_tokens_final_share": "Share of them on messages logged to their end.",
    "rejections": "Key presses that refused one or more calls, plans included.",
    "rejection_comments": "Words that came with a refusal, plans included.",
    "approval_comments": "Words that came with an approval.",
    "plan_approvals": "Plans approved, also with a cleared context.",
    "answers": "Questions of the agent that were answered.",
    "interrupts": "Interruptions that were no refusal.",
    "compactions": "Times the context was summarised.",
    "api_errors": "Errors of the API that were shown.",
    "commits": "Commits shown by output, not in throw-away repositories.",
    "test_runs": "Test runs, in every thread and in the background.",
    "test_failures": "Those with verdict fail.",
    "lines_added": "Lines added by edits that went through.",
    "lines_removed": "Lines removed by them.",
    "span_s": "Seconds from the first line to the last.",
    "engaged_s": "Seconds in gaps of at most 15 minutes.",
    "agent_s": "Seconds that the agent worked.",
    "started": "Time of the earliest line, UTC.",
    "ended": "Time of the latest line, UTC.",
    "models": "Models, sorted.",
    "versions": "Versions of the agent, sorted.",
    "surface": "cli, ide, desktop, web, sdk or headless; null if unknown.",
}
"""Every key with its meaning, in the order in which it is printed."""


def counts(session: Session, evidence: Sequence[Evidence] = ()) -> dict[str, object]:
    """Count a session."""
    main = chosen(session.actions, lambda action: action.thread_kind == "main")
    messages = chosen(session.messages, lambda item: item.thread == "main")
    values = (
        {
            "session_id": session.id,
            "agent": session.agent,
            "interactive": {"yes": True, "no": False}.get(session.interactive),
            "sub_agent_actions": _sub_actions(session),
            "actions": len(main),
            "actions_executed": sum(
                1 for action in main if action.status not in NOT_EXECUTED
            ),
            "models": sorted(session.models),
            "versions": sorted(session.versions),
            "surface": None if session.surface == "unknown" else session.surface,
        }
        | _people(session)
        | _words(session, messages, main)
        | _tokens(messages)
        | _shown(session, evidence)
        | _clock(session)
    )
    return {key: values[key] for key in COUNTS}


def _people(session: Session) -> dict[str, object]:
    inputs: dict[str, int] = {}
    decisions: dict[str, int] = {}
    events: dict[str, int] = {}
    for said in session.inputs:
        inputs[said.kind] = inputs.get(said.kind, 0) + 1
    for decision in session.decisions:
        decisions[decision.kind] = decisions.get(decision.kind, 0) + 1
    for event in session.events:
        events[event.kind] = events.get(event.kind, 0) + 1
    return {
        "human_prompts": inputs.get("prompt", 0),
        "slash_commands": inputs.get("slash", 0),
        "plan_prompts": inputs.get("plan_prompt", 0),
        "steers": inputs.get("steer", 0),
        "turns": len(session.turns),
        "rejections": decisions.get("reject", 0) + decisions.get("plan_reject", 0),
        "rejection_comments": inputs.get("rejection_comment", 0)
        + inputs.get("plan_feedback", 0),
        "approval_comments": inputs.get("approval_comment", 0),
        "plan_approvals": decisions.get("plan_approve", 0)
        + decisions.get("plan_approve_clear", 0),
        "answers": decisions.get("answer_choice", 0),
        "interrupts": decisions.get("interrupt", 0),
        "compactions": events.get("compaction", 0),
        "api_errors": events.get("api_error", 0),
    }


def _words(
    session: Session, messages: Sequence[Message], actions: Sequence[Action]
) -> dict[str, object]:
    thought = [item.words_thinking for item in messages]
    known = [words for words in thought if words is not None]
    hidden = len(known) < len(thought) and not any(known)
    return {
        "api_messages": len(messages),
        "words_visible": sum(item.words_visible for item in messages),
        "words_thinking": None if hidden else sum(known),
        "words_tool_inputs": sum(action.words_input for action in actions),
        "words_human": sum(
            item.words_own + item.words_pasted - item.words_marked
            for item in session.inputs
        ),
        "words_pasted": sum(item.words_pasted for item in session.inputs),
    }


def _tokens(messages: Iterable[Message]) -> dict[str, object]:
    names = ("input", "cache_write", "cache_read", "output")
    sums = dict.fromkeys(names, 0)
    final = 0
    known = False
    for item in messages:
        tokens = item.tokens
        if tokens is None:
            continue
        known = True
        for name in names:
            sums[name] += getattr(tokens, name)
        final += tokens.output if item.output_quality == "final" else 0
    output = sums["output"]
    spent: dict[str, object] = {
        f"{name}_tokens": sums[name] if known else None for name in names
    }
    return spent | {"output_tokens_final_share": final / output if output else None}


def _sub_actions(session: Session) -> int:
    seen = sum(1 for action in session.actions if action.thread_kind != "main")
    return seen + sum(action.sub_actions or 0 for action in session.actions)


def _shown(session: Session, evidence: Sequence[Evidence]) -> dict[str, object]:
    tests = [row for row in evidence if row.kind == "test" and not row.throwaway]
    return {
        "commits": sum(
            1
            for row in evidence
            if row.kind == "commit" and row.verdict == "pass" and not row.throwaway
        ),
        "test_runs": len(tests),
        "test_failures": sum(1 for row in tests if row.verdict == "fail"),
        "lines_added": sum(
            action.lines_added or 0
            for action in session.actions
            if action.status == "ok"
        ),
        "lines_removed": sum(
            action.lines_removed or 0
            for action in session.actions
            if action.status == "ok"
        ),
    }


def _clock(session: Session) -> dict[str, object]:
    started, ended = session.started, session.ended
    engaged = sum(
        gap
        for before, after in pairwise(session.times)
        if (gap := after - before) <= GAP_S
    )
    return {
        "span_s": None
        if started is None or ended is None
        else round(ended - started, 3),
        "engaged_s": round(engaged, 3) if session.times else None,
        "agent_s": None if session.agent_s is None else round(session.agent_s, 3),
        "started": _iso(started),
        "ended": _iso(ended),
    }


def _iso(time: float | None) -> str | None:
    if time is None:
        return None
    stamp = datetime.fromtimestamp(time, UTC).isoformat(timespec="milliseconds")
    return stamp.replace("+00:00", "Z")
