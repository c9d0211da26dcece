from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.store.fidelity import clean_text, cleaned

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "kept", "replaced"),
    [
        ("a\ud83db", "a�b", 1),
        ("\udc00\udc00", "��", 2),
        ("\ud83d\ude00", "😀", 0),
        ("NUL\0 nbsp\u00a0 ls\u2028 zwj👩\u200d👧 e\u0301 \ufdd0 \u202e", None, 0),
    ],
)
def test_only_half_characters_are_replaced(text: str, kept: str | None, replaced: int) -> None:
    assert clean_text(text) == (text if kept is None else kept, replaced)


@given(ANY_TEXT)
def test_what_utf8_can_hold_is_left_alone_and_the_rest_becomes_encodable(text: str) -> None:
    kept, replaced = clean_text(text)
    assert kept.encode("utf-8").decode("utf-8") == kept
    if replaced == 0 and not any("\ud800" <= char <= "\udfff" for char in text):
        assert kept == text
    assert clean_text(kept) == (kept, 0)


def test_a_value_is_cleaned_in_every_text_of_it() -> None:
    draft = Draft(DraftId("d"), brief=Brief(notes="\ud800"), copy=Copy({"bullets": ("a", "b\udfff"), "body": "ok"}))
    result = cleaned(draft)
    assert result.replaced == 2
    assert result.value.brief.notes == "�"
    assert result.value.copy.fields == {"bullets": ("a", "b�"), "body": "ok"}


def test_a_clean_value_is_the_same_object() -> None:
    draft = Draft(DraftId("d"), copy=Copy({"body": "ü\0"}))
    assert cleaned(draft).value is draft
    assert cleaned(None).value is None
    assert cleaned("x\ud800").value == "x�"
