"""How far annotators agree with people and with each other."""

from metier.reliability.agreement import Scale, alpha, exact, gwet, kappa, pearson
from metier.reliability.calibration import Calibration, calibration
from metier.reliability.confusion import Recall, confusion, recall, wilson
from metier.reliability.intervals import resampled
from metier.reliability.measuring import Compared, Comparison, card, number_card

__all__ = [
    "Calibration",
    "Compared",
    "Comparison",
    "Recall",
    "Scale",
    "alpha",
    "calibration",
    "card",
    "confusion",
    "exact",
    "gwet",
    "kappa",
    "number_card",
    "pearson",
    "recall",
    "resampled",
    "wilson",
]
