"""The models that may be chosen for each facet: few features, each with a reason.

Every list is read off the codebook's wording; the training chooses among them
inside its folds. Names are those of `metier.annotators.offline`'s features.
"""

from training.fits import Spec

from metier.codebook import FACET_BY_NAME

__all__ = ["BESIDE", "SPECS"]

MODES = tuple(level.name for level in FACET_BY_NAME["work_mode"].levels)
FILES = {
    "build": "work_code",
    "fix": "work_code",
    "test": "work_test",
    "communicate": "file_docs_share",
    "operate": "file_config_share",
    "orchestrate": "file_agent_share",
    "analyze": "file_data_share",
    "understand": "unchanged_quiet",
    "plan": "work_plan",
}
FIVE = ("1", "2", "3", "4", "5")
SIX = ("0", "1", "2", "3", "4", "5")
LEVELS = {
    "expertise": FIVE,
    "expertise_typed": FIVE,
    "expertise_prompt_only": FIVE,
    "expertise_first": FIVE,
    "outcome": ("failed", "partial", "succeeded"),
}


def _each(prefix: str, suffix: str = "") -> dict[str, str]:
    return {mode: f"{prefix}_mode_{mode}{suffix}" for mode in MODES}


def _alone(*pairs: tuple[str, str]) -> dict[str, dict[str, str]]:
    """Give single features a weight of their own for one level."""
    return {f"{level}: {feature}": {level: feature} for level, feature in pairs}


MODE_NAMES = {
    "files": FILES,
    "headline": _each("h"),
    "task": _each("d"),
    "typed": _each("t", "_log"),
    "commits": _each("l"),
    "said": _each("q"),
}
MODE_FEW = _alone(
    ("operate", "command_git_share"),
    ("operate", "unchanged_quiet"),
    ("build", "lines_added"),
    ("fix", "t_reports_share"),
    ("plan", "designs_share"),
    ("plan", "docs_from_code"),
    ("operate", "command_forge_share"),
    ("operate", "shown_shipped"),
)

CODEBASE = (
    "modify",
    "explore",
    "create",
    "none",
)
CODEBASE_SIGNS = _alone(
    ("modify", "inside"),
    ("modify", "pass_commit"),
    ("explore", "looked_still"),
    ("explore", "docs_from_code"),
    ("explore", "work_plan"),
    ("create", "inside_new_code"),
    ("create", "new_share"),
    ("create", "new_files"),
    ("none", "neither"),
    ("none", "office"),
)
CODEBASE_MORE = _alone(
    ("modify", "inside_code"),
    ("modify", "inside_old_docs"),
    ("modify", "shell_changes"),
    ("modify", "file_code_log"),
    ("explore", "looked_much"),
    ("explore", "read_log"),
    ("explore", "search_log"),
    ("explore", "command_git_look_log"),
    ("create", "docs_alone"),
    ("create", "inside_new"),
    ("none", "outside_only"),
    ("none", "no_action"),
    ("none", "file_docs_share"),
)


COMMAND_INDEX = (
    "own_identifiers_log",
    "own_identifiers_rate",
    "own_acronyms_log",
    "own_acronyms_rate",
    "own_practice_rate",
    "own_constrains_log",
    "own_edge_cases_log",
    "asks_mechanic_log",
    "asks_why_log",
    "corrects_with_reason_log",
    "own_speaks_as_we_rate",
    "-vague_share",
)


def _words(prefix: str, *names: str) -> tuple[str, ...]:
    return tuple(
        f"-{prefix}{name[1:]}" if name[0] == "-" else f"{prefix}{name}"
        for name in names
    )


SHOWN = (
    "hard_kinds",
    "hard_none",
    "hard_several",
    "soft_pass",
    "nothing_ran",
    "changed",
)
EXEC_INDEX = (
    "t_own_identifiers_rate",
    "t_names_much_share",
    "handed_plan",
    "overruled",
    "how_share",
    "-t_reports_share",
    "-t_vague_share",
)
VERDICT_INDEX = (
    "-stopped_short",
    "-said_little",
    "-refused",
    "-hard_none",
    "delivered",
    "-asked_back",
    "-blocked",
)
TROUBLE_INDEX = (
    "r_pushes",
    "overruled",
    "-agent_claims",
    "ends_rejected",
    "failing_at_end",
    "ends_api_error",
    "errors_log",
)
TROUBLE_WIDE = (
    "r_reports",
    "agent_admits",
    "tail_errors",
    "hard_none",
    "stopped_short",
    "said_little",
    "complaints",
    "-r_last_approves",
    "r_displeased",
    "asked_back",
    "-confirms",
)

