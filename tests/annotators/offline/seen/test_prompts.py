import pytest

from metier.annotators.offline.seen.prompts import read
from metier.records import HumanInput

PASTED = """the save button does nothing, see the log
2026-01-02 10:11:12 INFO starting
2026-01-02 10:11:13 ERROR NullPointerException in SaveHandler.run()
    at SaveHandler.run(SaveHandler.java:31)
| step | result |
```
retry_budget = 3
```
+ const maxRetries = 3;
it should only retry once"""


def typed(text: str) -> HumanInput:
    return HumanInput(position=0, kind="prompt", text=text)


def test_lines_set_into_a_prompt_are_no_words_of_the_person() -> None:
    (prompt,) = read([typed(PASTED)])

    assert prompt.own.text.split("\n") == [
        "the save button does nothing, see the log",
        "it should only retry once",
    ]
    assert prompt.own.names == 0
    assert prompt.said.names > 0


@pytest.mark.parametrize("text", ["keep `parse_row()` lazy", "a\n+ b\n+ c"])
def test_a_prompt_of_few_lines_is_taken_as_typed(text: str) -> None:
    (prompt,) = read([typed(text)])

    assert prompt.own == prompt.said


def test_the_name_of_a_command_is_not_read() -> None:
    (prompt,) = read([typed("/review the retries")])

    assert prompt.said.parted == ["the", "retries"]
