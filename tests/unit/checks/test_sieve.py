"""Tests for patterns that are tried only where they can be found."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from desktop.checks.ledger.amounts import others, quiet
from desktop.checks.ledger.codes import codes
from desktop.checks.ledger.words import promises
from desktop.checks.sieve import Sifted

_CASES = Path(__file__).resolve().parents[3] / "benchmarks" / "ledger_cases"


def test_a_sifted_pattern_finds_what_the_bare_one_finds() -> None:
    """Each method answers as that of `re`."""
    sifted = Sifted(r"\bspare (bag|strap)s?", re.IGNORECASE)
    text = "Two Spare bags, one spare strap."
    assert [found[1] for found in sifted.finditer(text)] == ["bag", "strap"]
    search, within = sifted.search(text), sifted.search(text, 10)
    assert search is not None
    assert within is not None
    assert (search.start(), within.start()) == (4, 20)
    assert sifted.match(text) is None
    assert sifted.match(text, 4) is not None
    assert sifted.fullmatch("spare bag") is not None
    assert sifted.sub("x", text) == "Two x, one x."


def test_a_text_without_its_words_is_left_out() -> None:
    """No search is made, and none finds anything."""
    sifted = Sifted(r"\bspare (?:bag|strap)s?")
    assert not sifted.may_be_in("The bag is spacious.")
    assert sifted.search("The bag is spacious.") is None
    assert list(sifted.finditer("The bag is spacious.")) == []
    assert sifted.match("The bag") is None
    assert sifted.fullmatch("The bag") is None
    assert sifted.sub("x", "The bag") == "The bag"


def test_a_pattern_made_later_is_known_for_a_text_read_before() -> None:
    """What was found out of a text holds for the patterns of then only."""
    text = "A quixotic zither."
    assert not Sifted("harmonium").may_be_in(text)
    assert Sifted(r"\bzither\b").may_be_in(text)


@pytest.mark.parametrize("text", ["Fre\u017fh", "SP\u0130N", "sp\u0131n", "5 \u00b5m", "5 \u03bcm"])
def test_letters_that_re_takes_for_others_are_never_left_out(text: str) -> None:
    """A long s is an s to `re` when it ignores case."""
    pattern = r"fresh|spin|\u00b5m"
    assert (re.search(pattern, text, re.IGNORECASE) is None) == (Sifted(pattern, re.IGNORECASE).search(text) is None)


def _sifted() -> list[Sifted]:
    """The patterns of a few rooms of the ledger."""
    return [each for room in (promises, quiet, others, codes) for each in vars(room).values() if type(each) is Sifted]


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_no_pattern_of_the_ledger_loses_anything(language: str) -> None:
    """On the labelled cases each is found wherever the bare one is, and most texts are left out."""
    lines = (_CASES / f"tune_{language}.jsonl").read_text("utf-8").splitlines()
    texts = [part for line in lines for part in json.loads(line)["copy"].values() if isinstance(part, str)]
    assert len(_sifted()) > 3
    for sifted in _sifted():
        bare = re.compile(sifted.pattern, re.IGNORECASE)
        assert all(sifted.may_be_in(text) for text in texts if bare.search(text)), sifted.pattern
        assert any(not sifted.may_be_in(text) for text in texts), sifted.pattern
