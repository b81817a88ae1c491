"""Record the output of real tools: `python scripts/record_runners [NAME …]`.

The tools stand under the folder that METIER_RUNNERS names: Python's in `py/v`
(a virtual environment), JavaScript's in `js/node_modules`, all others on PATH.
"""

import sys
from importlib import import_module

from recording import Runner, record

GROUPS = (
    "python_tools",
    "javascript_tools",
    "compiled_tools",
    "other_tools",
    "git_tools",
)


def runners() -> list[Runner]:
    """List every runner that can be recorded."""
    found: list[Runner] = []
    for group in GROUPS:
        try:
            found.extend(import_module(group).RUNNERS)
        except ModuleNotFoundError:
            print(f"{group}: not there")
    return found


if __name__ == "__main__":
    wanted = set(sys.argv[1:])
    for runner in runners():
        if not wanted or runner.name in wanted:
            record(runner)
