"""Checking by people: which sessions are drawn, what they are asked, what it buys.

A private room: ratings are of single sessions, by the person who was there.
"""

from metier.gold.designs import Drawn, Population, draw
from metier.gold.planning import Pilot, Plan, half_width, needed, plan
from metier.gold.ratings import QUESTIONS, Rating, rate

__all__ = [
    "QUESTIONS",
    "Drawn",
    "Pilot",
    "Plan",
    "Population",
    "Rating",
    "draw",
    "half_width",
    "needed",
    "plan",
    "rate",
]
