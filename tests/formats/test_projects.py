"""One name for one folder."""

import pytest

from metier.formats import project_key


@pytest.mark.parametrize(
    ("folder", "key"),
    [
        ("/home/dev/app", "/home/dev/app"),
        ("/home/dev/app/", "/home/dev/app"),
        ("/home/dev/App", "/home/dev/App"),
        ("C:\\work\\App", "c:/work/app"),
        ("c:/Work/app/", "c:/work/app"),
        ("/mnt/c/work/app", "c:/work/app"),
        ("\\\\wsl$\\Debian\\home\\dev\\app", "/home/dev/app"),
        ("\\\\wsl.localhost\\Ubuntu-22.04\\home\\dev\\app", "/home/dev/app"),
        ("\\\\server\\share\\app", "//server/share/app"),
        ("/c/work", "/c/work"),
        ("/", "/"),
    ],
)
def test_a_folder_is_spelled_one_way(folder: str, key: str) -> None:
    assert project_key(folder) == key
