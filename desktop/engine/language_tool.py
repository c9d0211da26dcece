"""Grammar by a LanguageTool server: only by the one whose address the user named, and never unasked.

Its own check of spelling is switched off, because the dictionaries on this computer do that. What it said of a
paragraph is kept, so that only paragraphs that changed are sent again.
"""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import SplitResult, urlsplit

import msgspec

from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy, UserError
from desktop.core.events import Progress
from desktop.core.finding import Finding, Severity
from desktop.core.provider import is_loopback
from desktop.core.words import tr
from desktop.engine.jobs import Emit
from desktop.engine.masking import kept_here
from desktop.engine.messages import Proofread, Proofreading

if TYPE_CHECKING:
    import httpx

CONNECT_S, ANSWER_S = 5.0, 25.0
LARGEST_ANSWER = 8_000_000
"""Bytes; the answer to one request is far smaller."""
_MOST_AT_ONCE = 15_000
"""Characters in one request; public servers refuse more than 20,000."""
_KEPT = 2000
_MOST_FIXES, _LONGEST_FIX, _LONGEST_MESSAGE = 3, 120, 300
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_BROKEN = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069]+")
_NO_WORD = re.compile(r"[^a-z]+")
_OURS = frozenset({"misspelling", "duplication"})
"""Kinds that checks on this computer look for."""


class _Replacement(msgspec.Struct, frozen=True):
    value: str = ""


class _Category(msgspec.Struct, frozen=True):
    id: str = ""


class _Rule(msgspec.Struct, frozen=True, rename="camel"):
    issue_type: str = ""
    category: _Category = _Category()


class _Match(msgspec.Struct, frozen=True):
    """One remark of the server; `offset` and `length` are in UTF-16 units."""

    message: str
    offset: int
    length: int
    replacements: tuple[_Replacement, ...] = ()
    rule: _Rule = _Rule()


class _Answer(msgspec.Struct, frozen=True):
    matches: tuple[_Match, ...]


class _Part(NamedTuple):
    """A paragraph of a field."""

    field: str
    text: str
    start: int
    end: int

    @property
    def paragraph(self) -> str:
        return self.text[self.start : self.end]


class _Remark(NamedTuple):
    """What was said of a paragraph, in its code points."""

    start: int
    end: int
    kind: str
    severity: Severity
    message: str
    fixes: tuple[str, ...]


_Key = tuple[str, str, str]


