"""Classes of tools."""

import pytest

from metier.formats.claude_code.tools import class_of, server_of


@pytest.mark.parametrize(
    ("tool", "kind"),
    [
        ("Bash", "run"),
        ("PowerShell", "run"),
        ("NotebookEdit", "edit"),
        ("Task", "delegate"),
        ("Agent", "delegate"),
        ("CronSomething", "delegate"),
        ("mcp__github__create_issue", "mcp"),
        ("Teleport", "other"),
    ],
)
def test_a_tool_has_a_class(tool: str, kind: str) -> None:
    assert class_of(tool) == kind


def test_a_server_s_tool_names_its_server() -> None:
    assert server_of("mcp__plugin_github_github__create_pr") == "plugin_github_github"
    assert server_of("Bash") is None
