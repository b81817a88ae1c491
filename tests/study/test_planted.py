"""Strings planted wherever a log holds text are found nowhere in the study."""

from collections.abc import Iterator
from pathlib import Path

from claude_logs import Log
from metier.facts import parquet
from metier.study import Asked, Study

PLANTED = "zqxplanted"


class Planter:
    """Makes a new planted word each time, and remembers where it went."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}

    def __call__(self, where: str) -> str:
        word = f"{PLANTED}{len(self.words):03d}"
        self.words[word] = where
        return word


def write_logs(root: Path, plant: Planter) -> None:
    log = Log(
        f"session-{plant('session id')}",
        version=plant("version"),
        cwd=f"/home/{plant('cwd')}/x",
        gitBranch=plant("branch"),
        entrypoint=plant("entrypoint"),
        slug=plant("slug"),
        userType=plant("user type"),
    )
    log.side(type="summary", summary=plant("title"), leafUuid="s-1")
    log.side(type=plant("unknown type"), content=plant("unknown content"))
    log.side(type="custom-title", customTitle=plant("custom title"))
    log.prompt(f"please {plant('prompt')}", permissionMode=plant("mode"))
    log.says(f"ok {plant('reply')}", model=plant("model"))
    log.assistant({"type": "thinking", "thinking": plant("thinking")})
    log.calls(
        "Bash",
        {"command": f"pytest {plant('command')}", "description": plant("description")},
        result=f"3 passed in 0.1s {plant('result')}",
        sidecar={"stdout": plant("stdout"), "stderr": plant("stderr")},
    )
    log.calls(plant("tool"), {plant("key"): plant("value")}, result=plant("output"))
    log.calls(f"mcp__{plant('server')}__{plant('mcp tool')}", {"q": plant("query")})
    log.calls("Task", {"prompt": plant("task"), "subagent_type": plant("agent type")})
    log.calls(
        "Bash",
        {"command": f"git commit -m {plant('commit message')}"},
        result=f"[{plant('commit branch')} abc1234] {plant('subject')}",
    )
    log.calls(
        "Edit",
        {"file_path": f"/x/{plant('file')}", "new_string": plant("new")},
        sidecar={
            "filePath": f"/x/{plant('file path')}",
            "structuredPatch": [{"lines": [f"+{plant('patch')}"]}],
        },
    )
    call = log.call("Write", {"file_path": plant("written"), "content": plant("body")})
    log.refuses(call, plant("rejection comment"))
    log.queue("enqueue", content=plant("queued"))
    log.attachment(type=plant("attachment"), content=plant("attached"))
    log.prompt(f"/{plant('slash')} {plant('argument')}")
    log.prompt(f"<bash-input>{plant('bash mode')}</bash-input>")
    log.prompt([{"type": "text", "text": f"thanks, it works {plant('confirmation')}"}])
    log.prompt(f"still broken at {plant('complaint')}@example.com")
    folder = root / "projects" / f"-{plant('project folder')}"
    log.write(folder / f"{log.session}.jsonl")
    (folder / f"{plant('empty file')}.jsonl").write_text("")
    (folder / f"{plant('foreign file')}.jsonl").write_text('{"no": "transcript"}\n')


def contents(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes().decode("latin-1")
        if path.suffix == ".parquet":
            yield f"values of {path.name}", repr(parquet.read(path))


def test_no_planted_string_is_in_any_file_of_the_study(tmp_path: Path) -> None:
    plant = Planter()
    logs, folder = tmp_path / plant("log root"), tmp_path / "study"
    write_logs(logs, plant)
    people = tmp_path / "people.csv"
    people.write_text(f"*,{plant('person')}\n")

    cwd = next(word for word, where in plant.words.items() if where == "cwd")
    only = (f"/home/{cwd}/*",)
    Study(folder).run(Asked(sources=(logs,), people=people, projects=only))
    Study(folder).run(Asked(sources=(logs,), people=people))

    found = {
        (name, where)
        for name, text in contents(folder)
        for word, where in plant.words.items()
        if word in text.lower()
    }
    assert found == set()
    assert [row["turns"] for row in parquet.read(folder / "sessions.parquet")] == [4]


def test_the_planted_strings_would_be_found(tmp_path: Path) -> None:
    plant = Planter()
    write_logs(tmp_path, plant)

    text = "".join(text for _, text in contents(tmp_path))

    assert [where for word, where in plant.words.items() if word not in text] == [
        "project folder",
        "empty file",
        "foreign file",
    ]
