"""Codebase: how a session relates to the code it worked on."""

from metier.records import Facet, Level

__all__ = ["FACET"]

FACET = Facet(
    name="codebase",
    version=2,
    question="How does the session relate to a codebase?",
    kind="choice",
    levels=(
        Level("modify", "Modifies", "Mainly changes what a repository already holds."),
        Level("explore", "Explores", "Reads a codebase and changes nothing in it."),
        Level("create", "Creates", "Makes new code from scratch."),
        Level("none", "No codebase", "Touches no codebase."),
    ),
    rules=(
        "Edits to tracked files of a repository are modify, whatever their kind.",
        "Documents outside a repository are none.",
        "Code read in order to write a document is explore.",
    ),
    view="whole",
    source="study 2.2; gold codebook, rule 5",
)
