"""`copydesk lines`: one document with the lines of each channel, their costs kept, and problems said."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import main
from desktop.core.calls import CallRecord, Purpose
from desktop.core.profile import Profile
from desktop.core.provider import Price, Protocol, Provider
from desktop.engine.provider_book import ProviderBook
from desktop.store.client import open_store
from tests.faults.server import FaultServer

MUG = {
    "kind": "product",
    "product": "Keel mug",
    "language": "en",
    "facts": [
        {"name": "Keeps coffee hot", "value": "an hour"},
        {"name": "Weight", "value": "310", "unit": "g"},
        {"name": "Made in", "value": "Portugal"},
        {"name": "Colours", "value": "navy, sand"},
    ],
}


class Desk:
    """The command line on a profile with providers, real servers of this test's own."""

    def __init__(self, profile: Profile, server: FaultServer, capsys: pytest.CaptureFixture[str], brief: Path) -> None:
        self.profile, self.server, self.brief, self._capsys = profile, server, brief, capsys
        price = {"m": Price(100.0, 1000.0)}
        ProviderBook(profile).change(
            lambda _none: tuple(
                Provider(name, Protocol.OPENAI, server.base(fault), prices=price)
                for name, fault in (("shop", "none"), ("shut", "401"), ("broke", "cut"))
            )
        )

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Exit status, standard output, standard error."""
        self._capsys.readouterr()
        status = main(["lines", "--brief", str(self.brief), *arguments, "--profile", str(self.profile.folder)])
        captured = self._capsys.readouterr()
        return status, captured.out, captured.err

    def json(self, *arguments: str) -> tuple[int, Any]:
        """Exit status and the one document."""
        status, out, _ = self.run(*arguments, "--json")
        assert out.count("\n") == 1
        return status, json.loads(out)

    def calls(self) -> list[CallRecord]:
        """What the history has."""
        store = open_store(self.profile)
        try:
            return store.calls()
        finally:
            store.close()


@pytest.fixture
def desk(
    profile: Profile, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    brief = tmp_path / "brief.json"
    brief.write_text(json.dumps(MUG), encoding="utf-8")
    with FaultServer() as server:
        yield Desk(profile, server, capsys, brief)


def test_each_channel_gets_its_lines_counted_as_it_counts(desk: Desk) -> None:
    status, document = desk.json(
        "--model", "shop/m", "--count", "6", "--channel", "mail.subject", "--channel", "google_ads.headline"
    )
    assert status == 0
    assert set(document) == {"language", "channels", "clashes"}
    assert list(document["channels"]) == ["mail.subject", "google_ads.headline"]
    subjects, headlines = document["channels"].values()
    assert [len(each["lines"]) for each in (subjects, headlines)] == [6, 6]
    first = subjects["lines"][0]
    assert first["text"] == "A mug that keeps coffee hot for an hour."
    assert (first["model"], first["count"], first["limit"], first["fits"]) == ("shop/m", 40, 60, True)
    assert all(each["fits"] and each["count"] <= 30 for each in headlines["lines"])
    assert "put together from the facts" in subjects["note"]
    assert set(subjects["usage"]) == {"prompt_tokens", "completion_tokens", "cost", "currency"}
    calls = desk.calls()
    assert {(call.purpose, call.outcome) for call in calls} == {(Purpose.LINES, "ok")}
    assert sum(call.cost or 0 for call in calls) == pytest.approx(
        subjects["usage"]["cost"] + headlines["usage"]["cost"]
    )


def test_headlines_are_read_beside_descriptions(desk: Desk) -> None:
    names = ("--channel", "google_ads.headline", "--channel", "google_ads.description")
    status, document = desk.json("--model", "shop/m", "--count", "8", *names)
    assert status == 0
    assert document["clashes"]
    said = {each["text"] for each in document["channels"]["google_ads.description"]["lines"]}
    assert {each["description"] for each in document["clashes"]} <= said


def test_people_read_a_line_each_with_its_count(desk: Desk) -> None:
    status, out, _ = desk.run("--model", "shop/m", "--count", "2", "--channel", "mail.subject")
    assert status == 0
    assert out.splitlines()[0] == "── mail.subject"
    assert out.splitlines()[1] == "  40/60  A mug that keeps coffee hot for an hour."


@pytest.mark.parametrize(
    ("arguments", "status", "kind"),
    [
        ((), 2, "usage"),
        (("--channel", "mail.subjct"), 2, "usage"),
        (("--channel", "shop.description", "--model", "shop/m"), None, "unsupported"),
        (("--channel", "mail.subject", "--model", "shop/m", "--count", "0"), None, "input"),
        (("--channel", "mail.subject", "--model", "shop/m", "--max-cost", "much"), 2, "usage"),
        (("--channel", "mail.subject", "--model", "shut/m"), None, "auth"),
    ],
)
def test_what_cannot_be_done_is_said(desk: Desk, arguments: tuple[str, ...], status: int | None, kind: str) -> None:
    ended, document = desk.json(*arguments)
    assert document["error"]["kind"] == kind
    assert ended == status if status is not None else ended > 0


def test_a_limit_on_the_cost_lets_nothing_be_sent(desk: Desk) -> None:
    ended, document = desk.json("--channel", "mail.subject", "--model", "shop/m", "--max-cost", "0.00001")
    assert ended > 0
    assert document["error"]["kind"] == "quota"
    assert desk.server.seen == []


def test_lines_that_were_written_are_not_lost_when_the_next_channel_fails(desk: Desk) -> None:
    names = ("--channel", "mail.subject", "--channel", "shop.description")
    status, document = desk.json("--model", "shop/m", "--count", "2", *names)
    assert status == 2
    subjects, descriptions = document["channels"].values()
    assert len(subjects["lines"]) == 2
    assert descriptions["lines"] == []
    assert descriptions["error"]["kind"] == "unsupported"
    assert descriptions["usage"]["cost"] is None
    assert document["language"] == "en"
