"""Builds the compiled kernel where there is a compiler; the package works without.

METIER_PURE=1 leaves it out. METIER_KERNEL=1 makes a failed build an error, for
those who make wheels.
"""

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOM = Path("src", "metier", "formats")
OLDEST_ABI = "0x030B0000"


class KernelHook(BuildHookInterface[Any]):
    """Compiles one file of C into the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Put the kernel beside its source, and say what the wheel is for."""
        del version
        room = Path(self.root) / ROOM
        for stale in [*room.glob("_kernel*.so"), *room.glob("_kernel*.pyd")]:
            with suppress(OSError):
                stale.unlink()
        if os.environ.get("METIER_PURE", "0") not in ("", "0"):
            return
        try:
            made = _compiled(room)
        except BaseException as error:
            # No compiler, no headers, no linker: whatever it was, Python reads.
            if os.environ.get("METIER_KERNEL") or isinstance(error, KeyboardInterrupt):
                raise
            self.app.display_info(f"The kernel was not built ({error}); Python reads.")
            return
        build_data["artifacts"].append(f"/{(ROOM / made.name).as_posix()}")
        build_data["pure_python"] = False
        build_data["tag"] = f"cp311-abi3-{_platform()}"


def _compiled(room: Path) -> Path:
    from setuptools import Distribution, Extension  # noqa: PLC0415 - to compile alone
    from setuptools.command.build_ext import build_ext  # noqa: PLC0415 - same

    with tempfile.TemporaryDirectory() as scratch:
        command = build_ext(
            Distribution(
                {
                    "ext_modules": [
                        Extension(
                            "_kernel",
                            [str(room / "_kernel.c")],
                            py_limited_api=True,
                            define_macros=[("Py_LIMITED_API", OLDEST_ABI)],
                        )
                    ]
                }
            )
        )
        command.build_lib = command.build_temp = scratch
        command.ensure_finalized()
        command.run()
        built = Path(command.get_ext_fullpath("_kernel"))
        made = room / built.name
        # Renamed into place: a process that has the old one loaded keeps it.
        part = made.with_suffix(f".{os.getpid()}")
        part.write_bytes(built.read_bytes())
        part.replace(made)
        return made


def _platform() -> str:
    from packaging.tags import sys_tags  # noqa: PLC0415 - same

    if sys.platform == "darwin":
        return next(sys_tags()).platform
    plain = (tag.platform for tag in sys_tags() if "linux_" in tag.platform)
    named = [name for name in plain if not name.startswith(("many", "musl"))]
    return named[0] if named else next(sys_tags()).platform
