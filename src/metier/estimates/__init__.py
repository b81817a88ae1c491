"""Shares, medians and slopes for cohorts, with intervals clustered by person.

For a figure and the analysis frame, `answer`. For arrays, `share`, `mean`,
`difference`, `ratio`, `quantile` and their kin: machine values of every session and
gold values of a checked sample in, a `Result` out.
"""

from metier.estimates.answers.answering import answer, answers
from metier.estimates.answers.families import benjamini_hochberg
from metier.estimates.answers.memberships import memberships
from metier.estimates.cells.measures import derive
from metier.estimates.checks.answered import answered
from metier.estimates.checks.checking import Checked
from metier.estimates.core.distributions import t_quantile
from metier.estimates.core.people import degrees_of_freedom, left_out_in_turn
from metier.estimates.core.results import Result
from metier.estimates.core.summed import geometric_of_sums, mean_of_sums, share_of_sums
from metier.estimates.core.survival import kaplan_meier
from metier.estimates.corrected.choices import GOLD_TO_TUNE
from metier.estimates.corrected.differences import difference
from metier.estimates.corrected.means import geometric_mean, mean, share, shares
from metier.estimates.corrected.misclassified import Confusion
from metier.estimates.corrected.quantiles import quantile
from metier.estimates.corrected.ratios import ratio
from metier.estimates.corrected.standards import standardised
from metier.estimates.gradients.curves import Curve, Specification, curve
from metier.estimates.gradients.entering import Entering, rows_of
from metier.estimates.gradients.trends import Bridge, Drift, drift, trend
from metier.estimates.regressions.federated import Place, pooled_question, pooled_slopes
from metier.estimates.regressions.instruments import instrumented
from metier.estimates.regressions.logits import logit_effect
from metier.estimates.regressions.slopes import Slopes, ols, within_person

__all__ = [
    "GOLD_TO_TUNE",
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
    "degrees_of_freedom",
    "derive",
    "difference",
    "drift",
    "geometric_mean",
    "geometric_of_sums",
    "instrumented",
    "kaplan_meier",
    "left_out_in_turn",
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
