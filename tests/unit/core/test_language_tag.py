"""Tags of languages."""

from __future__ import annotations

import pytest

from desktop.core.language_tag import is_language_tag, plain_language, same_language


@pytest.mark.parametrize("tag", ["nl", "NL", "nl-NL", "nl_BE", "dut", "nld", " nl ", "nl-Latn-NL"])
def test_all_of_them_are_dutch(tag: str) -> None:
    assert plain_language(tag) == "nl"
    assert same_language(tag, "nl")


def test_others_are_not() -> None:
    assert not same_language("nl", "no")
    assert not same_language("sv-FI", "fi")
    assert same_language("", "sv")
    assert plain_language("gsw") == "gsw"
    assert plain_language("") == ""


@pytest.mark.parametrize(("tag", "fits"), [
    ("nl", True), ("pt-BR", True), ("zh_Hant_TW", True), ("gsw", True), ("sv-x-ikea", True),
    ("klingonish", False), ("Dutch", False), ("nl-", False), ("", False), ("n", False), ("12", False),
])  # fmt: skip
def test_a_tag_is_well_formed_or_not(tag: str, fits: bool) -> None:
    assert is_language_tag(tag) is fits
