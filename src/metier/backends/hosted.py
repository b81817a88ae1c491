"""Hosted models and provider batches at half price, through pydantic-ai.

An extra (`pip install "metier[llm]"`), imported only when it is asked for: it knows
the providers' own ways of asking for JSON and of handing in and fetching batches.
"""

import asyncio
import importlib
from collections.abc import Sequence
from types import ModuleType
from typing import Any

import msgspec

from metier.backends.chats import messages
from metier.backends.schemas import read_answers, schema
from metier.errors import BackendError
from metier.records import Problem, Reply, Request

__all__ = ["Hosted"]

_RATE_LIMIT = frozenset({429, 529})


def _library(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise BackendError(
            "Hosted models need pydantic-ai, which is not installed. "
            'Install it with: pip install "metier[llm]". A local server, your own '
            "agent or a file of requests need nothing more."
        ) from error


class Hosted(msgspec.Struct, frozen=True, kw_only=True):
    """A model by pydantic-ai's name, such as `anthropic:claude-haiku-4-5`."""

    model: Any
    """A name, or a pydantic-ai model made by the caller."""

    batch: bool = False
    """Hand requests in as provider batches: half price, up to a day."""

    @property
    def name(self) -> str:
        """Name the annotator by its model."""
        return self.model if isinstance(self.model, str) else str(self.model.model_name)

    def answer(self, request: Request) -> Reply:
        """Ask one request."""
        try:
            found = asyncio.run(self._one(request))
        except Exception as error:  # noqa: BLE001  (any provider's own errors)
            return self._failed(request, error)
        return self._read(request, found)

    def answer_many(self, requests: Sequence[Request]) -> list[Reply]:
        """Ask all requests in provider batches and wait for them."""
        direct = _library("pydantic_ai.direct")
        batches = _library("pydantic_ai.models.batch")
        handed = []
        for request in requests:
            asked, parameters = self._asked(request)
            handed.append(
                batches.BatchRequest(
                    custom_id=request.id,
                    messages=asked,
                    model_request_parameters=parameters,
                )
            )
        found = asyncio.run(direct.model_request_batch(self.model, handed))
        return [
            self._failed(request, one)
            if isinstance(one, Exception)
            else self._read(request, one)
            for request, one in zip(requests, found, strict=True)
        ]

    async def _one(self, request: Request) -> Any:  # noqa: ANN401
        direct = _library("pydantic_ai.direct")
        asked, parameters = self._asked(request)
        # A loop a request: connections are closed with it, and threads share none.
        async with _library("pydantic_ai.models").infer_model(self.model) as model:
            return await direct.model_request(
                model, asked, model_request_parameters=parameters
            )

    def _asked(self, request: Request) -> tuple[list[Any], Any]:
        library = _library("pydantic_ai")
        models = _library("pydantic_ai.models")
        output = _library("pydantic_ai.output")
        system, user = messages(request)
        asked = library.ModelRequest.user_text_prompt(
            user["content"], instructions=system["content"]
        )
        parameters = models.ModelRequestParameters(
            output_mode="native",
            output_object=output.OutputObjectDefinition(
                json_schema=schema(request), name="answers", strict=True
            ),
        )
        return [asked], parameters

    def _read(self, request: Request, found: Any) -> Reply:  # noqa: ANN401
        answers, problem = read_answers(request, found.text or "")
        usage = found.usage
        return Reply(
            request=request.id,
            answers=answers,
            problem=problem,
            model=str(found.model_name or self.name),
            tokens_in=usage.input_tokens,
            tokens_out=usage.output_tokens,
        )

    def _failed(self, request: Request, error: Exception) -> Reply:
        code = getattr(error, "status_code", None)
        problem: Problem = "connection"
        if code in _RATE_LIMIT:
            problem = "rate limit"
        elif isinstance(code, int):
            problem = "server error" if code >= 500 else "refused"  # noqa: PLR2004
        elif isinstance(error, TimeoutError):
            problem = "timeout"
        return Reply(request=request.id, problem=problem, model=self.name)
