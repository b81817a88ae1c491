"""The tables of a study: every column with its type and meaning, and no others.

A row is a dictionary; `only` refuses a column that is not named here, so that
nothing enters a table by accident. No column holds a text, a path, a branch, a
name or an address: text columns are salted hashes, levels of closed sets, and
version numbers.
"""

from collections.abc import Mapping

import msgspec

from metier.errors import StudyError

__all__ = [
    "ANNOTATIONS",
    "EVIDENCE",
    "GOLD",
    "MOMENTS",
    "OUTCOMES",
    "SESSIONS",
    "TABLES",
    "WEEKS",
    "Field",
    "Row",
    "Table",
]

Row = dict[str, object]
"""A row of a table: numbers, flags, words of closed sets, lists and maps of them."""


class Field(msgspec.Struct, frozen=True):
    """A column of a table."""

    name: str
    type: str
    """As duckdb names it."""

    meaning: str


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table of the study; the rows of one session are replaced together."""

    name: str
    fields: tuple[Field, ...]
    order: tuple[str, ...]
    """Rows stand in this order, so that equal rows make equal bytes."""

    @property
    def file(self) -> str:
        """Name of its file in the study folder."""
        return f"{self.name}.parquet"

    def only(self, row: Mapping[str, object]) -> Row:
        """Return the row with every column of the table; refuse any other."""
        names = {field.name for field in self.fields}
        foreign = sorted(set(row) - names)
        if foreign:
            raise StudyError(
                f"{', '.join(foreign)}: not in the table {self.name!r}. Columns are "
                "listed in metier.facts.TABLES, so that no text can enter a study."
            )
        return {field.name: row.get(field.name) for field in self.fields}


def _counts(*names: str) -> tuple[Field, ...]:
    return tuple(
        Field(name, "BIGINT", "As `metier inspect` prints it.") for name in names
    )


SESSIONS = Table(
    name="sessions",
    order=("session",),
    fields=(
        Field("session", "VARCHAR", "Salted hash of the log's session id."),
        Field("person", "VARCHAR", "Salted hash of the person."),
        Field("project", "VARCHAR", "Salted hash of the first working folder."),
        Field("agent", "VARCHAR", "Which agent wrote the log."),
        Field("surface", "VARCHAR", "cli, ide, desktop, web, sdk, headless, unknown."),
        Field("interactive", "VARCHAR", "yes, no or unknown."),
        Field("model_tier", "VARCHAR", "opus, sonnet, haiku or other; by messages."),
        Field("versions", "VARCHAR[]", "Version numbers of the agent, digits only."),
        Field("started", "DOUBLE", "Seconds since 1970, UTC."),
        Field("ended", "DOUBLE", "Seconds since 1970, UTC."),
        *_counts(
            "human_prompts",
            "slash_commands",
            "plan_prompts",
            "steers",
            "turns",
            "actions",
            "actions_executed",
            "sub_agent_actions",
            "api_messages",
            "words_visible",
            "words_thinking",
            "words_tool_inputs",
            "words_human",
            "words_pasted",
            "input_tokens",
            "cache_write_tokens",
            "cache_read_tokens",
            "output_tokens",
        ),
        Field("output_tokens_final_share", "DOUBLE", "0 to 1, as inspect prints it."),
        *_counts(
            "rejections",
            "rejection_comments",
            "approval_comments",
            "plan_approvals",
            "answers",
            "interrupts",
            "compactions",
            "api_errors",
            "commits",
            "test_runs",
            "test_failures",
            "lines_added",
            "lines_removed",
        ),
        Field("span_s", "DOUBLE", "Seconds from first to last line."),
        Field("engaged_s", "DOUBLE", "Seconds in gaps of up to 15 minutes."),
        Field("agent_s", "DOUBLE", "Seconds that the agent worked."),
        Field("sdk_prompts", "BIGINT", "Prompts sent by a program."),
        Field("lines", "BIGINT", "Lines of the log."),
        Field("lines_not_read", "BIGINT", "Torn, unreadable and oversized lines."),
        Field("lines_unknown", "BIGINT", "Lines of types not known."),
        Field("lines_copied", "BIGINT", "Lines copied from other sessions."),
        Field("truncated_head", "BOOLEAN", "The log's beginning is missing."),
    ),
)

EVIDENCE = Table(
    name="evidence",
    order=("session", "position", "kind", "tool", "action"),
    fields=(
        Field("session", "VARCHAR", "Salted hash of the session id."),
        Field("action", "VARCHAR", "Salted hash of the tool call id."),
        Field("position", "BIGINT", "Place in the session."),
        Field("time", "DOUBLE", "Seconds since 1970, UTC."),
        Field("kind", "VARCHAR", "test, lint, types, build, run, commit, push, …"),
        Field("tool", "VARCHAR", "Canonical name from a closed list."),
        Field("verdict", "VARCHAR", "pass, fail or unknown."),
        Field("passed", "BIGINT", "Tests passed, where stated."),
        Field("failed", "BIGINT", "Tests failed, where stated."),
        Field("skipped", "BIGINT", "Tests skipped, where stated."),
        Field("stale", "BOOLEAN", "An edit came after it."),
        Field("strength", "VARCHAR", "hard or soft."),
        Field("thread", "VARCHAR", "main, sub-agent or background."),
        Field("initiator", "VARCHAR", "human or agent."),
        Field("amended", "BOOLEAN", "A commit that replaced one of this session."),
        Field("throwaway", "BOOLEAN", "In a temporary repository."),
    ),
)

ANNOTATIONS = Table(
    name="annotations",
    order=("session", "facet", "version", "annotator"),
    fields=(
        Field("session", "VARCHAR", "Salted hash of the session id."),
        Field("facet", "VARCHAR", "Name of the facet in the codebook."),
        Field("version", "BIGINT", "Version of the facet."),
        Field("annotator", "VARCHAR", "Name and version of the annotator."),
        Field("value", "VARCHAR", "Level; null where the annotator abstained."),
        Field("number", "DOUBLE", "The value as a number, where there is one."),
        Field("probability", "DOUBLE", "Given by the annotator to its answer."),
        Field("probabilities", "MAP(VARCHAR, DOUBLE)", "By level."),
        Field("reason", "VARCHAR", "Why it abstained, from a closed list."),
    ),
)

MOMENTS = Table(
    name="moments",
    order=("session",),
    fields=(
        Field("session", "VARCHAR", "Salted hash of the session id."),
        Field("person", "VARCHAR", "Salted hash of the person."),
        Field("seconds", "BIGINT[]", "When anything happened, whole seconds, UTC."),
    ),
)

WEEKS = Table(
    name="weeks",
    order=("person", "week"),
    fields=(
        Field("person", "VARCHAR", "Salted hash of the person."),
        Field("week", "VARCHAR", "ISO week in the study's time zone, 2026-W12."),
        Field("engaged_5", "DOUBLE", "Hours in gaps up to 5 minutes, all sessions."),
        Field("engaged_15", "DOUBLE", "Hours in gaps up to 15 minutes."),
        Field("engaged_30", "DOUBLE", "Hours in gaps up to 30 minutes."),
        Field("agent", "DOUBLE", "Hours that agents worked, added up."),
        Field("open", "DOUBLE", "Hours with a session open, from first to last line."),
        Field("sessions", "BIGINT", "Sessions with anything in this week."),
    ),
)

OUTCOMES = Table(
    name="outcomes",
    order=("session",),
    fields=(
        Field("session", "VARCHAR", "Salted hash of the session id."),
        Field("state", "VARCHAR", "read, moved, shallow, missing, none, timed out, …"),
        Field("commits", "BIGINT", "Commits of the session, as its log shows them."),
        Field("commits_found", "BIGINT", "Of these, known to the repository."),
        Field("landed", "DOUBLE", "Share of commits on the default branch, 0 to 1."),
        Field("landed_how", "VARCHAR", "sha, patch, tree or lines."),
        Field("landed_days", "DOUBLE", "Days from commit to default branch, median."),
        Field("lines", "BIGINT", "Lines followed on the default branch."),
        Field("alive_7", "DOUBLE", "Share of lines alive after 7 days, 0 to 1."),
        Field("alive_30", "DOUBLE", "After 30 days."),
        Field("alive_90", "DOUBLE", "After 90 days."),
        Field("death_days", "BIGINT[]", "Days on which lines were removed."),
        Field("deaths", "BIGINT[]", "Lines removed on each of these days."),
        Field("followed_days", "DOUBLE", "Days followed: where knowledge ends."),
        Field("reverted", "BOOLEAN", "Taken back by a commit or mostly removed."),
        Field("reverted_how", "VARCHAR", "commit or removal."),
        Field("fix_followed", "BOOLEAN", "A fix to the same lines within a week."),
        Field("tags", "BIGINT", "Tags that contain it."),
        Field(
            "lines_appeared", "DOUBLE", "Without commits: share of lines seen later."
        ),
    ),
)

GOLD = Table(
    name="gold",
    order=("session",),
    fields=(
        Field("session", "VARCHAR", "Salted hash of the session id."),
        Field("stratum", "VARCHAR", "Machine's answer, kind of person, half of time."),
        Field("probability", "DOUBLE", "Chance of having been drawn, 0 to 1."),
        Field("asked", "BOOLEAN", "The person was asked."),
        Field("declined", "BOOLEAN", "The person did not want to say."),
        Field("got", "VARCHAR", "succeeded, partial, failed, no_goal."),
        Field("in_use", "VARCHAR", "yes, no, unknown."),
        Field("knew", "VARCHAR", "1 to 5, before the session."),
        Field("minutes", "DOUBLE", "Minutes without an agent, by the person."),
        Field("mode", "VARCHAR", "Work mode by the person."),
    ),
)

TABLES = {
    table.name: table
    for table in (SESSIONS, EVIDENCE, ANNOTATIONS, MOMENTS, WEEKS, OUTCOMES, GOLD)
}
"""Every table of a study by its name."""
