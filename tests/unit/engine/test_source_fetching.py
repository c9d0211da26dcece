"""Pages by their address, from a real server that fails in the ways servers fail, and never from where nobody meant."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.core.errors import CopydeskError, ErrorKind
from desktop.core.post import SourceKind
from desktop.engine import source_fetching
from desktop.engine.source_fetching import Page, PageFetcher, checked_page, is_public
from tests.fakes.page_server import PAGE, PageServer


@pytest.fixture
def server() -> Iterator[PageServer]:
    made = PageServer()
    yield made
    made.close()


def fetched(address: str, fetcher: PageFetcher | None = None) -> Page:
    return asyncio.run((fetcher or PageFetcher(whole_s=3)).fetch(checked_page(address)[0]))


def kind_of_trouble(address: str, fetcher: PageFetcher | None = None) -> ErrorKind:
    with pytest.raises(CopydeskError) as caught:
        fetched(address, fetcher)
    assert caught.value.problem.message.strip()
    assert caught.value.problem.hint.strip()
    return caught.value.problem.kind


@pytest.mark.parametrize("path", ["tea", "gzip", "deflate", "raw-deflate", "moved"])
def test_a_page_comes_as_it_is(server: PageServer, path: str) -> None:
    page = fetched(f"127.0.0.1:{server.port}/{path}")
    assert page.content == PAGE
    assert page.kind is SourceKind.PAGE
    assert page.address == f"http://127.0.0.1:{server.port}/{'tea' if path == 'moved' else path}"


def test_the_charset_and_the_name_of_a_document_are_told(server: PageServer) -> None:
    assert fetched(f"127.0.0.1:{server.port}/latin").charset == "iso-8859-1"
    paper = fetched(f"127.0.0.1:{server.port}/paper.pdf")
    assert (paper.kind, paper.name) == (SourceKind.PDF, "paper.pdf")


def test_nothing_but_the_address_goes_out(server: PageServer) -> None:
    fetched(f"127.0.0.1:{server.port}/cookie")
    paths = [path for path, _ in server.seen]
    assert paths == ["/cookie", "/after-cookie"]
    for _, headers in server.seen:
        assert not {"cookie", "referer", "authorization", "accept-language"} & set(headers)
        assert headers["user-agent"] == "copydesk"
        assert headers["host"] == f"127.0.0.1:{server.port}"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("nothing-here", ErrorKind.INPUT),
        ("film", ErrorKind.UNSUPPORTED),
        ("huge", ErrorKind.INPUT),
        ("said-huge", ErrorKind.INPUT),
        ("bomb", ErrorKind.INPUT),
        ("cut", ErrorKind.PROVIDER),
        ("brotli", ErrorKind.PROVIDER),
        ("circle", ErrorKind.PROVIDER),
        ("nowhere", ErrorKind.PROVIDER),
        ("busy", ErrorKind.PROVIDER),
        ("signed-in", ErrorKind.PROVIDER),
        ("closed", ErrorKind.NETWORK),
        ("to-file", ErrorKind.INPUT),
    ],
)
def test_what_is_no_page_is_said_in_a_sentence(server: PageServer, path: str, kind: ErrorKind) -> None:
    assert kind_of_trouble(f"127.0.0.1:{server.port}/{path}") is kind


@pytest.mark.parametrize("path", ["hang", "drip"])
def test_a_slow_server_is_waited_for_only_so_long(server: PageServer, path: str) -> None:
    begun = time.monotonic()
    assert kind_of_trouble(f"127.0.0.1:{server.port}/{path}", PageFetcher(whole_s=0.6)) is ErrorKind.TIMEOUT
    assert time.monotonic() - begun < 5  # of the 20 that the server would take


def test_a_bomb_is_never_unpacked_whole(server: PageServer) -> None:
    import tracemalloc

    tracemalloc.start()
    kind_of_trouble(f"127.0.0.1:{server.port}/bomb", PageFetcher(whole_s=30))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 4 * source_fetching.LARGEST_PAGE


@pytest.mark.parametrize("path", ["to-inside", "to-other-port", "to-name"])
def test_a_redirect_does_not_lead_into_the_own_network(server: PageServer, path: str) -> None:
    def resolve(host: str, _port: int) -> list[str]:
        return ["127.0.0.1"] if host == "inside.example" else [host]

    assert kind_of_trouble(f"127.0.0.1:{server.port}/{path}", PageFetcher(resolve=resolve)) is ErrorKind.INPUT
    assert len(server.seen) == 1


def test_a_name_that_stands_for_this_computer_is_not_asked(server: PageServer) -> None:
    fetcher = PageFetcher(resolve=lambda _host, _port: ["93.184.216.34", "127.0.0.1"])
    assert kind_of_trouble(f"http://shop.example:{server.port}/tea", fetcher) is ErrorKind.INPUT
    assert not server.seen


def test_a_certificate_is_that_of_the_name_which_was_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though the connection goes to an address; another name's certificate is refused, and one that nobody trusts."""
    pytest.importorskip("cryptography")
    from tests.fakes.mail_server import Certificate

    monkeypatch.setattr(source_fetching, "is_public", lambda _place: True)
    certificate = Certificate(tmp_path, "tea.example")
    server = PageServer(certificate.server())
    fetcher = PageFetcher(trust=certificate.trust, resolve=lambda _host, _port: ["127.0.0.1"], whole_s=8)
    anybody = PageFetcher(resolve=lambda _host, _port: ["127.0.0.1"], whole_s=8)
    try:
        assert fetched(f"https://tea.example:{server.port}/tea", fetcher).content == PAGE
        assert kind_of_trouble(f"https://shop.example:{server.port}/tea", fetcher) is ErrorKind.NETWORK
        assert kind_of_trouble(f"https://tea.example:{server.port}/tea", anybody) is ErrorKind.NETWORK
    finally:
        server.close()
    assert [path for path, _ in server.seen] == ["/tea"]


