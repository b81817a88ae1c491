"""A model made of a function: what tests use instead of a model."""

from collections.abc import Callable, Mapping

import msgspec

from metier.backends.schemas import read_answers
from metier.records import Reply, Request

__all__ = ["Scripted"]


class Scripted(msgspec.Struct, frozen=True, kw_only=True):
    """Answers each request with what the script makes of it."""

    script: Callable[[Request], str | Mapping[str, object]]
    name: str = "scripted"

    def answer(self, request: Request) -> Reply:
        """Return the script's reply, read like any model's."""
        answers, problem = read_answers(request, self.script(request))
        return Reply(
            request=request.id, answers=answers, problem=problem, model=self.name
        )
