"""Hours a person and week with an agent: engaged, working and open."""

from metier.records import Figure, Hours, Panel

__all__ = ["FIGURE"]

FIGURE = Figure(
    id="hours-a-week",
    exhibit="Main text, page 2",
    question="How many hours a week does a person spend with the agent?",
    section="who",
    panels=(
        Panel(
            title="Hours a person and week",
            needs=(
                Hours(series="engaged_15", of="engaged_15"),
                Hours(series="engaged_5", of="engaged_5"),
                Hours(series="engaged_30", of="engaged_30"),
                Hours(series="agent", of="agent"),
                Hours(series="open", of="open"),
            ),
            mark="bars",
            x="Hours a week",
            series=(
                ("engaged_15", "Engaged (pauses up to 15 minutes)"),
                ("engaged_5", "Engaged (up to 5 minutes)"),
                ("engaged_30", "Engaged (up to 30 minutes)"),
                ("agent", "Agent at work"),
                ("open", "Session open"),
                ("running", "Published: Claude Code running"),
            ),
        ),
    ),
    caveat=(
        "The published number counts hours in which the program was running, and the "
        "study does not say where it comes from. No measure here is the same: it "
        "stands on a line of its own."
    ),
    note=(
        "Hours of sessions that overlap count once. Only weeks with any session count, "
        "so that holidays do not lower the mean."
    ),
)
