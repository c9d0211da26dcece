"""`copydesk history`: filters, and the order among drafts."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin, Version
from desktop.core.errors import EXIT_STATUS, ErrorKind
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.store.client import open_store
from tests.unit.cli.test_commands import Program


@pytest.fixture
def program(profile: Profile, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Program:
    return Program(profile, capsys, monkeypatch)


def add(profile: Profile, name: str, kind: Kind = Kind.PRODUCT, language: str = "en") -> Version:
    store = open_store(profile)
    try:
        brief = Brief(kind, name, language=language)
        return store.add_version(Draft(DraftId(""), kind, brief, Copy({"body": f"wool {name}"})), Origin.TYPED)
    finally:
        store.close()


def titles(program: Program, *options: str) -> list[str]:
    """What the list has; the search for a word that every text has must have the same."""
    listed = [each["title"] for each in program.json("history", "list", *options)[1]["drafts"]]
    found = [each["title"] for each in program.json("history", "search", "wool", *options)[1]["results"]]
    assert sorted(listed) == sorted(found)
    return listed


def order(program: Program, *arguments: str) -> Any:  # noqa: ANN401 - a JSON document
    status, card = program.json("history", *arguments)
    assert status == 0
    return card


def test_lists_and_searches_are_narrowed(program: Program, profile: Profile) -> None:
    sock, mail, post = add(profile, "sock"), add(profile, "mail", Kind.MAIL, "sv"), add(profile, "post", Kind.BLOG)
    order(program, "tag", sock.draft, "winter", "new")
    order(program, "tag", post.draft, "winter")
    order(program, "folder", post.draft, "Blog/2026")
    assert titles(program) == ["post", "mail", "sock"]
    assert titles(program, "--kind", "mail", "--kind", "blog") == ["post", "mail"]
    assert titles(program, "--language", "sv") == ["mail"]
    assert titles(program, "--tag", "winter") == ["post", "sock"]
    assert titles(program, "--tag", "winter", "--tag", "new") == ["sock"]
    assert titles(program, "--folder", "Blog") == ["post"]
    assert titles(program, "--folder", "") == ["mail", "sock"]
    assert titles(program, "--since", "2020-01-01", "--until", "2999-12-31") == ["post", "mail", "sock"]
    assert titles(program, "--until", "2020-01-01") == []
    assert titles(program, "--model", "local/x") == titles(program, "--findings", "some") == []
    order(program, "archive", sock.draft)
    order(program, "delete", mail.draft)
    assert titles(program) == ["post"]
    assert titles(program, "--archive") == ["sock"]
    assert titles(program, "--trash") == ["mail"]
    order(program, "unarchive", sock.draft)
    order(program, "restore-draft", mail.draft)
    assert sorted(titles(program)) == ["mail", "post", "sock"]


def test_a_version_is_pinned_named_and_branched(program: Program, profile: Profile) -> None:
    version = add(profile, "sock")
    assert order(program, "pin", str(version.id))["pinned"] == 1
    assert titles(program, "--named") == ["sock"]
    assert order(program, "unpin", str(version.id))["pinned"] == 0
    assert titles(program, "--named") == []
    order(program, "name", str(version.id), "For Anna")
    assert titles(program, "--named") == ["sock"]
    branch = order(program, "branch", str(version.id))
    assert branch["draft"] != version.draft
    _, shown = program.json("history", "show", branch["draft"])
    assert [(each["origin"], each["name"]) for each in shown["versions"]] == [("branched", "")]
    assert shown["fields"] == {"body": "wool sock"}


def test_people_read_where_a_draft_lies_now(program: Program, profile: Profile) -> None:
    version = add(profile, "sock")
    order(program, "folder", version.draft, "Winter")
    _, out, _ = program.run("history", "tag", version.draft, "warm", "new")
    assert out == f"{version.draft} · sock · Winter · #new #warm\n"
    _, out, _ = program.run("history", "archive", version.draft)
    assert out.endswith("· in the archive\n")
    _, out, _ = program.run("history", "delete", version.draft)
    assert out.endswith("· in the trash\n")


@pytest.mark.parametrize(
    ("arguments", "kind", "said"),
    [
        (("tag", "nobody", "x"), ErrorKind.INPUT, "nobody"),
        (("archive", "nobody"), ErrorKind.INPUT, "nobody"),
        (("pin", "nobody"), ErrorKind.INPUT, "nobody"),
        (("branch", "7"), ErrorKind.INPUT, "7"),
        (("list", "--since", "monday"), ErrorKind.USAGE, "monday"),
        (("search", "x", "--until", "2026-13-01"), ErrorKind.USAGE, "2026-13-01"),
    ],
)
def test_what_is_not_there_is_told(program: Program, arguments: tuple[str, ...], kind: ErrorKind, said: str) -> None:
    status, document = program.json("history", *arguments)
    assert (status, document["error"]["kind"]) == (EXIT_STATUS[kind], kind.value)
    assert said in document["error"]["message"]
