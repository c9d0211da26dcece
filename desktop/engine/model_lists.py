"""The models that a provider says it has: fetched when the writer asks, through the same connections as the calls.

A list is read defensively: its size and time are bounded, what is not of the expected shape is left out.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

import httpx
import msgspec

from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy
from desktop.core.provider import Protocol, ProviderModel
from desktop.core.words import tr
from desktop.engine.error_facts import AnswerFailed, NotAModelServer, RedirectRefused
from desktop.engine.errors import no_key, problem_of
from desktop.engine.gateway_clients import Clients
from desktop.engine.model_entries import anthropic, gemini, mapping, ollama, ollama_shown, openai_shaped, rows, text
from desktop.engine.redaction import Redactor
from desktop.engine.route import KEYLESS, Route

LIST_S = 20.0
"""How long a list may take, in seconds, with all its pages."""

MOST_BYTES = 8_000_000
MOST_MODELS = 5_000
_MOST_PAGES = 20
_SHOWN_AT_ONCE = 8
_MOST_SHOWN = 200
_ANTHROPIC_VERSION = "2023-06-01"


class TooMuch(ValueError):
    """The answer is bigger than any list of models."""


class ModelLists:
    """Fetches lists; `preset` tells what a server offers beyond its protocol."""

    def __init__(self, clients: Clients, redactor: Redactor) -> None:
        self._clients = clients
        self._redactor = redactor

    async def fetch(self, route: Route, preset: str = "") -> tuple[ProviderModel, ...]:
        """The models behind a route, whose own model does not matter, in the order in which the server gives them.

        Raises `EnvironmentProblem`, as a call would.
        """
        return (await self._read(route, preset, LIST_S, details=True))[0]

    async def look(self, route: Route, limit_s: float) -> tuple[tuple[ProviderModel, ...], frozenset[str]]:
        """The models by one request, with the names by which the server calls their owners; raises as `fetch`."""
        return await self._read(route, "", limit_s, details=False)

    async def _read(
        self, route: Route, preset: str, limit_s: float, *, details: bool
    ) -> tuple[tuple[ProviderModel, ...], frozenset[str]]:
        if not route.key.reveal():
            raise no_key(route)
        self._redactor.know(route.key)
        try:
            async with asyncio.timeout(limit_s):
                reader = _Reader(self._clients.pool(route.base_url), route, preset)
                return _unique(await reader.models(details=details)), frozenset(reader.owners)
        except TimeoutError:
            raise EnvironmentProblem(
                ErrorKind.TIMEOUT,
                tr("No answer from {place} in time.", place=route.place),
                tr("Try again."),
                Remedy.RETRY,
            ) from None
        except AnswerFailed as error:
            raise self._refused(route, error) from None
        except (httpx.HTTPError, httpx.InvalidURL, NotAModelServer, OSError, ValueError, RedirectRefused) as error:
            raise problem_of(route, error, words=0, redactor=self._redactor) from None

    def _refused(self, route: Route, error: AnswerFailed) -> EnvironmentProblem:
        if route.key == KEYLESS and error.status_code in {401, 403}:
            return no_key(route)
        if error.status_code in {404, 405, 501}:
            return EnvironmentProblem(
                ErrorKind.MODEL_MISSING,
                tr("{place} answers, but gives no list of its models.", place=route.place),
                tr("Check the address; if it is right, type the name of a model yourself."),
                Remedy.OPEN_SETTINGS,
                details=self._redactor.clean(str(error))[:2000],
            )
        if error.status_code == 403 or "API_KEY_INVALID" in str(error):
            error.status_code = 401  # a list is refused to a key, not a model
        return problem_of(route, error, words=0, redactor=self._redactor)


def _unique(models: Iterable[ProviderModel]) -> tuple[ProviderModel, ...]:
    found: dict[str, ProviderModel] = {}
    for model in models:
        found.setdefault(model.id, model)
        if len(found) == MOST_MODELS:
            break
    return tuple(found.values())


class _Reader:
    """One list being read."""

    def __init__(self, pool: httpx.AsyncClient, route: Route, preset: str) -> None:
        self._pool = pool
        self._base = route.base_url.rstrip("/")
        self._key = "" if route.key == KEYLESS else route.key.reveal()
        self._protocol = route.protocol
        self._preset = preset
        self.owners: set[str] = set()

    async def models(self, *, details: bool) -> list[ProviderModel]:
        match self._protocol:
            case Protocol.ANTHROPIC:
                return [model async for page in self._anthropic_pages(details) for model in anthropic(page)]
            case Protocol.GEMINI:
                return [model async for page in self._gemini_pages(details) for model in gemini(page)]
            case Protocol.OLLAMA:
                found = list(ollama(await self._get("/api/tags")))
                return await self._shown(found) if details else found
            case _:
                answer = await self._get("/models")
                self.owners = {text(row.get("owned_by")) for row in rows(answer)} - {""}
                found = list(openai_shaped(answer, _today()))
                return await self._refined(found) if details else found

    async def _anthropic_pages(self, details: bool) -> AsyncIterator[object]:  # noqa: FBT001 - passed on as it is
        after: dict[str, str] = {}
        for _ in range(_MOST_PAGES):
            page = await self._get("/v1/models", {"limit": "1000", **after})
            yield page
            last = text(mapping(page).get("last_id"))
            if not details or not mapping(page).get("has_more") or not last or after.get("after_id") == last:
                return
            after = {"after_id": last}

    async def _gemini_pages(self, details: bool) -> AsyncIterator[object]:  # noqa: FBT001 - passed on as it is
        token: dict[str, str] = {}
        for _ in range(_MOST_PAGES):
            page = await self._get("/models", {"pageSize": "1000", **token})
            yield page
            following = text(mapping(page).get("nextPageToken"), 2000)
            if not details or not following or token.get("pageToken") == following:
                return
            token = {"pageToken": following}

    async def _shown(self, models: list[ProviderModel]) -> list[ProviderModel]:
        """The models with what Ollama says of each; those that write no text are left out."""
        turn = asyncio.Semaphore(_SHOWN_AT_ONCE)

        async def show(model: ProviderModel) -> ProviderModel | None:
            async with turn:
                try:
                    return ollama_shown(
                        model, await self._request("POST", f"{self._base}/api/show", {"model": model.id})
                    )
                except (AnswerFailed, httpx.HTTPError, ValueError):
                    return model  # one that cannot be shown may still be asked

        shown = await asyncio.gather(*(show(model) for model in models[:_MOST_SHOWN]))
        return [model for model in shown if model is not None] + models[_MOST_SHOWN:]

    async def _refined(self, models: list[ProviderModel]) -> list[ProviderModel]:
        """The models with what the servers of some presets say elsewhere; checks the key where the list is public."""
        if self._preset == "lmstudio":
            return self._with_contexts(models, rows(await self._extra("/api/v0/models")))
        if self._preset == "llamacpp":
            settings = mapping(mapping(await self._extra("/props")).get("default_generation_settings"))
            context = settings.get("n_ctx")
            if isinstance(context, int) and context > 0:
                return [msgspec.structs.replace(model, context=context) for model in models]
        if self._preset == "openrouter" and self._key:
            await self._get("/key")
        if self._preset == "huggingface" and self._key:
            await self._check_key()
        return models

    async def _check_key(self) -> None:
        """Ask for an answer to nothing: a key that is refused is told apart from a request that is."""
        try:
            await self._request("POST", f"{self._base}/chat/completions", {})
        except AnswerFailed as error:
            if error.status_code in {401, 403}:
                raise

    @staticmethod
    def _with_contexts(models: list[ProviderModel], found: list[Mapping[str, object]]) -> list[ProviderModel]:
        """LM Studio: the context of the models that are loaded, and no models that only embed."""
        known = {text(row.get("id")): row for row in found}
        refined = []
        for model in models:
            row = known.get(model.id, {})
            if row.get("type") == "embeddings":
                continue
            loaded = row.get("loaded_context_length")
            vision = ("vision",) if row.get("type") == "vlm" else ()
            refined.append(
                msgspec.structs.replace(
                    model, context=loaded if isinstance(loaded, int) else 0, abilities=model.abilities or vision
                )
            )
        return refined

    async def _extra(self, path: str) -> object:
        """What the server says at a path beside its protocol's; nothing where it knows no such path."""
        parts = urlsplit(self._base)
        try:
            return await self._request("GET", f"{parts.scheme}://{parts.netloc}{path}")
        except (AnswerFailed, httpx.HTTPError, NotAModelServer, ValueError):
            return None

    async def _get(self, path: str, parameters: Mapping[str, str] | None = None) -> object:
        return await self._request("GET", self._base + path, parameters=parameters)

    async def _request(
        self, method: str, address: str, body: object = None, *, parameters: Mapping[str, str] | None = None
    ) -> object:
        request = self._pool.build_request(
            method,
            address,
            params=parameters,
            json=body,
            headers=self._headers(),
            timeout=httpx.Timeout(LIST_S),
        )
        response = await self._pool.send(request, stream=True)
        try:
            content = await _bounded(response)
        finally:
            await response.aclose()
        if not response.is_success:
            raise _refusal(response, content)
        try:
            return msgspec.json.decode(content)
        except msgspec.DecodeError as error:
            raise NotAModelServer if content.lstrip()[:1] == b"<" else error from None

    def _headers(self) -> dict[str, str]:
        headers = {"User-Agent": "copydesk", "Accept": "application/json"}
        if self._protocol is Protocol.ANTHROPIC:
            headers["anthropic-version"] = _ANTHROPIC_VERSION
        if self._key:
            match self._protocol:
                case Protocol.ANTHROPIC:
                    headers["x-api-key"] = self._key
                case Protocol.GEMINI:
                    headers["x-goog-api-key"] = self._key  # never in the address, which is logged on the way
                case _:
                    headers["Authorization"] = f"Bearer {self._key}"
        return headers


async def _bounded(response: httpx.Response) -> bytes:
    content = bytearray()
    async for block in response.aiter_bytes():
        content += block
        if len(content) > MOST_BYTES:
            raise TooMuch(f"more than {MOST_BYTES} bytes")
    return bytes(content)


def _refusal(response: httpx.Response, content: bytes) -> AnswerFailed:
    words = content[:4000].decode("utf-8", "replace")
    return AnswerFailed(f"{response.status_code} {words}", response.status_code, response.headers)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
