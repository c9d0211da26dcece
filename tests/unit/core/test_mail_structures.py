"""Each type of mail has a structure that stands by itself."""

from __future__ import annotations

import pytest

from desktop.core.mail import BlockKind, Mail, MailType, texts_of
from desktop.core.mail_structures import structure


@pytest.mark.parametrize("mail_type", list(MailType))
def test_every_type_begins_with_a_heading_and_ends_with_a_footer(mail_type: MailType) -> None:
    blocks = structure(mail_type)
    assert blocks[0].kind is BlockKind.HEADING
    assert blocks[-1].kind is BlockKind.FOOTER
    assert [each.kind for each in blocks].count(BlockKind.FOOTER) == 1
    assert any(each.kind is BlockKind.TEXT for each in blocks)
    assert any(each.kind is BlockKind.BUTTON for each in blocks)


@pytest.mark.parametrize("mail_type", list(MailType))
def test_ids_count_from_one_and_only_the_first_heading_is_the_title(mail_type: MailType) -> None:
    blocks = structure(mail_type)
    assert [each.id for each in blocks] == [f"b{number}" for number in range(1, len(blocks) + 1)]
    assert [each.level for each in blocks if each.kind is BlockKind.HEADING][:1] == [1]
    assert all(each.level == 2 for each in blocks[1:] if each.kind is BlockKind.HEADING)


def test_no_two_types_write_the_same_texts_in_the_same_order_but_those_that_differ_in_what_they_say() -> None:
    shapes = {each: tuple(block.kind for block in structure(each)) for each in MailType}
    assert shapes[MailType.OFFER] == shapes[MailType.ABANDONED_CART]
    assert len(set(shapes.values())) == len(MailType) - 1


def test_the_texts_of_a_new_launch() -> None:
    found = [each.address for each in texts_of(Mail(MailType.LAUNCH, blocks=structure(MailType.LAUNCH)))]
    assert found == [
        "subject", "preheader", "b1", "b2", "b3.alt", "b4", "b5", "b5.text", "b5.price",
        "b6", "b6.unsubscribe", "b6.address",
    ]  # fmt: skip
