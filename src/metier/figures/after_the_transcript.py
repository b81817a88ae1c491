"""What became of the work: asked of repositories, where somebody has looked."""

from metier.figures.levels import EXPERTISE
from metier.records import Figure, Mean, Panel, Regression, Share, Survival, Where

__all__ = ["FIGURE"]

COMMITTED = Where("commits", "at_least", 1)
DAYS = (1.0, 3.0, 7.0, 14.0, 30.0, 60.0, 90.0)
SURVIVAL = (("alive_7", "7 days"), ("alive_30", "30 days"), ("alive_90", "90 days"))

FIGURE = Figure(
    id="after-the-transcript",
    exhibit="",
    question="What became of the work once the session was over?",
    section="comes",
    panels=(
        Panel(
            id="fate",
            title="Where the work stands now",
            needs=(
                Mean(series="landed", of="landed", where=(COMMITTED,)),
                Share(series="reverted", of="reverted"),
                Share(series="fix_followed", of="fix_followed"),
                Share(series="tagged", of="tagged"),
                Mean(series="lines_appeared", of="lines_appeared"),
            ),
            mark="dots",
            x="Share of sessions",
            series=(
                ("landed", "Commits on the default branch (mean share)"),
                ("reverted", "Reverted, or mostly removed within a week"),
                ("fix_followed", "A fix to the same lines within a week"),
                ("tagged", "In at least one tag"),
                ("lines_appeared", "Without commits: lines seen later (mean share)"),
            ),
        ),
        Panel(
            id="survival",
            title="Lines still alive after landing (Kaplan-Meier)",
            needs=(Survival(at=DAYS),),
            mark="lines",
            x="Days since the lines reached the default branch",
            y="Share of lines alive",
            groups=tuple((f"{day:g}", f"{day:g}") for day in DAYS),
        ),
        Panel(
            id="alive",
            title="Share of a session's lines alive",
            needs=tuple(Mean(series=name, of=name) for name, _ in SURVIVAL),
            mark="dots",
            x="Mean share of a session's lines",
            series=SURVIVAL,
        ),
        Panel(
            id="by-expertise",
            title="Landed and alive by expertise",
            needs=(
                Mean(
                    series="landed",
                    of="landed",
                    by="expertise_level",
                    where=(COMMITTED,),
                ),
                Mean(series="alive_30", of="alive_30", by="expertise_level"),
            ),
            mark="dots",
            x="Expertise of the session",
            y="Mean share",
            groups=EXPERTISE,
            series=(
                ("landed", "Commits on the default branch"),
                ("alive_30", "Lines alive after 30 days"),
            ),
        ),
        Panel(
            id="per-level",
            title="Landed, for each level of expertise",
            needs=(
                Regression(
                    series="between", of="landed", on="expertise", where=(COMMITTED,)
                ),
                Regression(
                    series="within",
                    of="landed",
                    on="expertise",
                    controls=("person",),
                    where=(COMMITTED,),
                ),
            ),
            mark="dots",
            x="Points per level",
            series=(
                ("between", "All sessions with commits"),
                ("within", "Among sessions of the same person"),
            ),
        ),
    ),
    caveat=(
        "A repository knows only what reached it: work fetched too early, squashed "
        "beyond recognition or kept elsewhere says nothing here. A line that dies was "
        "changed, which may be improvement."
    ),
    rests_on=("expertise",),
    note=(
        "Sessions younger than the span, in repositories that are gone, shallow or "
        "timed out, and sessions that left no line are left out and counted."
    ),
)
