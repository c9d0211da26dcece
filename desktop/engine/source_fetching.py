"""Pages that the writer asks for by their address: fetched once, plainly, and from nowhere that was not meant.

Nothing but the address goes out: no cookie, no referrer, no account. Names are looked up here and the connection goes
to the very address that was looked at, so that a name cannot mean another computer by then. What is on this computer
or in its network is reached only when the writer typed that very address: no name and no redirect leads there.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
import ssl
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urljoin, urlsplit, urlunsplit

import msgspec

from desktop.core.errors import ErrorKind, UserError
from desktop.core.post import SourceKind
from desktop.core.provider import is_loopback
from desktop.core.words import tr
from desktop.engine import source_trouble
from desktop.engine.source_unpacking import unpacked

if TYPE_CHECKING:
    import httpx

CONNECT_S, WHOLE_S = 10.0, 30.0
LARGEST_PAGE, LARGEST_DOCUMENT = 6_000_000, 40_000_000
"""Bytes, unpacked."""

_MOST_HOPS = 5
_MOST_TRIES = 3
_LONGEST = 2000
_UNFIT = re.compile(r"[\s\x00-\x1f\x7f\\<>\"`]")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_KINDS: dict[str, SourceKind] = {
    "text/html": SourceKind.PAGE,
    "application/xhtml+xml": SourceKind.PAGE,
    "text/plain": SourceKind.TEXT,
    "text/markdown": SourceKind.MARKDOWN,
    "application/pdf": SourceKind.PDF,
    _DOCX: SourceKind.DOCX,
}
_BY_ENDING: dict[str, SourceKind] = {
    ".pdf": SourceKind.PDF, ".docx": SourceKind.DOCX, ".txt": SourceKind.TEXT, ".md": SourceKind.MARKDOWN,
    ".html": SourceKind.PAGE, ".htm": SourceKind.PAGE,
}  # fmt: skip
_UNTYPED = frozenset({"", "application/octet-stream", "binary/octet-stream"})
_DOCUMENTS = frozenset({SourceKind.PDF, SourceKind.DOCX})


class Page(msgspec.Struct, frozen=True):
    """What came from an address: `address` is where it stood in the end, `name` that of a document's file."""

    content: bytes
    kind: SourceKind
    charset: str
    address: str
    name: str = ""


class PageFetcher:
    """Fetches one page at a time; `trust` says which certificates are believed, `resolve` what a name stands for."""

    def __init__(
        self,
        *,
        trust: Callable[[], ssl.SSLContext] | None = None,
        resolve: Callable[[str, int], list[str]] | None = None,
        whole_s: float = WHOLE_S,
    ) -> None:
        self._trust = trust
        self._resolve = resolve or _resolved
        self._whole_s = whole_s
        self._trusted: ssl.SSLContext | None = None

    async def fetch(self, address: str) -> Page:
        """The page at an address that `checked_page` gave.

        Raises `UserError` for what is no page that can be read, is too large, or leads where nobody asked to go, and
        `EnvironmentProblem` (network, timeout, provider) when it does not come.
        """
        import httpx

        host = host_of(address)
        try:
            async with asyncio.timeout(self._whole_s):
                return await self._follow(address)
        except (TimeoutError, httpx.TimeoutException):
            raise source_trouble.too_slow(host) from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            raise source_trouble.of_connection(host, error) from None

    async def _follow(self, address: str) -> Page:
        typed = urlsplit(address)
        for _ in range(_MOST_HOPS):
            found = await self._hop(address, typed)
            if isinstance(found, Page):
                return found
            address, _ = checked_page(found, followed=True)
        raise source_trouble.in_circles(typed.hostname or "")

    async def _hop(self, address: str, typed: SplitResult) -> Page | str:
        """The page, or the address that it sends on to."""
        import httpx

        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        meant = _is_literal(host) and (host, parts.port) == (typed.hostname, typed.port)
        places = await asyncio.to_thread(self._resolve, host, port)
        if not meant and not all(map(is_public, places)):
            raise source_trouble.not_public(host)
        context = await asyncio.to_thread(self._context) if parts.scheme == "https" else None
        trouble: httpx.HTTPError | None = None
        for place in places[:_MOST_TRIES]:
            async with _client(context) as client:
                request = _request(client, parts, place, port)
                try:
                    response = await client.send(request, stream=True)
                except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                    trouble = error
                    continue
                try:
                    return await _taken(response, address)
                finally:
                    await response.aclose()
        raise trouble or httpx.ConnectError("no address")

    def _context(self) -> ssl.SSLContext:
        if self._trusted is None:
            from desktop.engine.sending import system_trust

            self._trusted = (self._trust or system_trust)()
        return self._trusted


