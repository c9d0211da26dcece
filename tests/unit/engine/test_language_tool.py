from __future__ import annotations

import asyncio

import pytest

from desktop.core.brief import Brief
from desktop.core.checking import CheckOptions
from desktop.core.copy import Copy
from desktop.core.errors import CopydeskError, EnvironmentProblem, ErrorKind, UserError
from desktop.core.events import Event, Progress
from desktop.core.finding import Severity
from desktop.engine import language_tool
from desktop.engine.language_tool import LanguageTool, checked_address
from desktop.engine.messages import Proofread, Proofreading
from tests.fakes.language_tool import LanguageToolServer

REMARKS = {
    "vind je": ("Schrijf “vindt je”.", "grammar", "vindt je"),
    "groter als": ("Na een vergrotende trap komt “dan”.", "style", "groter dan"),
    "waterdigt": ("Spelfout.", "misspelling", "waterdicht"),
}


def ask(*requests: Proofread) -> tuple[list[Proofreading], list[Event]]:
    events: list[Event] = []

    async def main() -> list[Proofreading]:
        tool = LanguageTool()
        try:
            return [await tool.proofread(request, events.append) for request in requests]
        finally:
            await tool.close()

    return asyncio.run(main()), events


def test_what_the_server_says_stands_where_it_said_it() -> None:
    text = "🎒🎒 Mooi.\nDat 👩‍👩‍👧 vind je groter als een waterdigt huis."
    with LanguageToolServer(REMARKS) as server:
        copy = Copy({"title": "🎒 vind je", "body": text})
        (answer,), events = ask(Proofread(copy, Brief(language="nl"), language_tool=server.address + "/"))
    assert answer.server == server.address
    found = [(each.field, each.check, each.severity, each.text, each.fixes) for each in answer.findings]
    assert found == [
        ("title", "grammar.grammar_and_more", Severity.WARNING, "vind je", ("vindt je",)),
        ("body", "grammar.grammar_and_more", Severity.WARNING, "vind je", ("vindt je",)),
        ("body", "grammar.grammar_and_more", Severity.INFO, "groter als", ("groter dan",)),
    ]
    fields = dict(copy.addressed())
    assert all(fields[each.field][each.start : each.end] == each.text for each in answer.findings)
    assert server.seen[0]["path"] == "/v2/check"
    assert server.seen[0]["language"] == "nl"
    (event,) = events
    assert isinstance(event, Progress)
    assert server.address in event.message


def test_a_paragraph_is_sent_once() -> None:
    brief = Brief(language="sv")
    with LanguageToolServer(REMARKS) as server:
        first = Proofread(Copy({"body": "Den vind je.\nEn annan rad."}), brief, language_tool=server.address)
        second = Proofread(Copy({"body": "En ny rad.\nDen vind je."}), brief, language_tool=server.address)
        answers, events = ask(first, second, second)
    assert [each["text"] for each in server.seen] == ["Den vind je.\n\nEn annan rad.", "En ny rad."]
    assert [[each.start for each in answer.findings] for answer in answers] == [[4], [15], [15]]
    assert len(events) == 2


def test_a_long_text_goes_in_parts() -> None:
    text = "\n".join(f"Regel {n} vind je {'x' * 200}." for n in range(150))
    with LanguageToolServer(REMARKS) as server:
        (answer,), _ = ask(Proofread(Copy({"body": text}), Brief(language="nl"), language_tool=server.address))
    assert len(server.seen) > 1
    assert all(len(each["text"]) <= 16_000 for each in server.seen)
    assert [each.text for each in answer.findings] == ["vind je"] * 150


def test_what_is_silenced_is_left_out_and_no_brief_language_lets_the_server_tell() -> None:
    with LanguageToolServer(REMARKS) as server:
        request = Proofread(
            Copy({"body": "vind je \ud800 groter als"}),
            Brief(),
            CheckOptions(silenced=("grammar.",)),
            server.address,
        )
        (answer,), _ = ask(request)
    assert answer.findings == ()
    assert server.seen[0]["language"] == "auto"


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("hang", ErrorKind.TIMEOUT),
        ("error", ErrorKind.PROVIDER),
        ("html", ErrorKind.PROVIDER),
        ("json", ErrorKind.PROVIDER),
        ("huge", ErrorKind.PROVIDER),
        ("redirect", ErrorKind.PROVIDER),
        ("close", ErrorKind.NETWORK),
    ],
)
def test_each_fault_says_what_it_is(fault: str, kind: ErrorKind, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language_tool, "ANSWER_S", 1.5 if fault == "hang" else 20.0)
    with LanguageToolServer(fault=fault) as server, pytest.raises(EnvironmentProblem) as raised:
        ask(Proofread(Copy({"body": "een tekst"}), Brief(language="nl"), language_tool=server.address))
    assert raised.value.problem.kind is kind
    assert server.address in raised.value.problem.message


def test_a_server_that_is_not_there_cannot_be_reached() -> None:
    with pytest.raises(CopydeskError) as raised:
        ask(Proofread(Copy({"body": "een tekst"}), Brief(language="nl"), language_tool="http://127.0.0.1:9"))
    assert raised.value.problem.kind is ErrorKind.NETWORK


@pytest.mark.parametrize(
    "address",
    [
        "http://example.com",
        "ftp://localhost",
        "localhost:8081",
        "https://",
        "http://[::1",
        "file:///etc",
        "https://a:x/",
    ],
)
def test_text_goes_to_no_address_that_can_be_overheard(address: str) -> None:
    with pytest.raises(UserError):
        checked_address(address)


@pytest.mark.parametrize(
    ("address", "url", "shown"),
    [
        ("http://localhost:8081", "http://localhost:8081/v2/check", "http://localhost:8081"),
        ("https://lt.example/api/", "https://lt.example/api/v2/check", "https://lt.example"),
        ("https://lt.example/v2/check", "https://lt.example/v2/check", "https://lt.example"),
        ("https://me:secret@lt.example/v2", "https://me:secret@lt.example/v2/check", "https://lt.example"),
    ],
)
def test_addresses_are_completed_and_shown_without_their_password(address: str, url: str, shown: str) -> None:
    assert checked_address(address) == (url, shown)
