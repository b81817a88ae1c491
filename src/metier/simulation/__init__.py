"""Sessions that never happened, with the truth known: an example and a test bench."""

from metier.simulation.example import example
from metier.simulation.truth import ExampleTruth, PersonTruth, SessionTruth

__all__ = ["ExampleTruth", "PersonTruth", "SessionTruth", "example"]
