"""The codebook as a page of markdown, for the docs and for the terminal."""

from collections.abc import Sequence

from metier.records import Facet

__all__ = ["page"]

VIEWS = {
    "words": "what the person typed, up to the first attempt at hard evidence",
    "words_all": "everything the person typed",
    "evidence": "evidence and the end state, and the person's words about them",
    "context": "instruction files, names and vocabulary",
    "first_prompt": "what the first prompt shows, and counts of the work",
    "whole": "the whole session",
}


def page(facets: Sequence[Facet]) -> str:
    """Write the facets, in the order given, as markdown."""
    opening = (
        "# Codebook\n\n"
        "The questions that metier asks of every session. People, models and rules "
        "are given the same words. A changed wording is a new version, and answers "
        "to two versions are never mixed. This page is made from "
        "`metier.codebook`.\n"
    )
    return "\n".join([opening, *(_section(facet) for facet in facets)])


def _section(facet: Facet) -> str:
    lines = [
        f"## {facet.name}",
        "",
        (
            f"*Version {facet.version} · one answer a {facet.unit} · {facet.kind} · "
            f"reads {VIEWS[facet.view]}.*"
        ),
        "",
        facet.question,
        "",
    ]
    if facet.levels:
        lines += ["| level | name | meaning |", "| --- | --- | --- |"]
        lines += [
            f"| {level.name} | {level.title} | {level.meaning} |"
            for level in facet.levels
        ]
        lines.append("")
    lines += _list("Tie-breaks", facet.tie_breaks)
    lines += _list("Settled rules", facet.rules)
    return "\n".join(lines)


def _list(title: str, items: tuple[str, ...]) -> list[str]:
    if not items:
        return []
    return [f"{title}:", "", *(f"- {item}" for item in items), ""]
