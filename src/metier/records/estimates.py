"""Numbers about cohorts: before the door (`Estimate`) and after it (`Released`).

An estimate and a baseline meet by their key: figure, panel, series, group,
split and statistic. Only `disclosure.release` makes a `Released`.
"""

from typing import Literal

import msgspec

from metier.records.annotations import Card

__all__ = [
    "Cohort",
    "Estimate",
    "Exclusion",
    "Key",
    "Parts",
    "Released",
    "ReleasedEstimate",
    "Rule",
    "StudySummary",
    "Unit",
    "Withheld",
]

Unit = Literal["share", "points", "count", "words", "usd", "hours", "ratio", "number"]

Rule = Literal[
    "too few sessions",
    "too few people",
    "one person dominates",
    "too few outside the cell",
    "would follow from its margins",
    "one person: slopes have no power",
    "too few for an adjusted share",
    "team too small for this figure",
    "not measured",
    "no sessions",
    "annotator not good enough",
    "differs from an earlier release",
]
"""Why a number is not shown. A closed set: it is printed, so it can hold no text."""


class Key(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """What a number is about; the same for estimates and baselines."""

    figure: str
    panel: str = ""
    series: str = ""
    group: str = ""
    """Level on the x axis: an expertise level, a mode, a month, a bin."""

    split: str = ""
    """Second level, where a series is split by another column."""

    statistic: str = "value"
    """value, p5, p25, p50, p75, p95, slope, standard error, cells, …"""


class Parts(msgspec.Struct, frozen=True, kw_only=True):
    """Cohorts that nearly make up another, and what is left of it."""

    members: tuple[str, ...]
    """Digests of the parts."""

    rest_sessions: int
    rest_people: int


class Cohort(msgspec.Struct, frozen=True, kw_only=True):
    """The sessions behind a number. Private: the door decides on it."""

    sessions: int
    """Usable sessions: the denominator."""

    people: int
    largest_share: float
    """Share of the sessions that the person with most of them has, 0 to 1."""

    hits: int | None = None
    """For a share: sessions in the numerator."""

    hit_people: int | None = None
    table: str = ""
    """Name of the table whose cells partition the same sessions; margins add up."""

    total_sessions: int | None = None
    """Sessions of the whole table, for the rule on complements."""

    total_people: int | None = None
    partition: bool = False
    """True if the shares of this table sum to one (levels of one facet)."""

    where: tuple[str, ...] = ()
    """Every condition that sets these sessions apart, sorted, as `column is value`
    (other tests likewise); the group and the split are conditions like any other. A
    cohort whose conditions contain another's is a part of it."""

    measure: str = ""
    """What is measured, `work_mode is fix` for a share, `mean of value_usd` …; two
    estimates of one measure can be subtracted from each other."""

    rest_people: int | None = None
    """People with sessions of the table outside this cell (for a partition: outside
    the hits). They may have sessions inside as well."""

    nearby: tuple[tuple[int, int], ...] = ()
    """Sessions and people of each set that is like this one but for one condition,
    or whose group is not known."""

    members: str = ""
    """Digest of exactly which sessions these are."""

    hit_members: str = ""
    """Digest of exactly which sessions the hits are."""

    parts: tuple[Parts, ...] = ()
    """Cohorts of the same measure, a table at a time, that nearly make up this one."""

    hit_largest_share: float | None = None
    """Share of the hits that the person with most of them has."""

    largest_sum_share: float | None = None
    """For a mean: share of the sum that the person with the largest part has."""

    tail_sessions: int | None = None
    """For a quantile: sessions at or beyond it, on its outer side."""

    tail_people: int | None = None


class Exclusion(msgspec.Struct, frozen=True, kw_only=True):
    """Sessions left out of a number, and why (a closed set of reasons)."""

    reason: str
    sessions: int


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """A number about a cohort, with interval and counts. None where empty."""

    key: Key
    unit: Unit
    value: float | None
    low: float | None = None
    high: float | None = None
    standard_error: float | None = None
    cohort: Cohort
    method: str
    """Estimator and clustering in words, for instance `share, clustered by person`."""

    label_error: bool = False
    """Whether the interval contains the annotator's error."""

    gold: int = 0
    """Sessions checked by a person that entered the estimate."""

    rests_on: tuple[str, ...] = ()
    """Facets whose annotations it uses; their cards stand under the figure."""

    excluded: tuple[Exclusion, ...] = ()
    withheld: Rule | None = None
    """Set by the estimator when it refuses: too little data for this method."""

    family: Literal["primary", "figure", "exploratory"] = "figure"


class ReleasedEstimate(msgspec.Struct, frozen=True, kw_only=True):
    """A number that may leave."""

    key: Key
    unit: Unit
    value: float
    low: float | None = None
    high: float | None = None
    standard_error: float | None = None
    sessions: int
    people: int
    method: str
    label_error: bool = False
    gold: int = 0
    rests_on: tuple[str, ...] = ()
    excluded: tuple[Exclusion, ...] = ()


class Withheld(msgspec.Struct, frozen=True, kw_only=True):
    """A number that may not leave, and the rule that says so."""

    key: Key
    rule: Rule


class StudySummary(msgspec.Struct, frozen=True, kw_only=True):
    """What the page says about the study as a whole. Closed sets and counts only."""

    private: bool
    """One person's own study: shown to that person alone."""

    example: bool
    """Made from the synthetic example."""

    people: int
    sessions: int
    sessions_seen: int
    first_day: str | None
    """ISO date."""

    last_day: str | None
    agents: tuple[tuple[str, int], ...] = ()
    surfaces: tuple[tuple[str, int], ...] = ()
    agent_people: tuple[tuple[str, int], ...] = ()
    """People who used each agent; without it no count by agent leaves a group."""

    surface_people: tuple[tuple[str, int], ...] = ()
    left_out: tuple[Exclusion, ...] = ()
    kept_though_deleted: int | None = 0
    """None after the door: too few to say."""

    not_attempted: int | None = 0
    """None after the door: too few to say."""

    annotator: str = ""
    scope: str = "default"
    timezone: str = "UTC"
    metier_version: str = ""
    settings_hash: str = ""
    made: str = ""
    """ISO time in UTC."""

    primary_lock: str | None = None
    """Hash of `study.lock`, where primary estimates were declared."""

    lock_changed: bool = False
    """They were declared anew after estimates had been seen."""

    safeguards_missing: tuple[str, ...] = ()
    """Names from methods 10 that this run does not have, said on the page."""


class Released(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that passed the door; enough to redraw the whole page."""

    version: int
    summary: StudySummary
    estimates: tuple[ReleasedEstimate, ...]
    withheld: tuple[Withheld, ...]
    cards: tuple[Card, ...] = ()
    policy: tuple[tuple[str, float], ...] = ()
    """Thresholds in force, by name."""
