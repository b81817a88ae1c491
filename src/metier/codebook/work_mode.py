"""Work mode: what the bulk of a session's work was."""

from metier.records import Facet, Level

__all__ = ["FACET", "MODE_GROUPS"]

FACET = Facet(
    name="work_mode",
    version=2,
    question=(
        "What was the bulk of the work? Judge by the volume of meaningful work "
        "done, not by what the first prompt says it wants. Always choose one."
    ),
    kind="choice",
    levels=(
        Level(
            "plan",
            "Planning a change",
            "Working out how before doing: design, scope, sequence, trade-offs. The "
            "deliverable is a plan or a decision. If most of the session then "
            "writes code, it is build.",
        ),
        Level(
            "build",
            "Building something new",
            "Writing, extending, refactoring, migrating or optimising working code "
            "that is itself the deliverable.",
        ),
        Level(
            "fix",
            "Fixing something broken",
            "Reactive diagnosis and repair: wrong output, errors, crashes, failing "
            "tests, regressions. Slow or ugly but correct code is build.",
        ),
        Level(
            "understand",
            "Understanding a system",
            "Exploring, tracing, learning. Knowledge is the product and nothing "
            "changes. An investigation that ends in a repair is fix.",
        ),
        Level(
            "test",
            "Testing code",
            "Verifying correctness: new tests, review, quality assurance, audit. "
            "Repairing what the tests exposed is fix.",
        ),
        Level(
            "operate",
            "Operating software",
            "The scaffolding around code: deploy, configure, CI, environments, git "
            "and release chores, monitoring. Building an infrastructure tool is "
            "build.",
        ),
        Level(
            "analyze",
            "Analyzing data",
            "Numbers, tables, plots, models. Code is a means and an insight is the "
            "product. A lasting pipeline is build.",
        ),
        Level(
            "orchestrate",
            "Orchestrating agents",
            "Work on the AI system itself: prompts, agents, skills, evaluations of "
            "models.",
        ),
        Level(
            "communicate",
            "Writing docs and presentations",
            "Documents, slides, messages, prose for human readers.",
        ),
    ),
    tie_breaks=(
        "Build or fix: was the trigger something broken?",
        "Build or analyze: is the code for lasting use, or only a means?",
        "Build or test: writing tests is test, infrastructure for tests is build.",
        (
            "Build or operate: shipped code, or deployment, configuration, CI, "
            "environment and monitoring around it?"
        ),
        "Plan or understand: does it look forward, or at what exists?",
        "Understand or analyze: systems, or data?",
        "Understand or fix: was anything repaired?",
    ),
    rules=(
        (
            "Orchestrate is the person's own agent set-up, or prompt and skill text as "
            "the main artefact. Code of a product that uses a model is build."
        ),
    ),
    view="whole",
    source="study 2.1; gold codebook, rule 4",
)

MODE_GROUPS = {
    "plan": "plan_explore",
    "build": "code",
    "fix": "code",
    "understand": "plan_explore",
    "test": "code",
    "operate": "operate",
    "analyze": "analysis_prose",
    "orchestrate": "code",
    "communicate": "analysis_prose",
}
"""The study's four groups of modes, by mode."""
