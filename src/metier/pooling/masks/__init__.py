"""Sums under masks: a collector who learns the total and nobody's part (decision 111).

It holds against a collector who is curious but honest. Who makes up people of their
own, or is in league with all but one, learns that one's part.
"""

from metier.pooling.masks.rounds import (
    FEWEST_KEYS,
    KEY_SUFFIX,
    MASKED_SUFFIX,
    Masked,
    RoundKey,
    Sum,
    begin,
    mask,
    read,
    unmask,
)
from metier.pooling.masks.studying import study_of_sums

__all__ = [
    "FEWEST_KEYS",
    "KEY_SUFFIX",
    "MASKED_SUFFIX",
    "Masked",
    "RoundKey",
    "Sum",
    "begin",
    "mask",
    "read",
    "study_of_sums",
    "unmask",
]
