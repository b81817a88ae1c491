"""Ids and moments in the bytes of a transcript, without reading it as JSON."""

import re
from collections.abc import Callable

from metier.formats.kernel import KERNEL

__all__ = ["gather", "gather_in_python"]

IDS = re.compile(
    rb'"(?:uuid|sessionId|session_id|messageUuid|call_id|tool_use_id)"'
    rb'\s?:\s?"([^"\\]{1,120})"'
    rb'|"id"\s?:\s?"((?:msg|toolu|call|ses)[^"\\]{1,120}|[^"\\]{16,120})"'
)
MOMENTS = re.compile(rb'"timestamp"\s?:\s?"(\d{4}-\d\d-\d\dT[^"]{5,20})"')

Gather = Callable[[bytes, set[bytes], set[bytes]], tuple[bytes | None, bytes | None]]


def gather_in_python(
    text: bytes, ids: set[bytes], moments: set[bytes]
) -> tuple[bytes | None, bytes | None]:
    """Add ids and moments to the sets; give the first and the last moment."""
    ids.update(one or other for one, other in IDS.findall(text))
    found = MOMENTS.findall(text)
    moments.update(found)
    return (found[0], found[-1]) if found else (None, None)


gather: Gather = gather_in_python if KERNEL is None else KERNEL.marks
"""As `gather_in_python`, compiled where it could be."""
