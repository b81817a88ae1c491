"""Where our reading differs from the study's, so that numbers are compared rightly.

`metier annotate --configuration study-2026` follows the study in the first four; the
rest is in how sessions are chosen and numbers are made.
"""

from metier.report.views import Fact

__all__ = ["DIFFERENCES"]

DIFFERENCES = (
    Fact(
        name="What a question may see",
        text="The study shows every question the whole transcript, turns cut at 5,000 "
        "and the transcript at 25,000 characters. Here each question sees its own "
        "view: expertise what was typed, the outcome what was done and shown; long "
        "sessions are read in parts. study-2026: the study's view.",
    ),
    Fact(
        name="Expertise",
        text="The study rates it from the transcript, ending included. Here it is read "
        "from what the person typed before the first attempt at a test, build, commit "
        "or push; a reading of all that was typed stands beside it. study-2026: the "
        "whole transcript.",
    ),
    Fact(
        name="When it cannot be said",
        text="The study's rater must choose, and a thin but clean session counts as "
        "succeeded. Here an annotator may abstain, sessions that were never attempted "
        "are counted and left out, and shares carry bounds. study-2026: the forced "
        "choice and its defaults.",
    ),
    Fact(
        name="Who answers",
        text="The study asks one model, whose agreement is published as ranges. Here "
        "the annotator is named, and its agreement with a reference stands under every "
        "figure. study-2026: whichever model is named, one question a request.",
    ),
    Fact(
        name="Evidence of success",
        text="The study's rater reads it off the clipped transcript. Here a ledger of "
        "what commands printed is read from the whole log, and its four kinds stand "
        "beside verified success.",
    ),
    Fact(
        name="Trouble",
        text="Failure signal of 3 or more in both.",
    ),
    Fact(
        name="Which sessions count",
        text="The study: interactive sessions of terminal, desktop and web. Here also "
        "editors, and sessions of which the log does not say it; `--scope study` "
        "leaves those out.",
    ),
    Fact(
        name="Intervals",
        text="Clustered by person in both. Here with Student's t for few people, and "
        "with the annotator's error where people checked sessions or an error rate "
        "could be carried over.",
    ),
    Fact(
        name="Words and actions",
        text="The study counts output tokens and does not publish how it turns them "
        "into words, nor which count its actions are. Here words are counted in what "
        "the log holds, and an action is a tool call of the main thread.",
    ),
    Fact(
        name="Hours a week",
        text="The study quotes hours in which the program ran, typed or not. Here "
        "engaged and open hours are two other numbers.",
    ),
)
