import pytest

from metier.evidence.wrappers import unwrap


@pytest.mark.parametrize(
    "text",
    [
        "sudo -u dev pytest -q",
        "env A=1 B=2 pytest -q",
        "time pytest -q",
        "timeout -k 5 60s pytest -q",
        "nice -n 10 pytest -q",
        "uv run pytest -q",
        "uv run --with x pytest -q",
        "poetry run pytest -q",
        "hatch run test:pytest -q",
        "npx pytest@1 -q",
        "pnpm exec pytest -q",
        "docker exec -it -w /app web pytest -q",
        "docker compose run --rm web pytest -q",
        "kubectl exec pod -- pytest -q",
        "xargs -n 1 pytest -q",
        "direnv exec . pytest -q",
        "mise exec -- pytest -q",
        "sudo env A=1 timeout 5 nice pytest -q",
    ],
)
def test_wrappers_are_taken_off(text: str) -> None:
    assert unwrap(tuple(text.split())) == (("pytest", "-q"), None)


@pytest.mark.parametrize(
    "words",
    [
        ("bash", "-c", "pytest -q"),
        ("sh", "-lc", "pytest -q"),
        ("ssh", "-p", "22", "host", "pytest -q"),
        ("eval", "pytest -q"),
        ("docker", "exec", "web", "sh", "-c", "pytest -q"),
        ("watch", "-n", "1", "pytest -q"),
        ("su", "dev", "-c", "pytest -q"),
        ("cmd", "/c", "pytest -q"),
        ("pwsh", "-Command", "pytest -q"),
    ],
)
def test_a_script_for_another_shell_is_handed_out(words: tuple[str, ...]) -> None:
    assert unwrap(words)[1] == "pytest -q"


def test_a_module_run_through_uv_is_pythons() -> None:
    assert unwrap(("uv", "run", "-m", "pytest"))[0] == ("python", "-m", "pytest")


def test_a_chain_of_wrappers_without_an_end_ends() -> None:
    words = ("sudo",) * 50

    assert unwrap(words)[1] is None


def test_what_wraps_nothing_stays() -> None:
    assert unwrap(("git", "commit")) == (("git", "commit"), None)
    assert unwrap(("npm", "install")) == (("npm", "install"), None)


def test_a_script_of_a_launchers_own_is_not_taken_for_a_program() -> None:
    assert unwrap(("hatch", "run", "test")) == (("hatch", "run", "test"), None)
    assert unwrap(("pdm", "run", "ruff"))[0] == ("ruff",)