PLAN_SHARE = (
    "nothing_ran",
    "choice_actions",
    "clauses",
    "clauses_per_action",
    "choice_said",
)
PLAN_SHARE_MORE = (
    *PLAN_SHARE,
    "t_act_constrains_log",
    "t_sets_structure_log",
    "t_names_much_log",
    "picks",
    "handed_plan",
    "t_act_hands_over_log",
)
PLAN_AGENT = (
    "plan_approvals",
    "asked",
    "q_mode_plan",
    "t_approves_share",
    "t_act_hands_over_log",
)
EXEC_SHARE = (
    "t_names_much_share",
    "handed_plan",
    "t_reports_share",
    "overruled",
    "clauses_how",
    "choice_actions",
)
TOTAL = (
    "choice_actions",
    "choice_said",
    "choice_turns",
    "clauses",
    "clauses_later",
    "choice_files",
    "choice_edits",
    "picks",
    "nothing_ran",
    "handed_plan_words",
)
VALUE = (
    "actions",
    "messages",
    "files",
    "lines_added",
    "lines_removed",
    "choice_said",
    "nothing_ran",
)
VALUE_MORE = (
    *VALUE,
    "edits",
    "turns",
    "choice_runs",
    "new_files",
    "write_log",
    "t_words",
    "clauses",
    "evidence_test",
    "delegate_log",
)

JOB = ("subjects", "evidence_commit", "evidence_lint", "evidence_test", "t_job_15_log")
JOB_WIDE = (*JOB, "t_mechanics_log", "t_asks_mechanic_log", "-t_vague_share")


PROSE = (
    "q_mode_communicate",
    "d_mode_communicate",
    "-inside_code",
    "-pass_commit",
    "office",
)


def _ordinal(facet: str, **lists: tuple[str, ...]) -> tuple[Spec, ...]:
    levels = LEVELS.get(facet) or tuple(
        level.name for level in FACET_BY_NAME[facet].levels
    )
    return tuple(
        Spec(name=f"{facet} {name}", kind="ordinal", levels=levels, features=features)
        for name, features in lists.items()
    )


def _index(name: str, levels: tuple[str, ...], *features: str) -> Spec:
    """Weigh all features alike; a minus says that more of it means less."""
    kind = "ordinal" if levels else "linear"
    return Spec(
        name=name,
        kind=kind,
        levels=levels,
        features=tuple(feature.lstrip("-") for feature in features),
        signs=tuple(-1.0 if feature[0] == "-" else 1.0 for feature in features),
        strengths=(0.5,),
    )


def _union(*lists: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in lists for name in names))


def _linear(facet: str, **lists: tuple[str, ...]) -> tuple[Spec, ...]:
    return tuple(
        Spec(
            name=f"{facet} {name}",
            kind="linear",
            features=features,
            strengths=(3.0, 12.0, 50.0),
        )
        for name, features in lists.items()
    )


SPECS: dict[str, tuple[Spec, ...]] = {
    "work_mode": (
        Spec(
            name="work_mode names",
            kind="terms",
            levels=MODES,
            terms=MODE_NAMES | MODE_FEW,
            strengths=(4.0, 16.0),
        ),
    ),
    "codebase": (
        Spec(
            name="codebase signs", kind="terms", levels=CODEBASE, terms=CODEBASE_SIGNS
        ),
        Spec(
            name="codebase more",
            kind="terms",
            levels=CODEBASE,
            terms=CODEBASE_SIGNS | CODEBASE_MORE,
        ),
    ),
    "expertise": (_index("expertise index", FIVE, *_words("w_", *COMMAND_INDEX)),),
    "expertise_typed": (
        _index("expertise_typed index", FIVE, *_words("t_", *COMMAND_INDEX)),
    ),
    "expertise_first": (
        _index("expertise_first index", FIVE, *_words("f_", *COMMAND_INDEX)),
    ),
    "outcome": (_index("outcome index", LEVELS["outcome"], *VERDICT_INDEX),),
    "success_signal": _ordinal("success_signal", shown=SHOWN),
    "failure_signal": (
        _index("failure_signal index", SIX, *TROUBLE_INDEX, *TROUBLE_WIDE),
    ),
    "soc_user": (_index("soc_user index", ("0", "15"), *JOB_WIDE),),
    "soc_work": (_index("soc_work index", ("15", "27"), *PROSE),),
    "plan_total": _linear("plan_total", all=TOTAL),
    "plan_user": _linear("plan_user", all=_union(TOTAL, PLAN_SHARE)),
    "plan_agent": _linear("plan_agent", all=_union(TOTAL, PLAN_SHARE, PLAN_AGENT)),
    "plan_share": _linear("plan_share", few=PLAN_SHARE, more=PLAN_SHARE_MORE),
    "exec_total": _linear("exec_total", all=TOTAL),
    "exec_user": _linear("exec_user", all=_union(TOTAL, EXEC_SHARE)),
    "exec_agent": _linear("exec_agent", all=_union(TOTAL, EXEC_SHARE)),
    "exec_share": (_index("exec_share index", (), *EXEC_INDEX),),
    "value_usd": _linear("value_usd", few=VALUE, more=VALUE_MORE),
}
"""Candidates by model, in the order in which they are trained."""

BESIDE: dict[str, tuple[Spec, ...]] = {
    "expertise_prompt_only": (
        _index("prompt only index", FIVE, *_words("f_", *COMMAND_INDEX)),
    ),
}
"""Models that are measured beside the others and not shipped."""
