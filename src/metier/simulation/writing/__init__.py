"""Transcripts of sessions that never happened, as Claude Code would write them.

`people` and `plans` say who does what, `voice` what people type, `work` what the
agent does, `scripts` plays it in order, `transcripts` writes the lines.
"""

from metier.simulation.writing.bulk import transcripts
from metier.simulation.writing.example import example
from metier.simulation.writing.truth import ExampleTruth, PersonTruth, SessionTruth

__all__ = ["ExampleTruth", "PersonTruth", "SessionTruth", "example", "transcripts"]
