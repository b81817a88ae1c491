"""Figure 2: who makes the decisions, about what to do and about how to do it."""

from metier.figures.levels import bands
from metier.records import Figure, Histogram, Mean, Panel, Quantiles, Share, Where

__all__ = ["AGENT_PLANS", "FIGURE", "PERSON_EXECUTES"]

_TENTHS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)

PERSON_EXECUTES = Where("exec_agent_share", "below", 0.2)
"""The person makes more than 80% of the execution decisions."""

AGENT_PLANS = Where("plan_agent_share", "above", 0.8)
"""The agent makes more than 80% of the planning decisions."""

_KINDS = (("plan", "Planning decisions"), ("exec", "Execution decisions"))

_BANDS = (
    ("person_executes", "Person makes over 80% of execution decisions"),
    ("agent_plans", "Agent makes over 80% of planning decisions"),
)


def _actions(where: Where, name: str) -> tuple[Mean | Quantiles, ...]:
    of = "actions_per_turn"
    return (
        Quantiles(series=f"{name}_median", of=of, at=(0.5,), where=(where,)),
        Mean(series=f"{name}_geometric", of=of, scale="geometric", where=(where,)),
        Mean(series=f"{name}_mean", of=of, where=(where,)),
    )


FIGURE = Figure(
    id="division-of-labor",
    exhibit="Figure 2",
    question="Who decides what to do, and who decides how to do it?",
    section="decides",
    panels=(
        Panel(
            id="histogram",
            title="Share of the decisions that the agent makes",
            needs=(
                Histogram(series="plan", of="plan_agent_share", edges=_TENTHS),
                Histogram(series="exec", of="exec_agent_share", edges=_TENTHS),
            ),
            mark="histogram",
            x="Agent's share of the decisions in a session, %",
            y="Share of sessions",
            groups=bands(*range(0, 101, 10)),
            series=_KINDS,
        ),
        Panel(
            id="means",
            title="Mean share of the decisions that the person makes",
            needs=(
                Mean(series="plan", of="plan_agent_share", complement=True),
                Mean(series="exec", of="exec_agent_share", complement=True),
            ),
            mark="bars",
            x="Person's share of the decisions, mean over sessions",
            series=_KINDS,
        ),
        Panel(
            id="bands",
            title="Sessions that one side decides almost alone",
            needs=(
                Share(series="person_executes", meets=(PERSON_EXECUTES,)),
                Share(series="agent_plans", meets=(AGENT_PLANS,)),
            ),
            mark="bars",
            x="Share of sessions",
            series=_BANDS,
        ),
        Panel(
            id="actions",
            title="Actions per turn in those sessions",
            needs=(
                *_actions(PERSON_EXECUTES, "person_executes"),
                *_actions(AGENT_PLANS, "agent_plans"),
            ),
            mark="dots",
            x="Actions per turn",
            series=tuple(
                (f"{name}_{centre}", f"{title}: {words}")
                for name, title in (
                    ("person_executes", "Person executes"),
                    ("agent_plans", "Agent plans"),
                )
                for centre, words in (
                    ("median", "median"),
                    ("geometric", "geometric mean"),
                    ("mean", "arithmetic mean"),
                )
            ),
        ),
    ),
    caveat=(
        "A decision counts for whoever made the choice; what the agent proposed and "
        "was simply allowed to do is the agent's. The study printed no prompt for this "
        "question, so the rule is ours and the published shares may rest on another."
    ),
    rests_on=("plan_user", "plan_agent", "exec_user", "exec_agent"),
    note=(
        "Sessions without a decision of a kind are left out of that kind. The study "
        "does not say which mean its two numbers of actions are: three are shown."
    ),
)
