"""`copydesk rewrite`: the new text on standard output, or the old one with the reason."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import main
from desktop.core.profile import Profile
from desktop.core.provider import Price, Protocol, Provider
from desktop.engine.provider_book import ProviderBook
from tests.faults.server import TEXT, FaultServer

OLD = {
    "en": "This is a mug that is made for coffee, and it keeps it hot for about an hour.",
    "nl": "Dit is een beker die gemaakt is voor koffie, en die houdt hij ongeveer een uur warm.",
    "sv": "Det här är en mugg som är gjord för kaffe, och den håller det varmt i ungefär en timme.",
}
SAID = "".join(TEXT)


class Desk:
    """The command line on a profile with a provider that answers and one that refuses."""

    def __init__(self, profile: Profile, server: FaultServer, capsys: pytest.CaptureFixture[str], file: Path) -> None:
        self._profile = profile
        self._capsys = capsys
        self.file = file
        self.server = server
        ProviderBook(profile).change(
            lambda _none: tuple(
                Provider(name, Protocol.OPENAI, server.base(fault), prices={"m": Price(100.0, 1000.0)})
                for name, fault in (("good", "none"), ("cut", "cut"), ("shut", "401"))
            )
        )

    def run(self, text: str, *more: str, instruction: str = "simpler", model: str = "good/m") -> tuple[int, str, str]:
        """Exit status, standard output, standard error."""
        self.file.write_text(text, encoding="utf-8")
        self._capsys.readouterr()
        arguments = ["rewrite", str(self.file), "--instruction", instruction, "--model", model, *more]
        status = main([*arguments, "--profile", str(self._profile.folder)])
        captured = self._capsys.readouterr()
        return status, captured.out, captured.err


@pytest.fixture
def desk(
    profile: Profile, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    with FaultServer() as server:
        yield Desk(profile, server, capsys, tmp_path / "post.md")


def test_the_new_text_is_printed_and_everything_around_it_stays(desk: Desk) -> None:
    status, out, err = desk.run(f"---\ntitle: Mug\n---\n\n# The mug\n\n{OLD['en']}\n\n```\nx = 1\n```\n")
    assert (status, err) == (0, "")
    assert out == f"---\ntitle: Mug\n---\n\n# The mug\n\n{SAID}\n\n```\nx = 1\n```\n"


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_the_old_text_is_printed_with_the_reason_where_something_protected_is_lost(desk: Desk, language: str) -> None:
    old = f"{OLD[language]} [Havn](https://havn.nl) 350 ml."
    status, out, err = desk.run(f"{old}\n", "--lang", language, instruction="Put it well.")
    assert status == 3
    assert out == f"{old}\n"
    assert "350 ml" in err
    assert "https://havn.nl" in err
    assert "old one stays" in err


def test_as_json_it_is_one_variant_with_its_text(desk: Desk) -> None:
    status, out, _ = desk.run(OLD["en"], "--json")
    found: dict[str, Any] = json.loads(out)
    assert status == 0
    assert found["text"] == found["fields"]["body"] == SAID
    assert (found["language"], found["complete"], found["instruction"]) == ("en", True, "simpler")
    assert found["prompt"].startswith("rewrite/")
    assert found["usage"]["currency"] == "USD"
    status, out, _ = desk.run(f"{OLD['en']} 350 ml.", "--json")
    found = json.loads(out)
    assert status == 3
    assert found["text"] == f"{OLD['en']} 350 ml."
    assert found["error"]["kind"] == "provider"
    assert {each["field"] for each in found["findings"] if each["check"] == "rewrite.kept"} == {"body"}


@pytest.mark.parametrize("model", ["cut/m", "shut/m"])
def test_a_provider_that_fails_leaves_the_old_text(desk: Desk, model: str) -> None:
    status, out, err = desk.run(f"{OLD['en']}\n", model=model)
    assert status == 3
    assert out == f"{OLD['en']}\n"
    assert err.strip()


def test_a_copy_as_json_is_rewritten_by_its_body(desk: Desk) -> None:
    status, out, _ = desk.run(json.dumps({"title": "Mug", "body": OLD["en"]}))
    assert (status, out) == (0, f"{SAID}\n")


@pytest.mark.parametrize(
    ("text", "instruction", "more", "status"),
    [
        ("", "shorter", (), 2),
        ('{"title": "x"}', "shorter", (), 2),
        (OLD["en"], "  ", (), 2),
        (OLD["en"], "translate:fr", (), 2),
        (OLD["en"], "shorter", ("--lang", "fr"), 2),
        ("# Only a heading\n", "shorter", (), 2),
    ],
)
def test_what_cannot_be_asked_is_said_in_a_sentence(
    desk: Desk, text: str, instruction: str, more: tuple[str, ...], status: int
) -> None:
    found, _, err = desk.run(text, *more, instruction=instruction)
    assert found == status
    assert "Traceback" not in err
    assert err.strip()
    assert not desk.server.seen
