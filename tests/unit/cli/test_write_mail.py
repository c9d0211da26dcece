"""`write mail`: subject, preheader and body, the texts of the blocks beside them, and a draft that opens as a mail."""

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
from desktop.cli.mail_writing import as_mail, mail_fields
from desktop.core.brand import Brand
from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.mail import Block, BlockKind, Mail, MailType, Platform
from desktop.core.mail_structures import structure
from desktop.core.profile import Profile
from desktop.core.provider import Price, Protocol, Provider
from desktop.engine.provider_book import ProviderBook
from desktop.store.client import open_store
from tests.faults.server import FaultServer

BRIEF = {
    "kind": "mail",
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
        arguments = ["write", "mail", "--brief", str(self._brief), "--json", *more]
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


def test_a_brief_without_a_structure_is_a_newsletter_with_a_body(desk: Desk) -> None:
    status, document = desk.write("--model", "p0/m", "--max-repairs", "0")
    assert status == 0
    (variant,) = document["variants"]
    fields = variant["fields"]
    assert list(fields)[:3] == ["subject", "preheader", "body"]
    assert len(fields["subject"]) <= 50
    assert len(fields["preheader"]) <= 90
    assert document["mail"]["blocks"][0] == {"id": "b1", "kind": "heading"}
    assert fields["b2"] in fields["body"]
    assert f"# {fields['b1']}" in fields["body"]
    draft = desk.draft(document)
    assert draft.brief.mail is not None
    assert draft.copy.text("b2") == fields["b2"]
    assert "body" not in draft.copy.fields


def test_a_brief_with_a_mail_keeps_its_blocks(desk: Desk) -> None:
    mail = {"type": "offer", "platform": "klaviyo", "blocks": [{"id": "b1", "kind": "text"}]}
    status, document = desk.write("--model", "p0/m", "--max-repairs", "0", mail=mail)
    assert status == 0
    assert document["mail"] == mail
    assert set(document["variants"][0]["fields"]) == {"subject", "preheader", "body", "b1"}


def test_variants_plain_and_channels_work_as_for_products(desk: Desk) -> None:
    status, document = desk.write(
        *("--model", "p0/m", "--plain", "--variants", "2", "--channel", "mail.subject", "--channel", "mail.preheader")
    )
    assert status == 0
    assert len(document["variants"]) == 2
    assert all(each["prompt"].endswith("/plain") for each in document["variants"])
    assert all(each["fields"]["subject"] for each in document["variants"])


def test_a_provider_that_refuses_leaves_an_error_and_what_the_facts_made(desk: Desk) -> None:
    status, document = desk.write("--model", "p2/m")
    assert status == 3
    (variant,) = document["variants"]
    assert variant["error"]["kind"] == "auth"
    assert not variant["complete"]
    assert "subject" not in variant["fields"]


def test_an_answer_that_is_cut_off_is_told_and_what_the_facts_made_is_kept(desk: Desk) -> None:
    status, document = desk.write("--model", "p1/m", mail={"type": "launch"})
    assert status == 3
    (variant,) = document["variants"]
    assert variant["error"]["kind"] == "network"
    assert variant["fields"]["b5.price"] == "€119"
    assert "body" not in variant["fields"]
    assert desk.draft(document).copy.text("b5.price") == "€119"


def test_an_empty_brief_is_told(desk: Desk) -> None:
    status, document = desk.write("--model", "p0/m", product="", facts=[])
    assert status == 2
    assert document["error"]["kind"] == "input"


def test_the_brand_says_who_sends_and_where_the_button_leads() -> None:
    brand = Brand(name="Sjöbod", website="https://sjobod.example", platform=Platform.BREVO, address="Bryggvägen 4")
    mail = as_mail(Brief(Kind.MAIL, product="Ylva"), brand).mail
    assert mail is not None
    assert (mail.platform, mail.sender) == (Platform.BREVO, "Sjöbod")
    assert {each.href for each in mail.blocks if each.kind is BlockKind.BUTTON} == {"https://sjobod.example"}
    assert not any(each.kind in {BlockKind.IMAGE, BlockKind.SOCIAL} for each in mail.blocks)
    footer = next(each.id for each in mail.blocks if each.kind is BlockKind.FOOTER)
    assert "Bryggvägen 4" in str(mail_fields(mail, Copy({"subject": "S", "b1": "H", footer: "Why."}), brand)["body"])


@pytest.mark.parametrize("mail_type", list(MailType))
def test_each_type_gets_its_structure_and_own_choices_stay(mail_type: MailType) -> None:
    own = Mail(mail_type, sender="Me", platform=Platform.HUBSPOT, blocks=(Block("b7", BlockKind.TEXT),))
    brief = as_mail(Brief(Kind.MAIL, mail=own), Brand(name="Sjöbod", platform=Platform.BREVO))
    assert brief.mail == own
    empty = as_mail(Brief(Kind.MAIL, mail=msgspec.structs.replace(own, blocks=())), Brand())
    assert empty.mail is not None
    kinds = [each.kind for each in structure(mail_type) if each.kind not in {BlockKind.IMAGE, BlockKind.SOCIAL}]
    assert [each.kind for each in empty.mail.blocks] == kinds


def test_a_button_without_words_is_not_in_the_body() -> None:
    mail = Mail(blocks=structure(MailType.ANNOUNCEMENT))
    fields = mail_fields(mail, Copy({"b1": "News", "b2": "It is here."}), Brand())
    assert str(fields["body"]).startswith("# News\n\nIt is here.")
    assert ".button" not in str(fields["body"])


def test_nothing_written_has_no_fields() -> None:
    assert mail_fields(Mail(), Copy(), Brand()) == {}
