"""The 23 major groups of SOC-2018, with the wages that price their work."""

import msgspec

from metier.records import Level

__all__ = ["OCCUPATIONS", "OCCUPATION_LEVELS", "Occupation"]


class Occupation(msgspec.Struct, frozen=True):
    """A major group of the Standard Occupational Classification of 2018."""

    code: str
    title: str
    wage_median: float | None
    """US dollars an hour, national, May 2025 (OEWS). None: not covered there."""

    jobs: str
    """Typical jobs."""


OCCUPATIONS = (
    Occupation("11", "Management", 60.83, "executives, product and project leads"),
    Occupation("13", "Business and financial", 39.74, "accounting, analysis, HR"),
    Occupation("15", "Computer and mathematical", 52.54, "software, data, IT"),
    Occupation("17", "Architecture and engineering", 47.85, "engineers, drafters"),
    Occupation("19", "Life, physical, social science", 39.68, "scientists"),
    Occupation("21", "Community and social service", 28.03, "counsellors, clergy"),
    Occupation("23", "Legal", 49.28, "lawyers, paralegals, judges"),
    Occupation("25", "Education and library", 29.12, "teachers, lecturers"),
    Occupation("27", "Arts, design, media", 30.17, "designers, writers, athletes"),
    Occupation("29", "Healthcare practitioners", 41.60, "doctors, nurses, pharmacists"),
    Occupation("31", "Healthcare support", 18.43, "aides, assistants"),
    Occupation("33", "Protective service", 24.08, "police, fire, security"),
    Occupation("35", "Food preparation", 16.85, "cooks, servers"),
    Occupation("37", "Building and grounds", 18.12, "cleaners, gardeners"),
    Occupation("39", "Personal care", 17.51, "hairdressers, trainers, childcare"),
    Occupation("41", "Sales", 18.52, "retail, agents, account managers"),
    Occupation("43", "Office and administrative", 22.81, "clerks, secretaries"),
    Occupation("45", "Farming, fishing, forestry", 17.61, "farm and forest workers"),
    Occupation("47", "Construction and extraction", 28.63, "builders, miners"),
    Occupation("49", "Installation and repair", 28.66, "mechanics, technicians"),
    Occupation("51", "Production", 22.59, "manufacturing, machinists"),
    Occupation("53", "Transportation", 21.32, "drivers, pilots, warehouse workers"),
    Occupation("55", "Military", None, "armed forces"),
)
"""In order of code. Wages: methods specification, appendix C."""

OCCUPATION_LEVELS = tuple(
    Level(occupation.code, occupation.title, f"For instance {occupation.jobs}.")
    for occupation in OCCUPATIONS
)
