"""Tags of languages."""

from __future__ import annotations

import pytest

from desktop.core.language_tag import plain_language, same_language


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
