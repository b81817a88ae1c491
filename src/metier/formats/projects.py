r"""One name for one working folder, however the log spells it.

The same folder is `C:\work\app` to Windows, `/mnt/c/work/app` to Linux under it,
and `\\wsl$\Debian\home\dev\app` names what Linux calls `/home/dev/app`.
"""

import re

__all__ = ["project_key"]

_DRIVE = re.compile(r"(?:/mnt)?/([a-z])(?=/|\Z)|([A-Za-z]):(?=/|\Z)")
_LINUX = re.compile(r"//wsl(?:\$|\.localhost)/[^/]+", re.IGNORECASE)


def project_key(folder: str) -> str:
    """Spell a folder the one way in which two logs of it agree."""
    path = folder.strip()
    windows = "\\" in path or re.match(r"[A-Za-z]:", path) is not None
    path = path.replace("\\", "/") if windows else path
    linux = _LINUX.match(path)
    if linux:
        path = path[linux.end() :] or "/"
    drive = None if linux else _DRIVE.match(path)
    if drive and (drive.group(2) or path.startswith("/mnt/")):
        # Windows does not tell capitals from small letters.
        letter = (drive.group(1) or drive.group(2)).lower()
        path = f"{letter}:{path[drive.end() :].lower()}"
    path = re.sub(r"(?<!\A)/{2,}", "/", path)
    return path.rstrip("/") or "/"
