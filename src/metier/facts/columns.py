"""The analysis frame: one row a session, every column named and described once.

Estimates and figures speak of these names. Text columns hold levels of closed
sets or None; `number` columns are float64 with NaN for "the log does not say";
`flag` columns are float64 0, 1 or NaN, where NaN means that the rule does not
apply (no clear goal, not attempted, unclear). No column holds anybody's text.
"""

from typing import Literal

import msgspec

__all__ = ["COLUMNS", "COLUMN_BY_NAME", "Column"]


class Column(msgspec.Struct, frozen=True):
    """A column of the analysis frame."""

    name: str
    kind: Literal["text", "number", "flag"]
    meaning: str


COLUMNS = (
    Column("session", "text", "Salted hash of the session id."),
    Column("person", "text", "Salted hash of the person."),
    Column("project", "text", "Salted hash of the working folder; None if unknown."),
    Column("month", "text", "Calendar month of the start, local time, 2026-03."),
    Column("week", "text", "ISO week of the start, local time, 2026-W12."),
    Column("agent", "text", "Which agent wrote the log."),
    Column("surface", "text", "cli, ide, desktop, web, sdk, headless, unknown."),
    Column("interactive", "text", "yes, no or unknown."),
    Column("model_tier", "text", "opus, sonnet, haiku, other; None if unknown."),
    Column("length_band", "text", "Turns: 1, 2-3, 4-7, 8 and more."),
    # Counts of the log (formats specification, section 2).
    Column("turns", "number", "Turn-opening inputs."),
    Column("human_prompts", "number", "Typed prompts."),
    Column("api_messages", "number", "Model calls in the main thread."),
    Column("actions", "number", "Tool calls in the main thread."),
    Column("actions_executed", "number", "Tool calls that ran."),
    Column("actions_per_turn", "number", "actions / turns; NaN without a turn."),
    Column("words_per_turn", "number", "(visible + tool input words) / turns."),
    Column("words_visible_per_turn", "number", "Visible words / turns."),
    Column(
        "words_generated_per_turn",
        "number",
        "(visible + thinking + tool input words) / turns where thinking was logged.",
    ),
    Column("lines_added", "number", "Lines added by edits, as the log states."),
    Column("lines_removed", "number", "Lines removed by edits."),
    Column("wrote_code", "flag", "At least one line added."),
    Column("commits", "number", "Commits shown by output."),
    Column("test_runs", "number", "Test runs, main thread, sub-agents, background."),
    Column("test_failures", "number", "Test runs with verdict fail."),
    Column("rejections", "number", "Actions refused by the person."),
    Column("interrupts", "number", "Interruptions by the person."),
    Column("engaged_s", "number", "Seconds, gaps up to 15 minutes."),
    Column("agent_s", "number", "Seconds that the agent worked."),
    Column("span_s", "number", "Seconds from first to last line."),
    Column("output_tokens", "number", "Output tokens as logged."),
    Column("log_api_messages", "number", "ln(api_messages); NaN at zero."),
    Column("log_turns", "number", "ln(turns); NaN at zero."),
    # Annotations (codebook): levels, and numbers of ordered facets.
    Column("attempted", "flag", "0 if nothing was done (settled rule 3)."),
    Column("work_mode", "text", "plan, build, fix, understand, test, operate, …"),
    Column("mode_group", "text", "code, operate, plan_explore, analysis_prose."),
    Column("codebase", "text", "modify, explore, create, none."),
    Column("expertise", "number", "1 to 5; NaN if unclear."),
    Column("expertise_level", "text", "The same as text, 1 to 5; None if unclear."),
    Column("expertise_band", "text", "low (1, 2), middle (3), high (4, 5)."),
    Column("expertise_first", "number", "The same from the first prompt alone."),
    Column("expertise_typed", "number", "The same from all that was typed."),
    Column("outcome", "text", "succeeded, partial, failed, no_goal."),
    Column("success_signal", "number", "0 to 5."),
    Column("failure_signal", "number", "0 to 5."),
    Column("success_signal_level", "text", "The same as text, 0 to 5."),
    Column("failure_signal_level", "text", "The same as text, 0 to 5."),
    Column("soc_user", "text", "SOC-2018 major group of the person; None if unclear."),
    Column("soc_user_known", "flag", "1 if a group was given."),
    Column("user_kind", "text", "software, other or unclear."),
    Column("soc_work", "text", "SOC-2018 major group of the work."),
    Column("value_usd", "number", "Freelance price of the work done, US dollars."),
    Column("value_band", "text", "10-200, 200-1000, 1000-5000, 5000-50000."),
    Column("plan_decisions", "number", "Planning decisions by either side."),
    Column("exec_decisions", "number", "Execution decisions by either side."),
    Column("plan_agent_share", "number", "0 to 1; NaN without such decisions."),
    Column("exec_agent_share", "number", "0 to 1; NaN without such decisions."),
    Column("all_agent_share", "number", "0 to 1 over both kinds."),
    # Measures derived by the rules of Table 2 (study specification, 2.12). NaN for
    # no_goal, not attempted and unknown outcome.
    Column("goal_clear", "flag", "0 for outcome no_goal."),
    Column("judged_success", "flag", "outcome is succeeded."),
    Column(
        "previous_success",
        "flag",
        "judged_success of the same person's session before; NaN for the first.",
    ),
    Column("partial_success", "flag", "outcome is succeeded or partial."),
    Column("verified_success", "flag", "Succeeded with success signal 4 or 5."),
    Column("judged_failure", "flag", "Neither succeeded nor partial."),
    Column("verified_failure", "flag", "Judged failure, failure signal 4 or 5."),
    Column("trouble", "flag", "Failure signal 3 or more."),
    Column("abandoned", "flag", "Judged failure and no line added."),
    Column(
        "abandoned_artefacts",
        "flag",
        "Judged failure and nothing left behind: no line, no plan, nothing that "
        "passed, and no answer where the work is one.",
    ),
    Column(
        "path",
        "text",
        "smooth_success, smooth_partial, smooth_failed, trouble_success, "
        "trouble_partial, trouble_failed, trouble_abandoned.",
    ),
    Column(
        "evidence_class",
        "text",
        "machine, affirmed, judged (succeeded by word of the annotator alone), "
        "not_succeeded, cannot_tell (no clear goal, or unclear); attempted only.",
    ),
    Column("machine_success", "flag", "Succeeded and shown by hard machine evidence."),
    Column("affirmed_success", "flag", "Succeeded, affirmed by the person alone."),
    # What the repository says afterwards (records.Outcome); NaN where it cannot.
    Column("landed", "number", "Share of commits on the default branch, 0 to 1."),
    Column("landed_days", "number", "Days from commit to default branch."),
    Column("alive_7", "number", "Share of lines alive 7 days after landing."),
    Column("alive_30", "number", "Share of lines alive 30 days after landing."),
    Column("alive_90", "number", "Share of lines alive 90 days after landing."),
    Column("reverted", "flag", "Taken back by a commit or mostly removed in a week."),
    Column("fix_followed", "flag", "A fix to the same lines within a week."),
    Column("tagged", "flag", "At least one tag contains it."),
    Column("lines_appeared", "number", "Without commits: share of lines seen later."),
)
"""Every column of the analysis frame, in order."""

COLUMN_BY_NAME = {column.name: column for column in COLUMNS}
