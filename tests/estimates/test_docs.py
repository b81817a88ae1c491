import re
from pathlib import Path

from metier import estimates

PAGE = (Path(__file__).parents[2] / "docs" / "estimates.md").read_text()


def test_the_examples_of_the_page_run() -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    names: dict[str, object] = {}

    for block in blocks:
        exec(block, names)  # noqa: S102 - our own page

    assert {"result", "slope", "recovery", "median"} <= set(names)


def test_every_function_on_the_page_exists() -> None:
    named = re.findall(r"^\| (`[a-z_]+`(?:, `[a-z_]+`)*) \|", PAGE, re.MULTILINE)
    functions = {name for row in named for name in re.findall(r"`([a-z_]+)`", row)} - {
        "machine",
        "gold",
        "checked",
        "probability",
        "person",
        "tuning",
    }

    assert len(functions) > 10
    assert all(name in estimates.__all__ for name in functions)
