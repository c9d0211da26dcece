"""Sources through the worker: what is read, what a page that came becomes, and what is never asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from desktop.core.brief import Brief, Fact, Kind
from desktop.core.calls import Purpose
from desktop.core.errors import CopydeskError, EnvironmentProblem, ErrorKind, UserError
from desktop.core.events import Called, Event, Progress
from desktop.core.post import Post, PostSource, SourceKind
from desktop.engine.source_fetching import Page
from desktop.engine.source_messages import MatchSources, ReadSource, SourceRead
from desktop.engine.source_work import SourceWork
from tests.fakes.page_server import PageServer
from tests.fakes.pdfs import pdf_of

T = TypeVar("T")
HTML = "<html lang='sv'><head><meta charset='iso-8859-1'><title>Té</title></head><body><p>Té på burk.</p></body></html>"


def run(work: SourceWork, what: Callable[[SourceWork], Awaitable[T]]) -> T:
    async def whole() -> T:
        try:
            return await what(work)
        finally:
            for each in work.workers:
                await each.close()

    return asyncio.run(whole())


def read(request: ReadSource, events: list[Event] | None = None, work: SourceWork | None = None) -> SourceRead:
    told = [] if events is None else events
    return run(work or SourceWork(), lambda each: each.read(request, told.append))


def test_files_and_texts_are_read(tmp_path: Path) -> None:
    path = tmp_path / "tea.txt"
    path.write_text("Tea keeps for 2 years.", encoding="utf-8")
    found = read(ReadSource(path=str(path))).sources[0]
    assert (found.title, found.address, found.kind) == ("tea.txt", "tea.txt", SourceKind.TEXT)
    pasted = read(ReadSource(text="Tea keeps for 2 years.", title="Supplier")).sources[0]
    assert (pasted.title, pasted.text) == ("Supplier", "Tea keeps for 2 years.")
    assert read(ReadSource(html="<p>Tea <b>keeps</b></p>")).sources[0].text == "Tea keeps"


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        read(ReadSource(path=str(tmp_path / "no.pdf")))
    assert "no.pdf" in caught.value.problem.message
    with pytest.raises(UserError):
        read(ReadSource(text="  \n "))


def test_a_page_says_where_it_stood_and_when_it_was_read() -> None:
    async def fetch(address: str) -> Page:
        return Page(HTML.encode("latin-1"), SourceKind.PAGE, "", f"{address}/there")

    events: list[Event] = []
    found = read(ReadSource(address="tea.example"), events, SourceWork(fetch)).sources[0]
    assert (found.title, found.text, found.kind) == ("Té", "Té på burk.", SourceKind.PAGE)
    assert found.address == "https://tea.example//there"
    assert len(found.read_at) == len("2026-11-22T12:00:00+00:00")
    progress, called = events
    assert isinstance(progress, Progress)
    assert "tea.example" in progress.message
    assert isinstance(called, Called)
    assert (called.call.host, called.call.purpose, called.call.outcome) == ("tea.example", Purpose.FETCH, "ok")
    assert not called.call.content


def test_a_page_that_does_not_come_is_in_the_log_too() -> None:
    async def fetch(_address: str) -> Page:
        raise EnvironmentProblem(ErrorKind.NETWORK, "No server.")

    events: list[Event] = []
    with pytest.raises(EnvironmentProblem):
        read(ReadSource(address="tea.example"), events, SourceWork(fetch))
    called = events[-1]
    assert isinstance(called, Called)
    assert called.call.outcome == "network"


def test_with_the_lock_on_no_other_computer_is_asked() -> None:
    asked: list[str] = []

    async def fetch(address: str) -> Page:
        asked.append(address)
        return Page(HTML.encode("latin-1"), SourceKind.PAGE, "iso-8859-1", address)

    events: list[Event] = []
    work = SourceWork(fetch)
    work.local_only = True
    with pytest.raises(CopydeskError) as caught:
        read(ReadSource(address="https://tea.example/"), events, work)
    assert "tea.example" in caught.value.problem.message
    assert (asked, events) == ([], [])
    here = SourceWork(fetch)
    here.local_only = True
    assert read(ReadSource(address="localhost:8000/tea"), events, here).sources[0].title == "Té"
    assert asked == ["http://localhost:8000/tea"]


def test_a_hostile_file_ends_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text("<div>" * 200_000 + "x", encoding="utf-8")
    with pytest.raises(CopydeskError) as caught:
        read(ReadSource(path=str(path)))
    assert caught.value.problem.kind is ErrorKind.INPUT


def test_what_speaks_of_a_sentence_is_found() -> None:
    text = "A closed cupboard is best.\n\nCoffee gives its smell to tea in two days.\n\nWater boils at 100 °C."
    post = Post(sources=(PostSource("q1", "Storing tea", text=text),))
    facts = (Fact("f1", "Weight", "100 g"), Fact("f2", "Smell", "of jasmine"))
    brief = Brief(Kind.BLOG, "Tea", language="en", facts=facts, post=post)
    request = MatchSources("Next to coffee, tea takes on the smell within two days.", brief)
    best, *others = run(SourceWork(), lambda work: work.match(request)).matches
    assert (best.source, best.piece) == ("q1", "q1.2")
    assert best.score > 0.6
    assert [each.piece for each in others] == ["f2"]
    nothing = MatchSources("Elephants never forget.", brief)
    assert run(SourceWork(), lambda work: work.match(nothing)).matches == ()


def test_a_document_at_an_address_is_read_page_by_page() -> None:
    """The whole way: a real server, the real client, and the worker that reads what came."""
    server = PageServer()
    server.document = pdf_of(["Tea likes the dark."], ["Steam ruins it."])
    try:
        events: list[Event] = []
        found = read(ReadSource(address=f"127.0.0.1:{server.port}/paper.pdf"), events).sources[0]
        page = read(ReadSource(address=f"127.0.0.1:{server.port}/tea")).sources[0]
    finally:
        server.close()
    assert (found.title, found.kind) == ("paper.pdf", SourceKind.PDF)
    assert [words for _, words in found.pieces()] == ["Tea likes the dark.", "Steam ruins it."]
    assert found.address.endswith("/paper.pdf")
    assert (page.title, page.text, page.kind) == ("Tea", "Tea keeps for two years.", SourceKind.PAGE)
    assert [type(each) for each in events] == [Progress, Called]