class LanguageTool:
    """A client of LanguageTool servers; the address comes with each request.

    With `local_only`, nothing goes to another computer.
    """

    def __init__(self) -> None:
        self.local_only = False
        self._client: httpx.AsyncClient | None = None
        self._kept: OrderedDict[_Key, tuple[_Remark, ...]] = OrderedDict()

    async def proofread(self, request: Proofread, emit: Emit) -> Proofreading:
        """What the server says of a copy; says where the text goes before it is sent.

        Raises `UserError` for an address that no text may be sent to, and `EnvironmentProblem` (network, timeout,
        provider) when the server fails.
        """
        from desktop.checks.silence import is_silenced

        url, shown = checked_address(request.language_tool)
        if self.local_only and not is_loopback(url):
            raise kept_here(shown)
        language = request.brief.language or "auto"
        parts = list(_parts_of(request))
        new = list(dict.fromkeys(part.paragraph for part in parts if (url, language, part.paragraph) not in self._kept))
        said: dict[str, tuple[_Remark, ...]] = {
            part.paragraph: self._kept[url, language, part.paragraph] for part in parts if part.paragraph not in new
        }
        if new:
            emit(Progress("proofread", tr("Your text goes to {address}.", address=shown)))
        for batch in _batches(new):
            matches = await self._ask(url, shown, language, "\n\n".join(batch))
            for paragraph, remarks in _by_paragraph(batch, matches):
                said[paragraph] = remarks
                self._keep((url, language, paragraph), remarks)
        findings = (_finding(part, remark) for part in parts for remark in said[part.paragraph])
        here, everywhere = request.brief.rulings.silenced, request.options.silenced
        return Proofreading(tuple(each for each in findings if not is_silenced(each, here, everywhere)), shown)

    async def close(self) -> None:
        """Close the connections."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    def _keep(self, key: _Key, remarks: tuple[_Remark, ...]) -> None:
        self._kept[key] = remarks
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)

    async def _ask(self, url: str, shown: str, language: str, text: str) -> tuple[_Match, ...]:
        import httpx

        form = {"text": _BROKEN.sub("?", text), "language": language, "disabledCategories": "TYPOS"}
        try:
            async with asyncio.timeout(ANSWER_S):
                status, answer = await self._exchange(url, form)
        except (TimeoutError, httpx.TimeoutException):
            raise _problem(
                ErrorKind.TIMEOUT,
                tr("The LanguageTool server at {address} did not answer in time.", address=shown),
                tr("Try again, or look whether it is running."),
            ) from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise _problem(
                ErrorKind.NETWORK,
                tr("The LanguageTool server at {address} cannot be reached.", address=shown),
                tr("Look whether it is running, and whether the address in the settings is right."),
                details=f"{type(error).__name__}: {error}",
            ) from None
        if status == 200 and answer is not None:
            try:
                return msgspec.json.decode(answer, type=_Answer).matches
            except (msgspec.MsgspecError, UnicodeDecodeError):
                pass
        raise _problem(
            ErrorKind.PROVIDER,
            tr("What answers at {address} is no LanguageTool server, or it failed.", address=shown),
            tr("Look at the address in the settings."),
            details=f"HTTP {status}" if answer is not None else "the answer is too long",
        )

    async def _exchange(self, url: str, form: dict[str, str]) -> tuple[int, bytes | None]:
        """The status and the answer, `None` for one that is too long to be true."""
        if self._client is None:
            self._client = await asyncio.to_thread(_make_client)
        async with self._client.stream("POST", url, data=form) as response:
            parts: list[bytes] = []
            size = 0
            async for part in response.aiter_bytes():
                size += len(part)
                if size > LARGEST_ANSWER:
                    return response.status_code, None
                parts.append(part)
            return response.status_code, b"".join(parts)


def checked_address(address: str) -> tuple[str, str]:
    """Where to post to and how to show it; `UserError` unless it is https, or http on this computer."""
    try:
        parts = urlsplit(address.strip())
        _ = parts.port
    except ValueError:
        parts = SplitResult("", "", "", "", "")
    host = (parts.hostname or "").lower()
    if not host or parts.scheme not in {"https", "http"} or (parts.scheme == "http" and host not in _LOOPBACK):
        raise UserError(
            ErrorKind.INPUT,
            tr("The address of the LanguageTool server is not one that your text can be sent to."),
            tr("It begins with https://, or with http://localhost for a server on this computer."),
            Remedy.OPEN_SETTINGS,
        )
    path = parts.path.rstrip("/").removesuffix("/check").removesuffix("/v2")
    shown = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    return f"{parts.scheme}://{parts.netloc}{path}/v2/check", shown


def _make_client() -> httpx.AsyncClient:
    """A client that neither follows redirects nor obeys the environment: text goes to the named address or nowhere."""
    import httpx

    timeout = httpx.Timeout(ANSWER_S, connect=CONNECT_S)
    return httpx.AsyncClient(
        timeout=timeout, follow_redirects=False, trust_env=False, headers={"User-Agent": "copydesk"}
    )


def _parts_of(request: Proofread) -> Iterator[_Part]:
    from desktop.checks.sentences import paragraphs_of

    for address, text in request.copy.addressed():
        for start, end in paragraphs_of(text):
            if any(char.isalpha() for char in text[start:end]):
                yield _Part(address, text, start, end)


def _batches(paragraphs: list[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for paragraph in paragraphs:
        if batch and sum(map(len, batch)) + len(paragraph) > _MOST_AT_ONCE:
            yield batch
            batch = []
        batch.append(paragraph)
    if batch:
        yield batch


def _by_paragraph(batch: list[str], matches: tuple[_Match, ...]) -> Iterator[tuple[str, tuple[_Remark, ...]]]:
    """The remarks on each paragraph; what a server says of a place that is none is left out."""
    units = "\n\n".join(_BROKEN.sub("?", paragraph) for paragraph in batch).encode("utf-16-le")
    spans = [
        (_code_points(units, match.offset), _code_points(units, match.offset + match.length), match)
        for match in matches
        if match.offset >= 0 and match.length > 0 and match.rule.issue_type not in _OURS
    ]
    start = 0
    for paragraph in batch:
        end = start + len(paragraph)
        yield (
            paragraph,
            tuple(
                _remark(one - start, other - start, match) for one, other, match in spans if start <= one < other <= end
            ),
        )
        start = end + 2


def _code_points(units: bytes, offset: int) -> int:
    return len(units[: 2 * offset].decode("utf-16-le", "ignore")) if 2 * offset <= len(units) else len(units)


def _remark(start: int, end: int, match: _Match) -> _Remark:
    grave = match.rule.issue_type in {"grammar", "uncategorized"}
    kind = _NO_WORD.sub("_", match.rule.category.id.lower()).strip("_") or "other"
    message = _CONTROLS.sub(" ", match.message).strip()[:_LONGEST_MESSAGE]
    fixes = tuple(
        each.value
        for each in match.replacements[:_MOST_FIXES]
        if each.value and len(each.value) <= _LONGEST_FIX and not _CONTROLS.search(each.value)
    )
    return _Remark(start, end, kind, Severity.WARNING if grave else Severity.INFO, message, fixes)


def _finding(part: _Part, remark: _Remark) -> Finding:
    start, end = part.start + remark.start, part.start + remark.end
    return Finding(
        f"grammar.{remark.kind}",
        remark.severity,
        part.field,
        start,
        end,
        part.text[start:end],
        remark.message or tr("Another word is probably meant."),
        ("LanguageTool",),
        remark.fixes,
    )


def _problem(kind: ErrorKind, message: str, hint: str, details: str = "") -> EnvironmentProblem:
    return EnvironmentProblem(kind, message, hint, Remedy.OPEN_SETTINGS, details=details)