def test_the_connection_goes_to_the_address_that_was_looked_at(
    server: PageServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name is looked up once: a second answer, for another computer, is never asked for."""
    asked: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    monkeypatch.setattr(source_fetching, "is_public", lambda _place: True)
    page = fetched(f"http://shop.example:{server.port}/tea", PageFetcher(resolve=resolve))
    assert page.content == PAGE
    assert asked == ["shop.example"]
    assert server.seen[0][1]["host"] == f"shop.example:{server.port}"


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("example.com/tea", "https://example.com/tea"),
        (" https://example.com ", "https://example.com/"),
        ("https://example.com/a?b=c#part", "https://example.com/a?b=c"),
        ("localhost:8000/x", "http://localhost:8000/x"),
        ("https://thé.example/", "https://xn--th-cja.example/"),
        ("http://[::1]:80/", "http://[::1]:80/"),
    ],
)
def test_an_address_is_taken_as_people_type_it(typed: str, address: str) -> None:
    assert checked_page(typed)[0] == address


@pytest.mark.parametrize(
    "typed",
    ["", "ftp://example.com/x", "file:///etc/passwd", "http://a b/", "javascript:alert(1)", "https://u:p@example.com/",
     "http://example.com:0/", "http://example.com:x/", "https://" + "a" * 3000 + ".example/", "http://[::1"],
)  # fmt: skip
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(CopydeskError) as caught:
        checked_page(typed)
    assert caught.value.problem.kind is ErrorKind.INPUT


@pytest.mark.parametrize(
    ("place", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1:248:1893:25c8:1946", True), ("127.0.0.1", False), ("0.0.0.1", False),
        ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False), ("::1", False),
        ("100.64.0.1", False), ("224.0.0.1", False), ("fe80::1%eth0", False), ("fd00::1", False),
        ("::ffff:127.0.0.1", False), ("::ffff:8.8.8.8", True), ("2002:7f00:1::", False), ("64:ff9b::a00:1", False),
        ("64:ff9b::808:808", True), ("255.255.255.255", False),
    ],
)  # fmt: skip
def test_what_belongs_to_the_internet(place: str, public: bool) -> None:
    assert is_public(place) is public
