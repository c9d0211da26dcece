"""What two versions have and have not in common; the texts of a mail under their names, in reading order."""

from __future__ import annotations

import msgspec

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Origin, Version
from desktop.core.ids import DraftId, VersionId
from desktop.core.mail import Mail
from desktop.runtime.history import differences
from tests.unit.runtime.mail_bench import YLVA


def version(copy: Copy, brief: Brief = YLVA) -> Version:
    return Version(VersionId(1), DraftId("d"), Origin.TYPED, "", brief, copy)


def test_the_texts_of_a_mail_stand_in_reading_order_under_their_names() -> None:
    old = version(Copy({"b4": "Koop", "b2": "Dit is Ylva.", "subject": "Ylva"}))
    new = version(
        Copy(
            {
                "b2@s2": "Voor jou.",
                "b4": "Bestel",
                "b1": "Nieuw",
                "b2": "Dit is Ylva.",
                "subject@s1": "Hoi",
                "subject": "Y",
            }
        )
    )
    found = differences(old, new)
    assert [(each.field, each.label, each.same) for each in found] == [
        ("subject", "Subject", False),
        ("b1", "Heading", False),
        ("b2", "Text 1", True),
        ("b4", "Button", False),
        ("subject@s1", "Subject (Nieuw)", False),
        ("b2@s2", "Text 1 (Trouw)", False),
    ]


def test_a_block_that_is_gone_bears_the_name_that_it_had() -> None:
    assert YLVA.mail is not None
    without = msgspec.structs.replace(YLVA, mail=Mail(blocks=YLVA.mail.blocks[:1]))
    found = differences(version(Copy({"b1": "A", "b4": "Koop"})), version(Copy({"b1": "A"}), without))
    assert [(each.field, each.label) for each in found] == [("b1", "Heading"), ("b4", "Button")]


def test_a_product_keeps_the_order_of_the_newer_version() -> None:
    brief = Brief(product="Havn")
    found = differences(
        version(Copy({"title": "Havn", "bullets": ("a",)}), brief),
        version(Copy({"description": "x", "title": "Havn"}), brief),
    )
    assert [each.field for each in found] == ["description", "title", "bullets"]
    assert [each.label for each in found][:2] == ["Description", "Title"]
