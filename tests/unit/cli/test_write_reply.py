"""`write reply`: each question answered from what is known, or left open, in the customer's language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import main
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.core.provider import Price, Protocol, Provider
from desktop.engine.provider_book import ProviderBook
from desktop.store.client import open_store
from tests.faults.server import FaultServer

BRIEF = {
    "kind": "reply",
    "question": "Hi,\n\nHow long is the warranty? Do you deliver to Norway?\n\nThanks,\nTom",
    "facts": [{"name": "Warranty", "value": "2 years"}],
    "passages": [{"text": "We deliver in the Netherlands within two days."}],
}
LETTER = (
    b"From: =?utf-8?q?Anna_Lindstr=C3=B6m?= <anna@example.org>\r\nSubject: =?utf-8?q?Fr=C3=A5ga_om_garanti?=\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n\r\nHej!\r\n\r\nHur l\xc3\xa5ng \xc3\xa4r garantin?\r\n\r\n"
    b"Mvh\r\nAnna\r\n"
)


def write(profile: Profile, capsys: pytest.CaptureFixture[str], brief: Path, *more: str) -> tuple[int, Any]:
    capsys.readouterr()
    status = main(["write", "reply", "--brief", str(brief), "--json", *more, "--profile", str(profile.folder)])
    return status, json.loads(capsys.readouterr().out)


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    path = tmp_path / "brief.json"
    path.write_text(json.dumps(BRIEF), "utf-8")
    return path


@pytest.fixture
def provider(profile: Profile) -> Iterator[str]:
    with FaultServer() as server:
        made = Provider("a", Protocol.OPENAI, server.base("none"), prices={"m": Price(1.0, 1.0)})
        ProviderBook(profile).change(lambda _none: (made,))
        yield "a/m"


def test_what_a_model_says_beside_the_point_is_replaced_by_what_is_known(
    profile: Profile, capsys: pytest.CaptureFixture[str], brief: Path, provider: str
) -> None:
    status, found = write(profile, capsys, brief, "--model", provider)
    assert status == 0
    assert (found["kind"], found["language"]) == ("reply", "en")
    variant = found["variants"][0]
    assert variant["prompt"] == "reply/1"
    body = variant["fields"]["body"]
    assert body.startswith("Dear Tom,")
    assert "2 years" in body
    assert "“Do you deliver to Norway?” We do not know this yet" in body
    checks = {each["check"] for each in variant["findings"]}
    assert "reply.open" in checks
    assert not checks & {"reply.unanswered", "claims.duration"}
    store = open_store(profile)
    assert store.draft(DraftId(found["draft"])).copy.text("body") == body
    store.close()


def test_the_question_comes_from_an_eml_in_its_language(
    profile: Profile, capsys: pytest.CaptureFixture[str], brief: Path, provider: str, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.eml"
    letter.write_bytes(LETTER)
    status, found = write(profile, capsys, brief, "--model", provider, "--question", str(letter))
    assert status == 0
    assert found["language"] == "sv"
    fields = found["variants"][0]["fields"]
    assert fields["subject"] == "Re: Fråga om garanti"
    assert fields["body"].startswith("Hej Anna!")


def test_without_a_question_it_says_what_is_missing(
    profile: Profile, capsys: pytest.CaptureFixture[str], tmp_path: Path, provider: str
) -> None:
    path = tmp_path / "empty.json"
    path.write_text(json.dumps({"kind": "reply", "facts": BRIEF["facts"]}), "utf-8")
    status, found = write(profile, capsys, path, "--model", provider)
    assert status == 2
    assert found["error"]["kind"] == "input"
