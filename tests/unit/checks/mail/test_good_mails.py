from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from desktop.checks.mail.whole import check_mail
from desktop.checks.report import check_copy
from desktop.core.brand import Brand
from desktop.core.brief import Brief, Fact, Kind
from desktop.core.checking import CheckOptions
from desktop.core.copy import Copy
from desktop.core.finding import Finding, Severity
from desktop.core.mail import Block, BlockKind, Mail, MailType, Platform, RenderedMail
from desktop.core.mail_structures import structure
from desktop.engine.mail_checking import check_draft
from desktop.formats.mail.layouts import LAYOUTS

TEMPLATES = Path(__file__).resolve().parents[4].parent / "shared" / "data" / "email"


class GoodMail(msgspec.Struct, frozen=True):
    """A mail as a good shop writes it; `texts` are those of its blocks in their order."""

    name: str
    language: str
    type: MailType
    platform: Platform
    shop: str
    site: str
    address: str
    subject: str
    preheader: str
    texts: tuple[str, ...]
    alt: str
    price: str
    unsubscribe: str

    @property
    def brand(self) -> Brand:
        return Brand(name=self.shop, sender=self.shop, from_address=f"mail@{self.site}", address=self.address)

    def brief(self) -> Brief:
        blocks = tuple(self._block(each) for each in structure(self.type))
        mail = Mail(self.type, sender=self.shop, platform=self.platform, blocks=blocks)
        return Brief(Kind.MAIL, language=self.language, mail=mail, channels=("mail.subject", "mail.preheader"))

    def _block(self, block: Block) -> Block:
        page = f"https://{self.site}/"
        if block.kind is BlockKind.IMAGE:
            return msgspec.structs.replace(block, src=f"{page}picture.jpg", href=page)
        return msgspec.structs.replace(block, href=page) if block.kind is BlockKind.BUTTON else block

    def copy(self) -> Copy:
        fields: dict[str, str] = {"subject": self.subject, "preheader": self.preheader}
        texts = iter(self.texts)
        for block in structure(self.type):
            if block.kind is BlockKind.IMAGE:
                fields[f"{block.id}.alt"] = self.alt
            elif block.kind is BlockKind.PRODUCT:
                fields |= {block.id: next(texts), f"{block.id}.text": next(texts), f"{block.id}.price": self.price}
            elif block.kind is not BlockKind.SOCIAL:
                fields[block.id] = next(texts)
        foot = structure(self.type)[-1].id
        fields |= {f"{foot}.unsubscribe": self.unsubscribe, f"{foot}.address": self.address}
        return Copy(dict(fields))

    def as_text(self) -> Copy:
        body = "\n\n".join((*self.texts, f"[{self.unsubscribe}](https://{self.site}/stop)", self.address))
        return Copy({"subject": self.subject, "preheader": self.preheader, "body": body})


MAILS = msgspec.json.decode(Path(__file__).with_name("good_mails.json").read_bytes(), type=tuple[GoodMail, ...])


def _said(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{each.check} {each.field}: {each.text!r} {each.message}" for each in findings]


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: f"{mail.language} {mail.name}")
def test_nothing_is_said_against_a_good_mail(mail: GoodMail) -> None:
    brief = mail.brief()
    report = check_draft(mail.copy(), brief, channels=brief.channels, options=CheckOptions(brand=mail.brand))
    assert _said(report.findings) == []


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: f"{mail.language} {mail.name}")
def test_nor_against_its_words_as_one_text(mail: GoodMail) -> None:
    brief = Brief(Kind.MAIL, language=mail.language)
    report = check_copy(mail.as_text(), brief, channels=("mail.subject", "mail.preheader"))
    assert _said(report.findings) == []


@pytest.mark.parametrize("layout", [layout.id for layout in LAYOUTS])
@pytest.mark.parametrize("mail", [MAILS[1], MAILS[4], MAILS[8]], ids=lambda mail: mail.language)
def test_nor_against_any_layout(mail: GoodMail, layout: str) -> None:
    brand = msgspec.structs.replace(mail.brand, layout=layout)
    brief = mail.brief()
    report = check_draft(mail.copy(), brief, channels=brief.channels, options=CheckOptions(brand=brand))
    assert _said(report.findings) == []


JUSTIFIED = {
    # White or faint grey words on light green, orange and grey, by day or at night.
    "mail.contrast": {"leemunroe", "postmark"},
    # Receipts, passwords and invitations have none, rightly; a marketing mail must. Some samples leave them out.
    "mail.unsubscribe": {"postmark", "foundation/basic", "foundation/order", "foundation/welcome"},
    "mail.address": {
        "foundation/drip",
        "foundation/marketing",
        "foundation/newsletter",
        "foundation/password",
        "foundation/welcome",
    },
    # Placeholders without an alt text.
    "mail.alt": {"foundation"},
}


@pytest.mark.parametrize(
    "file", sorted(TEMPLATES.rglob("*.html")), ids=lambda file: file.relative_to(TEMPLATES).with_suffix("").as_posix()
)
def test_of_real_templates_only_true_faults_are_named(file: Path) -> None:
    html = file.read_text(encoding="utf-8", errors="replace")
    found = check_mail(Brief(Kind.MAIL, language="en"), Copy(), RenderedMail("", "", "", html, ""))
    name = file.relative_to(TEMPLATES).as_posix()
    for each in found:
        if each.severity is not Severity.INFO:
            allowed = JUSTIFIED.get(each.check, set())
            assert any(name.startswith(part) for part in allowed), each
    assert len(found) <= 8


def test_the_templates_are_there() -> None:
    if not TEMPLATES.is_dir():
        pytest.skip(f"no templates under {TEMPLATES}")
    assert len(list(TEMPLATES.rglob("*.html"))) >= 25


@pytest.mark.parametrize(
    "address", ["Bryggvägen 4, 572 30 Oskarshamn", "Keizersgracht 12, 1015 CZ Amsterdam", "12 Mill Lane, Leeds LS1 4AP"]
)
def test_a_postal_address_claims_nothing_of_a_product(address: str) -> None:
    facts = (Fact("f1", "Volume", "12 litres"),)
    brief = Brief(Kind.MAIL, "Ylva", language="en", facts=facts, mail=Mail(blocks=(Block("b1", BlockKind.FOOTER),)))
    copy = Copy({"b1.address": address, "b1.address@s1": address, "b1": "It holds 12 litres."})
    report = check_copy(copy, brief, channels=())
    assert {claim.field for claim in report.claims} == {"b1"}