def checked_page(typed: str, *, followed: bool = False) -> tuple[str, str]:
    """The address of a page and its host; raises `UserError` for what is none.

    Without a scheme it is `https`, and `http` on this computer. `followed` is for where a page sent on to.
    """
    text = typed.strip()
    if "://" not in text and not followed:
        text = f"{'http' if is_loopback(f'http://{text}') else 'https'}://{text}"
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").rstrip(".")
        host = host if host.isascii() else host.encode("idna").decode("ascii")
        port = parts.port
    except (ValueError, UnicodeError):
        raise source_trouble.no_address(typed) from None
    if parts.scheme not in {"http", "https"} or not host or port == 0 or len(text) > _LONGEST or _UNFIT.search(text):
        raise source_trouble.no_address(typed)
    if parts.username is not None or parts.password is not None:
        raise UserError(
            ErrorKind.INPUT,
            tr("The address holds a name or a password."),
            tr("Leave out what stands before the @."),
        )
    place = f"[{host}]" if ":" in host else host
    netloc = place if port is None else f"{place}:{port}"
    return urlunsplit((parts.scheme, netloc, parts.path or "/", parts.query, "")), host


def host_of(address: str) -> str:
    """The name of the computer in an address."""
    return urlsplit(address).hostname or ""


def is_own(address: str) -> bool:
    """Whether a page is on this computer."""
    return is_loopback(address)


def is_public(place: str) -> bool:
    """Whether an IP address is one of the internet: not of this computer, its network, or one kept for other uses."""
    found = ipaddress.ip_address(place.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is None and found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            found = inner
    return found.is_global and not found.is_multicast


def _is_literal(host: str) -> bool:
    """Whether a host is an IP address as it is written, or this computer by its name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    return True


def _resolved(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def _client(context: ssl.SSLContext | None) -> httpx.AsyncClient:
    """A client for one request: it keeps no cookie, follows nothing by itself and does not obey the environment.

    Without a context it is for `http` only, and loads no certificates.
    """
    import httpx

    return httpx.AsyncClient(
        timeout=httpx.Timeout(WHOLE_S, connect=CONNECT_S),
        follow_redirects=False,
        trust_env=False,
        verify=context if context is not None else False,
    )


def _request(client: httpx.AsyncClient, parts: SplitResult, place: str, port: int) -> httpx.Request:
    """The request to the address that was looked up, under the name that was asked for."""
    import httpx

    headers = {
        "Host": parts.netloc,
        "User-Agent": "copydesk",
        "Accept": f"text/html,application/xhtml+xml,text/plain,text/markdown,application/pdf,{_DOCX};q=0.9,*/*;q=0.1",
        "Accept-Encoding": "gzip, deflate",
    }
    target = httpx.URL(urlunsplit((parts.scheme, parts.netloc, parts.path, parts.query, ""))).copy_with(
        host=place.partition("%")[0], port=port
    )
    return client.build_request("GET", target, headers=headers, extensions={"sni_hostname": parts.hostname or ""})


async def _taken(response: httpx.Response, address: str) -> Page | str:
    host = host_of(address)
    if response.status_code in _REDIRECTS:
        where = response.headers.get("location", "")
        if not where:
            raise source_trouble.refused(host, response.status_code)
        return urljoin(address, str(where))
    if not response.is_success:
        raise source_trouble.refused(host, response.status_code)
    kind = _kind_of(response, address)
    limit = LARGEST_DOCUMENT if kind in _DOCUMENTS else LARGEST_PAGE
    said = response.headers.get("content-length", "")
    if said.isdecimal() and int(said) > limit:
        raise source_trouble.too_large(host, limit)
    packing = response.headers.get("content-encoding", "").strip().lower()
    content = bytearray()
    async for part in unpacked(_raw(response), packing, host):
        content += part
        if len(content) > limit:
            raise source_trouble.too_large(host, limit)
    name = unquote(urlsplit(address).path.rpartition("/")[2]) if kind in _DOCUMENTS else ""
    return Page(bytes(content), kind, (response.charset_encoding or "")[:40], address, name)


async def _raw(response: httpx.Response) -> AsyncIterator[bytes]:
    async for part in response.aiter_raw():
        yield part


def _kind_of(response: httpx.Response, address: str) -> SourceKind:
    said = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    path = urlsplit(address).path.lower()
    kind = _KINDS.get(said)
    if kind is None and said in _UNTYPED:
        kind = next((each for ending, each in _BY_ENDING.items() if path.endswith(ending)), None)
    if kind is None:
        raise source_trouble.wrong_type(host_of(address), said)
    return kind
