"""Short lines for a mail: subjects go to the segment on the desk; no screen takes over meanwhile."""

from __future__ import annotations

import msgspec
import pytest

from desktop.checks.channels import channel
from desktop.core.brief import Brief, Kind
from desktop.core.draft import Draft
from desktop.core.finding import Measure
from desktop.core.ids import DraftId
from desktop.core.lines import Line
from desktop.core.mail import address_for
from desktop.runtime.lining_taking import take_lines
from tests.unit.runtime.mail_bench import WORDS, YLVA, MailBench

LINE = Line("Ylva, van Zweedse wol", Measure("mail.subject", 21, 50, "characters", fits=True), model="local")
MAIL = Draft(DraftId("m"), Kind.MAIL, YLVA, WORDS)


@pytest.mark.parametrize(("segment", "address"), [("", "subject"), ("s2", "subject@s2")])
def test_a_subject_becomes_that_of_the_segment(segment: str, address: str) -> None:
    done = take_lines(MAIL, channel("mail.subject"), (LINE,), segment=segment)
    changed = {name for name, value in done.copy.fields.items() if WORDS.fields.get(name) != value}
    assert changed == {address}
    assert done.copy.text(address) == LINE.text
    assert [source.field for source in done.new] == [address]
    assert done.brief == YLVA


@pytest.mark.parametrize("segment", ["", "s2"])
def test_with_a_subject_comes_the_preheader_that_completes_it(segment: str) -> None:
    line = msgspec.structs.replace(LINE, beside="En hij is warm")
    done = take_lines(MAIL, channel("mail.subject"), (line,), segment=segment)
    assert done.copy.text(address_for("preheader", segment)) == "En hij is warm"
    assert done.copy.text(address_for("subject", segment)) == LINE.text
    assert [source.text for source in done.new] == [LINE.text, "En hij is warm"]
    sms = take_lines(MAIL, channel("sms"), (line,))
    assert sms.copy.text("preheader") == WORDS.text("preheader")


def test_a_product_knows_no_segments() -> None:
    product = Draft(DraftId("p"), brief=Brief(product="Ylva"))
    done = take_lines(product, channel("seo.title"), (LINE,), segment="s2")
    assert set(done.copy.fields) == {"seo_title"}


def test_lines_are_those_of_what_is_on_the_desk(mails: MailBench) -> None:
    mails.open()
    assert mails.lining.channel == "mail.subject"
    mails.drafts.put_new(Draft(DraftId(""), brief=Brief(product="Havn")))
    assert mails.lining.channel == "google_ads.headline"
    mails.open()
    assert mails.lining.channel == "mail.subject"


def test_another_screen_waits_while_models_work_on_the_draft(mails: MailBench) -> None:
    working = [True]
    mails.drafts.hold_while(lambda: working[0])
    mails.open()
    assert not mails.drafts.show_kind(Kind.PRODUCT)
    assert mails.posted[-1].key == "still_writing"
    assert mails.drafts.show_kind(Kind.MAIL)  # it is there already
    working[0] = False
    assert mails.drafts.show_kind(Kind.PRODUCT)
