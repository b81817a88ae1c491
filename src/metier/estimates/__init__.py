"""Shares, medians and slopes for cohorts, with intervals clustered by person.

For a figure and the analysis frame, `answer`. For arrays, `share`, `mean`,
`difference`, `ratio`, `quantile` and their kin: machine values of every session and
gold values of a checked sample in, a `Result` out.
"""

from metier.estimates.answered import answered
from metier.estimates.answers import answer, answers
from metier.estimates.checking import Checked
from metier.estimates.curves import Curve, Specification, curve
from metier.estimates.differences import difference
from metier.estimates.distributions import t_quantile
from metier.estimates.entering import Entering, rows_of
from metier.estimates.families import benjamini_hochberg
from metier.estimates.federated import Place, pooled_question, pooled_slopes
from metier.estimates.instruments import instrumented
from metier.estimates.logits import logit_effect
from metier.estimates.means import geometric_mean, mean, share, shares
from metier.estimates.measures import derive
from metier.estimates.memberships import memberships
from metier.estimates.misclassified import Confusion
from metier.estimates.quantiles import quantile
from metier.estimates.ratios import ratio
from metier.estimates.regressions import Slopes, ols, within_person
from metier.estimates.results import Result
from metier.estimates.standards import standardised
from metier.estimates.summed import geometric_of_sums, mean_of_sums, share_of_sums
from metier.estimates.survival import kaplan_meier
from metier.estimates.trends import Bridge, Drift, drift, trend

__all__ = [
    "Bridge",
    "Checked",
    "Confusion",
    "Curve",
    "Drift",
    "Entering",
    "Place",
    "Result",
    "Slopes",
    "Specification",
    "answer",
    "answered",
    "answers",
    "benjamini_hochberg",
    "curve",
    "derive",
    "difference",
    "drift",
    "geometric_mean",
    "geometric_of_sums",
    "instrumented",
    "kaplan_meier",
    "logit_effect",
    "mean",
    "mean_of_sums",
    "memberships",
    "ols",
    "pooled_question",
    "pooled_slopes",
    "quantile",
    "ratio",
    "rows_of",
    "share",
    "share_of_sums",
    "shares",
    "standardised",
    "t_quantile",
    "trend",
    "within_person",
]
