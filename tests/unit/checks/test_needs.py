"""Tests for what a text must have for a pattern to be found in it."""

from __future__ import annotations

import re

import pytest

from desktop.checks.needs import Atom, needs_of

_TEXTS = (
    "", "Spare bags and 2 straps.", "De reserveriem is 2 m.", "På köpet får du en väska.", "IP67, 5 kg, 50% of -20 °C",
    "It's an A4 sheet", "3x zo snel", "Waarvan 10 in de doos", "USB-C", "WATERPROOF", "the foot_bar", "E\u0301t\u00e9",
)  # fmt: skip
_PATTERNS = (
    r"\bspare (?:bag|strap)s?\b", r"reserve(?:riem)?", r"\b(?:och|får|av)\b", r"\bIP\s?\d{2}\b", r"[€£$%]|kr\b",
    r"\b[A-D][0-7]\b", r"\d\s?[x×]\s", r"(?<![\w-])in(?!\w)", r"(?<=of )-?\d+", r"(?=strap)\w+", r"(?P<it>\w+)-C",
    r"(?:[^\W\d_]{4,})", r"(?i:water)proof|(?!)", r"a{0,3}n", r"(?:f[oö]){1,2}t", r"[Ss]heets?$", r"^the\b", r"",
    r"(\w)\1", r"\bfoo", r"été|ete",
)  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"\bspare\b", [[{Atom("spare", True, True)}]]),
        (r"spare\w*", [[{Atom("spare")}]]),
        (r"\b(?:bag|straps?)\b", [[{Atom("bag", True, True), Atom("strap", True)}]]),
        (r"colou?r", [[{Atom("colo")}]]),
        (r"(?:bag|x*)", []),
        (r"\w+", []),
        (r"(?:19|20)\d{2}", [[{Atom("00")}]]),
        (r"(?P<one>a)(?P=one)", []),
    ],
)
def test_what_a_pattern_needs(pattern: str, needed: list[list[set[Atom]]]) -> None:
    """Words, how words begin, and nothing where anything may do or where the pattern is not understood."""
    assert [[set(clause) for clause in way] for way in needs_of(pattern)] == needed


def test_each_part_of_a_way_is_needed() -> None:
    """A number and a unit, each in whatever order they are looked for."""
    (way,) = needs_of(r"\d+\skr\b")
    assert set(way) == {frozenset({Atom("0")}), frozenset({Atom("kr", True, True)})}


@pytest.mark.parametrize("pattern", _PATTERNS)
@pytest.mark.parametrize("text", _TEXTS)
def test_a_text_with_a_match_has_what_is_needed(pattern: str, text: str) -> None:
    """Nothing that `re` finds may be left out."""
    words = re.findall(r"[^\W\d_]+", text.lower())

    def has(atom: Atom) -> bool:
        if not atom.text[0].isalpha():
            row = rf"\d{{{len(atom.text)}}}"
            return re.search(row, text) is not None if atom.text[0] == "0" else atom.text in text
        return any(
            word.startswith(atom.text) if atom.begins and not atom.ends
            else word.endswith(atom.text) if atom.ends and not atom.begins
            else word == atom.text if atom.begins
            else atom.text in word
            for word in words
        )  # fmt: skip

    if re.search(pattern, text, re.IGNORECASE):
        ways = needs_of(pattern)
        assert not ways or any(all(any(map(has, clause)) for clause in way) for way in ways)
