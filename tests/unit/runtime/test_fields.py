"""Names of fields: what the window calls each text, in every language the same way."""

from __future__ import annotations

import pytest

from desktop.checks.channels import CHANNELS
from desktop.core.brief import Brief, Kind
from desktop.core.mail import Block, BlockKind, Mail, Segment, TextKind, texts_of
from desktop.runtime.fields import block_label, field_label, fields_of, text_label

MAIL = Mail(
    blocks=(
        Block("b1", BlockKind.HEADING),
        Block("b2", BlockKind.TEXT),
        Block("b3", BlockKind.COLUMNS, columns=((Block("b4", BlockKind.TEXT),), (Block("b5", BlockKind.BUTTON),))),
        Block("b6", BlockKind.PRODUCT),
        Block("b7", BlockKind.FOOTER),
    ),
    segments=(Segment("s1", "Loyal"),),
)


def test_a_mail_has_a_field_for_each_of_its_texts_in_reading_order() -> None:
    specs = fields_of(Brief(Kind.MAIL, mail=MAIL))
    assert [spec.name for spec in specs] == [each.address for each in texts_of(MAIL)]
    assert [spec.label for spec in specs] == [
        "Subject", "Preheader", "Heading", "Text 1", "Text 2", "Button", "Product", "Product, text", "Product, price",
        "Footer", "Footer, unsubscribe", "Footer, address",
    ]  # fmt: skip
    assert not any(spec.is_list for spec in specs)


def test_only_subject_and_preheader_are_counted() -> None:
    known = {each.id: each for each in CHANNELS}
    for spec in fields_of(Brief(Kind.MAIL, mail=MAIL)):
        if spec.name in {"subject", "preheader"}:
            assert (spec.limit, spec.unit) == (known[spec.channel].limit, known[spec.channel].unit)
        else:
            assert (spec.channel, spec.limit) == ("", 0)


def test_prose_is_text_and_lines_are_headlines_or_lines() -> None:
    kinds = {spec.name: spec.kind for spec in fields_of(Brief(Kind.MAIL, mail=MAIL))}
    prose = {each.address for each in texts_of(MAIL) if each.kind is TextKind.PROSE}
    assert {name for name, kind in kinds.items() if kind == "text"} == prose
    assert {name for name, kind in kinds.items() if kind == "headline"} == {"subject", "b1"}


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("b2@s1", "Text 1 (Loyal)"), ("subject@s1", "Subject (Loyal)"), ("b6.price@s1", "Product, price (Loyal)"),
        ("b2@s9", "Text 1"), ("b9", ""), ("title", ""),
    ],
)  # fmt: skip
def test_a_segment_s_text_names_the_segment(address: str, label: str) -> None:
    assert text_label(MAIL, address) == label


def test_what_is_no_text_of_the_mail_is_called_as_before() -> None:
    brief = Brief(Kind.MAIL, mail=MAIL)
    assert field_label("title", brief) == field_label("title") == "Title"
    assert field_label("b9", brief) == "b9"
    assert field_label("b1", brief) == "Heading"
    assert block_label(MAIL, "b3") == "Columns"
    assert block_label(MAIL, "b9") == "b9"


def test_a_mail_without_a_structure_has_subject_and_preheader() -> None:
    assert [spec.name for spec in fields_of(Brief(Kind.MAIL))] == ["subject", "preheader"]
