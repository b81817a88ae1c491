"""What the person decided by a key: refusals, approvals, answers, interruptions.

One key press is one decision: parallel calls refused within half a second, and the
marker line that follows a refusal, belong to it.
"""

import msgspec

from metier.formats.claude_code.drafts import CallDraft, Draft
from metier.formats.claude_code.lines import decode_any
from metier.formats.claude_code.people import (
    INTERRUPTED,
    INTERRUPTED_TOOL,
    UserKind,
    is_harness,
    strip_wrappers,
)
from metier.formats.claude_code.questions import take_answers
from metier.formats.claude_code.results import Result, Sidecar
from metier.formats.words import count_marked, count_words, own_and_pasted
from metier.records import Decision, DecisionKind, HumanInput, HumanKind

__all__ = ["PLAN_TOOLS", "Decisions"]

PLAN_TOOLS = ("ExitPlanMode", "exit_plan_mode")
ONE_KEY_S = 0.5
"""Refusals this close together were one key press."""

APPROVED = "User has approved"


class Decisions:
    """Collects decisions and the words that came with them."""

    def __init__(self, draft: Draft) -> None:
        """Write into this draft."""
        self.draft = draft
        self.bare_plans: list[CallDraft] = []
        """Plans refused without a word: perhaps approvals with a cleared context."""

        self.refusals: dict[str, int] = {}
        """Index of the decision that refused each call."""

        self._refused_at: float | None = None
        self._refusal = -1
        self._comments: set[str] = set()
        self._marker_due = False
        self._stopped = False
        """The last decision stopped a running call."""

    def reset(self) -> None:
        """Forget a marker that is no longer due: the agent went on."""
        self._marker_due = False

    def orphan(self, result: Result) -> None:
        """Take a result whose call stands elsewhere: its marker is no decision."""
        self._marker_due = result.status in ("rejected", "interrupted")

    def marker(self, kind: UserKind, time: float | None) -> None:
        """Take an interruption line; after a refusal it says nothing new."""
        due, self._marker_due = self._marker_due, False
        if kind == "interrupt_tool" and not self.draft.threads:
            # No tool ran here: the line heads a session copied from another.
            return
        if due and (
            self._stopped or kind == "interrupt_tool" or self._is_same_key(time)
        ):
            return
        self._add("interrupt", time, None)

    def _is_same_key(self, time: float | None) -> bool:
        return (
            time is not None
            and self._refused_at is not None
            and abs(time - self._refused_at) <= ONE_KEY_S
        )

    def result(self, call: CallDraft, result: Result, time: float | None) -> None:
        """Take the result of a call in the main thread."""
        if result.status == "rejected":
            self._refused(call, result, time)
        elif result.status == "denied":
            self._add("deny", time, call.id, actor=result.actor)
        elif result.status == "interrupted":
            self._add("interrupt", time, call.id)
            self._marker_due = self._stopped = True
        elif call.tool in PLAN_TOOLS and result.text.startswith(APPROVED):
            self._add("plan_approve", time, call.id)
        elif call.tool == "AskUserQuestion" and result.status == "ok":
            self._answered(call, result, time)

    def _refused(self, call: CallDraft, result: Result, time: float | None) -> None:
        plan = call.tool in PLAN_TOOLS
        comment = result.comment
        # Without times, refusals that nothing parts were one key press.
        untimed = time is None and self._refused_at is None and self._marker_due
        if not (untimed or self._is_same_key(time)):
            self._comments = set()
            self._refusal = len(self.draft.decisions)
            kind: DecisionKind = "plan_reject" if plan else "reject"
            self._add(kind, time, call.id, commented=comment is not None)
        self._refused_at = time
        self._stopped = False
        self.refusals[call.id] = self._refusal
        self._marker_due = True
        if comment is None:
            if plan:
                self.bare_plans.append(call)
            return
        if comment in self._comments:
            return
        self._comments.add(comment)
        self.draft.decisions[self._refusal] = msgspec.structs.replace(
            self.draft.decisions[self._refusal], commented=True
        )
        self.say("plan_feedback" if plan else "rejection_comment", comment, time)

    def comment(self, text: str, time: float | None, *, refused: bool) -> None:
        """Take a text that stands beside a result: the person wrote it."""
        stripped = strip_wrappers(text)
        if not stripped or is_harness(stripped):
            return
        if stripped.startswith((INTERRUPTED, INTERRUPTED_TOOL)):
            self._marker_due = False
            return
        if refused:
            self.say("rejection_comment", stripped, time)
            return
        self._add("approve", time, None, commented=True)
        self.say("approval_comment", stripped, time)

    def _answered(self, call: CallDraft, result: Result, time: float | None) -> None:
        beside = result.sidecar or Sidecar()
        asked = decode_any(beside.questions)
        if asked is None:
            given = decode_any(call.call.raw)
            asked = given.get("questions") if isinstance(given, dict) else None
        answers = take_answers(
            decode_any(beside.answers),
            decode_any(beside.annotations),
            asked,
            result.text,
        )
        for _ in range(answers.choices):
            self._add("answer_choice", time, call.id)
        for text in answers.written:
            self._add("answer_choice", time, call.id, commented=True)
            self.say("answer", text, time)
        for text in answers.notes:
            self.say("answer", text, time)

    def clear(self, call: CallDraft) -> None:
        """Turn a bare refusal of a plan into the approval that it was."""
        call.cleared = True
        index = self.refusals[call.id]
        self.draft.decisions[index] = msgspec.structs.replace(
            self.draft.decisions[index], kind="plan_approve_clear"
        )

    def say(self, kind: HumanKind, text: str, time: float | None) -> None:
        """Add words that came with a decision."""
        own, pasted = own_and_pasted(text)
        self.draft.inputs.append(
            HumanInput(
                position=self.draft.place(),
                kind=kind,
                text=own,
                pasted=pasted,
                time=time,
                turn=self.draft.turn,
                words_own=count_words(own),
                words_pasted=count_words(pasted),
                words_marked=count_marked(text),
            )
        )
        self.draft.person = True

    def _add(
        self,
        kind: DecisionKind,
        time: float | None,
        action: str | None,
        *,
        commented: bool = False,
        actor: str = "human",
    ) -> None:
        self.draft.decisions.append(
            Decision(
                position=self.draft.place(),
                kind=kind,
                time=time,
                turn=self.draft.turn,
                action_id=action,
                actor=actor,  # type: ignore[arg-type]
                commented=commented,
            )
        )
        if actor == "human":
            self.draft.person = True
