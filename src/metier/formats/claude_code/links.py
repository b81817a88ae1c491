"""Which delegation started which sub-agent, best evidence first.

A delegation whose agent left a file counts by that file, one without by the total
that its result states, never by both.
"""

import json
from collections.abc import Iterable
from pathlib import Path

import msgspec

from metier.formats.claude_code.drafts import CallDraft, Draft
from metier.formats.claude_code.lines import decode_any

__all__ = ["AgentFile", "agent_file", "link"]


class AgentFile(msgspec.Struct, frozen=True, kw_only=True):
    """The file of a sub-agent and what stands beside it."""

    agent: str
    call: str | None = None
    """Id of the call that started it, as its side file says."""

    run: str | None = None
    """Run of the workflow in whose folder it lies."""


def agent_file(path: Path, agent: str) -> AgentFile:
    """Read what stands beside an agent's file."""
    call = None
    try:
        beside = json.loads(path.with_suffix(".meta.json").read_bytes())
    except (OSError, ValueError):
        beside = None
    if isinstance(beside, dict) and isinstance(beside.get("toolUseId"), str):
        call = beside["toolUseId"]
    run = next(
        (part[3:] for part in reversed(path.parts) if part.startswith("wf_")), None
    )
    return AgentFile(agent=agent, call=call, run=run)


def link(draft: Draft, agents: Iterable[AgentFile]) -> int:
    """Forget the totals of delegations whose agents are here; count those missing."""
    threads = draft.threads | set(draft.briefs)
    threads.discard("main")
    by_call: dict[str, str] = {}
    runs: dict[str, str] = {}
    for item in agents:
        threads.add(item.agent)
        if item.call:
            by_call[item.call] = item.agent
        if item.run:
            runs[item.run] = item.agent
    delegations = [
        call
        for call in draft.calls.values()
        if call.kind == "delegate"
        and call.result is not None
        and (call.sub_actions is not None or call.result.agent_id)
    ]
    unlinked = []
    taken: set[str] = set()
    for call in delegations:
        thread = _thread_of(call, draft, threads, by_call, runs)
        if thread is None:
            unlinked.append(call)
        else:
            taken.add(thread)
            call.sub_actions = None
    # What is left of the threads belongs to some of what is left of the calls.
    spare = len(threads - taken)
    for call in unlinked[:spare]:
        call.sub_actions = None
    return len(unlinked[spare:])


def _thread_of(
    call: CallDraft,
    draft: Draft,
    threads: set[str],
    by_call: dict[str, str],
    runs: dict[str, str],
) -> str | None:
    if call.id in by_call:
        return by_call[call.id]
    result = call.result
    if result and result.agent_id in threads:
        return result.agent_id
    run = result.sidecar.run_id if result and result.sidecar else None
    if run and run.removeprefix("wf_") in runs:
        return runs[run.removeprefix("wf_")]
    given = decode_any(call.call.raw)
    brief = given.get("prompt") if isinstance(given, dict) else None
    if isinstance(brief, str):
        return next(
            (thread for thread, said in draft.briefs.items() if said == brief.strip()),
            None,
        )
    return None
