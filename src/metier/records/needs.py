"""What a figure needs: questions to the analysis frame, as data.

A figure says what it needs and never computes; `estimates` answers. Columns are
those of the analysis frame (`metier.facts.COLUMNS`): one row a session, facets
as level names, ordered facets also as numbers, measures derived by the rules of
the study (Table 2) as booleans with None where the rule does not apply.
"""

from typing import Literal

import msgspec

__all__ = [
    "Adjusted",
    "Change",
    "Count",
    "Histogram",
    "Hours",
    "Mean",
    "Need",
    "Quantiles",
    "Regression",
    "Share",
    "Slope",
    "Survival",
    "Trend",
    "Where",
]


class Where(msgspec.Struct, frozen=True):
    """One condition on a column; a row with None in it never meets it."""

    column: str
    test: Literal[
        "is", "is_not", "in", "at_least", "at_most", "above", "below", "known"
    ]
    """`above` and `below` are strict."""

    value: str | float | bool | tuple[str, ...] | None = None


class _Need(msgspec.Struct, frozen=True, kw_only=True, tag_field="need"):
    """What all needs have."""

    series: str = ""
    """Key of the series in the figure; part of the identity of an estimate."""

    by: str | None = None
    """Column that splits the sessions into groups; None for one group."""

    edges_of_by: tuple[float, ...] = ()
    """Cuts a number in `by` into bins, named as those of `Histogram`."""

    largest: int | None = None
    """Only so many groups (of `by`, or the `levels` of a share): those with most
    sessions."""

    where: tuple[Where, ...] = ()
    """Which sessions count. All conditions must hold."""


class Count(_Need, frozen=True, kw_only=True, tag="count"):
    """Number of sessions, and as statistic `people` of people, in each group."""


class Share(_Need, frozen=True, kw_only=True, tag="share"):
    """Share of sessions for which `of` is true, or, with `levels`, at each level.

    With `levels`, `of` is a categorical column, one estimate a level comes back
    with the level as `group` (and `by` as `split`), and the shares sum to one.
    With `meets` instead of `of`, the share of sessions that meet all conditions,
    among those in which every column of the conditions is known.
    """

    of: str = ""
    levels: tuple[str, ...] = ()
    meets: tuple[Where, ...] = ()


class Mean(_Need, frozen=True, kw_only=True, tag="mean"):
    """Mean of a number over sessions: arithmetic or geometric (zeros left out)."""

    of: str
    scale: Literal["arithmetic", "geometric"] = "arithmetic"
    complement: bool = False
    """Of one minus the number: the person's share where `of` is the agent's."""

    relative_to: str | None = None
    """As a ratio to the mean at this level of `by` (which itself is left out)."""


class Quantiles(_Need, frozen=True, kw_only=True, tag="quantiles"):
    """Quantiles of a number over sessions; one estimate a quantile."""

    of: str
    at: tuple[float, ...] = (0.05, 0.25, 0.5, 0.75, 0.95)


class Histogram(_Need, frozen=True, kw_only=True, tag="histogram"):
    """Share of sessions in each bin; the last bin is closed on the right.

    A bin is named by its edges, in percent for shares (`10-20`), as `group`.
    """

    of: str
    edges: tuple[float, ...]


class Change(_Need, frozen=True, kw_only=True, tag="change"):
    """Mean of `of` in each month as a relative change from the first month.

    With `split`, one line for each level of that column as well.
    """

    of: str
    split: str | None = None


class Trend(_Need, frozen=True, kw_only=True, tag="trend"):
    """Mean of `of` in each month, read in one of four ways (methods 3.3).

    `raw` as it is; `mix` at the mix of `mix` columns that the whole window has;
    `people` within people; `bridge` with sessions that only an earlier annotator
    answered, put right by those that both did.
    """

    of: str
    reading: Literal["raw", "mix", "people", "bridge"]
    mix: tuple[str, ...] = ("work_mode",)


class Slope(_Need, frozen=True, kw_only=True, tag="slope"):
    """Relative change of a positive number for each step of `on`.

    exp(b) - 1 of a regression of log(of) on `on` with joint fixed effects of
    `controls` (the study's +9% and +13%), clustered by person.
    """

    of: str
    on: str
    controls: tuple[str, ...] = ()


class Adjusted(_Need, frozen=True, kw_only=True, tag="adjusted"):
    """Adjusted share at each level of `by` (study specification, section 4).

    pooled share + b_k - the sample-weighted mean of b, with b from a linear
    probability model with joint fixed effects of `controls`.
    """

    of: str
    controls: tuple[str, ...] = ()


class Regression(_Need, frozen=True, kw_only=True, tag="regression"):
    """Linear probability model of `of` on `on` (Table A1), one column of controls.

    Comes back as several estimates that differ in `statistic`: slope,
    standard error, sessions, cells, singletons, r_squared.
    """

    of: str
    on: str
    controls: tuple[str, ...] = ()
    covariates: tuple[str, ...] = ()
    """Numbers that enter as they are (already logged), beside the fixed effects."""

    levels: bool = False
    """Indicators for the levels of `on` instead of one slope (Table A2)."""

    instrument: str | None = None
    """A second rating that could not have seen what the first may lean on: the slope
    through it alone comes back (methods 2.4)."""

    between: bool = False
    """Each session stands with the mean of `on` over its person's sessions: what
    separates people, where `controls=("person",)` compares within them."""


class Survival(_Need, frozen=True, kw_only=True, tag="survival"):
    """Share of the lines that outlive so many days (Kaplan-Meier); one a day."""

    at: tuple[float, ...] = (1, 3, 7, 14, 30, 60, 90)


class Hours(_Need, frozen=True, kw_only=True, tag="hours"):
    """Mean hours a person and week, from `weeks`: engaged or open."""

    of: Literal["engaged_5", "engaged_15", "engaged_30", "agent", "open"]


Need = (
    Count
    | Share
    | Mean
    | Quantiles
    | Histogram
    | Change
    | Slope
    | Adjusted
    | Regression
    | Hours
    | Survival
    | Trend
)
