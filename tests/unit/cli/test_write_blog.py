"""`write blog`: title, search result, summary and body, the post with its outline beside them, and a draft of both."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop.cli import main
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.outline import headings_of
from desktop.core.post import Post
from desktop.core.profile import Profile
from desktop.core.provider import Price, Protocol, Provider
from desktop.engine.provider_book import ProviderBook
from desktop.store.client import open_store
from tests.faults.server import FaultServer

BRIEF = {
    "kind": "blog",
    "product": "Ylva wool blanket",
    "language": "en",
    "facts": [
        {"name": "Material", "value": "100 % Swedish wool"},
        {"name": "Price", "value": "€119"},
        {"name": "Woven in", "value": "Småland"},
    ],
}
WAYS = ("none", "cut", "401")


class Desk:
    """The command line on a profile with a provider for each fault."""

    def __init__(self, profile: Profile, server: FaultServer, capsys: pytest.CaptureFixture[str], brief: Path) -> None:
        self.profile = profile
        self._capsys = capsys
        self._brief = brief
        ProviderBook(profile).change(
            lambda _none: tuple(
                Provider(f"p{number}", Protocol.OPENAI, server.base(fault), prices={"m": Price(100.0, 1000.0)})
                for number, fault in enumerate(WAYS)
            )
        )

    def write(self, *more: str, **brief: object) -> tuple[int, Any]:
        """Exit status and the one document."""
        self._brief.write_text(json.dumps({**BRIEF, **brief}), encoding="utf-8")
        self._capsys.readouterr()
        arguments = ["write", "blog", "--brief", str(self._brief), "--json", "--max-repairs", "0", *more]
        status = main([*arguments, "--profile", str(self.profile.folder)])
        return status, json.loads(self._capsys.readouterr().out)

    def draft(self, document: dict[str, str]) -> Draft:
        store = open_store(self.profile)
        try:
            return store.draft(DraftId(document["draft"]))
        finally:
            store.close()


@pytest.fixture
def desk(
    profile: Profile, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    with FaultServer() as server:
        yield Desk(profile, server, capsys, tmp_path / "brief.json")


def test_a_brief_becomes_lines_a_body_and_the_post_with_its_outline(desk: Desk) -> None:
    status, document = desk.write("--model", "p0/m")
    assert status == 0
    (variant,) = document["variants"]
    assert list(variant["fields"]) == ["title", "seo_title", "seo_description", "excerpt", "body"]
    assert document["post"] == variant["post"]
    headings = [each["heading"] for each in document["post"]["outline"]]
    assert headings
    assert set(headings) >= {each.text for each in headings_of(variant["fields"]["body"])}
    assert document["post"]["angle"]
    draft = desk.draft(document)
    assert draft.brief.post == msgspec.convert(document["post"], Post)
    assert draft.copy.fields == variant["fields"]


def test_an_outline_that_is_given_is_followed(desk: Desk) -> None:
    outline = [{"id": "s1", "heading": "Wool", "words": 40}, {"id": "s2", "heading": "Price", "words": 30}]
    status, document = desk.write("--model", "p0/m", post={"angle": "Warm", "outline": outline})
    assert status == 0
    assert [each["heading"] for each in document["post"]["outline"]] == ["Wool", "Price"]
    assert document["post"]["angle"] == "Warm"


def test_a_plain_post_is_one_call(desk: Desk) -> None:
    status, document = desk.write("--model", "p0/m", "--plain")
    assert status == 0
    (variant,) = document["variants"]
    assert variant["prompt"].endswith("/plain")
    assert variant["fields"]["body"]
    assert len(variant["made"]["exchanges"]) == 1


@pytest.mark.parametrize(("model", "kind"), [("p1/m", "network"), ("p2/m", "auth")])
def test_a_model_that_fails_leaves_its_error(desk: Desk, model: str, kind: str) -> None:
    status, document = desk.write("--model", model)
    assert status == 3
    (variant,) = document["variants"]
    assert variant["error"]["kind"] == kind
    assert not variant["complete"]


def test_a_post_of_sources_alone_is_no_empty_brief(desk: Desk) -> None:
    source = {"id": "q1", "title": "Weavers", "text": "The yarn is spun in Rosenlund."}
    status, document = desk.write("--model", "p0/m", product="", facts=[], post={"sources": [source]})
    assert status == 0
    assert document["post"]["sources"] == [source]
    status, document = desk.write("--model", "p0/m", product="", facts=[])
    assert status == 2
    assert document["error"]["kind"] == "input"
