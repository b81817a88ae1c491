"""Published: who decides, and how much is done for each prompt."""

from metier.records import Baseline, Key

__all__ = ["BASELINES"]


def _labor(panel: str, series: str, group: str = "", statistic: str = "value") -> Key:
    return Key(
        figure="division-of-labor",
        panel=panel,
        series=series,
        group=group,
        statistic=statistic,
    )


def _size(panel: str, series: str = "", statistic: str = "value") -> Key:
    return Key(figure="session-sizes", panel=panel, series=series, statistic=statistic)


_SHARES = (
    Baseline(
        id="plan_user_share",
        key=_labor("means", "plan"),
        value=0.70,
        text="~70%",
        approximate=True,
        grade="T",
        page="5-6",
        definition="mean user share of the planning decisions of a session",
    ),
    Baseline(
        id="exec_user_share",
        key=_labor("means", "exec"),
        value=0.20,
        text="~20%",
        approximate=True,
        grade="T",
        page="5-6",
        definition="mean user share of the execution decisions of a session",
    ),
    Baseline(
        id="exec_bin_90_100",
        key=_labor("histogram", "exec", "90-100"),
        value=0.50,
        text="~50%",
        approximate=True,
        grade="F1",
        page="5",
        definition="sessions in which Claude makes 90-100% of execution decisions",
    ),
    *(
        Baseline(
            id=f"plan_bin_{bin_.replace('-', '_')}",
            key=_labor("histogram", "plan", bin_),
            value=value,
            text=text,
            approximate=True,
            grade="F1",
            page="5",
            definition=f"sessions in which Claude makes {bin_}% of planning decisions",
        )
        for bin_, value, text in (
            ("0-10", 0.24, "~24%"),
            ("10-20", 0.16, "~16%"),
            ("20-30", 0.20, "~20%"),
        )
    ),
)

_ACTIONS = tuple(
    Baseline(
        id=name,
        key=_labor("actions", f"{band}_geometric"),
        also=(
            _labor("actions", f"{band}_median", statistic="p50"),
            _labor("actions", f"{band}_mean"),
        ),
        value=value,
        text=text,
        approximate=True,
        grade="T",
        page="6",
        definition=f"actions per turn where {words}; which mean is not stated",
    )
    for name, band, value, text, words in (
        (
            "actions_user_exec80",
            "person_executes",
            8.0,
            "~8",
            "the user makes over 80% of execution decisions",
        ),
        (
            "actions_claude_plan80",
            "agent_plans",
            16.0,
            "~16",
            "Claude makes over 80% of planning decisions",
        ),
    )
)

_SAMPLE = (
    Baseline(
        id="n_sessions",
        key=_size("sample"),
        value=398_198,
        text="398,198",
        grade="A",
        page="App. 2",
        definition="sessions sampled",
    ),
    Baseline(
        id="n_users",
        key=_size("sample", statistic="people"),
        value=234_751,
        text="234,751",
        grade="A",
        page="App. 2",
        definition="distinct users",
    ),
)

_SIZES = tuple(
    Baseline(
        id=name,
        key=_size(panel, f"{panel}_geometric"),
        also=(
            _size(panel, f"{panel}_median", "p50"),
            _size(panel, f"{panel}_mean"),
        ),
        value=value,
        text=text,
        approximate=approximate,
        grade="T",
        page="6",
        definition=f"{words}; which mean is not stated",
    )
    for name, panel, value, text, approximate, words in (
        ("turns", "turns", 4.0, "~4", True, "human prompts in a typical session"),
        (
            "actions_per_prompt",
            "actions",
            10.0,
            "~10",
            True,
            "Claude's actions per human prompt",
        ),
        ("words_per_turn", "words", 2_400.0, "2,400", False, "output words per turn"),
    )
)

_TAILS = tuple(
    Baseline(
        id=f"tail_{edge}",
        key=_size("tails", f"above_{edge}"),
        value=value,
        text=text,
        approximate=text.startswith("~"),
        grade="T",
        page="17",
        definition=f"sessions averaging more than {edge} actions per prompt",
    )
    for edge, value, text in (
        (100, 0.02, "~2%"),
        (200, 1 / 270, "1 in 270"),
        (500, 1 / 2_300, "1 in 2,300"),
    )
)

BASELINES = (*_SHARES, *_ACTIONS, *_SAMPLE, *_SIZES, *_TAILS)
"""In the order of the figures."""
