"""Sentences by rules: abbreviations of six languages, rules of one's own, and texts made to take long."""

from __future__ import annotations

import itertools
import time

import pytest

from desktop.core.errors import UserError
from desktop.formats.bitext.segmenting import LONGEST, segmenter, segmenter_of

SRX = b"""<?xml version="1.0" encoding="UTF-8"?>
<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="yes"/><body>
<languagerules><languagerule languagerulename="E"><rule break="yes">
<beforebreak>;</beforebreak><afterbreak>\\s</afterbreak></rule></languagerule></languagerules>
<maprules><languagemap languagepattern="EN.*" languagerulename="E"/></maprules></body></srx>"""


def sentences(text: str, language: str) -> list[str]:
    places = [0, *segmenter().breaks(text, language), len(text)]
    return [text[start:end].strip() for start, end in itertools.pairwise(places)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("sv", ["Det väger ca. 5 kg.", "Priset är 50 kr. per st. och gäller nu.", "Ring tel. 08-123 kl. 9.00."]),
        (
            "sv-SE",
            ["Öppet kl. 9 bl. a. på lördagar, dvs. ofta.", "Det kostar 50 kr.", "Vi levererar.", "iPhone ingår."],
        ),
        ("nl", ["Dhr. Jansen, d.w.z. de eigenaar, komt o.a. a.u.b. om 9 uur.", "Incl. btw ca. 5 euro.", "Kom!"]),
        ("nl_BE", ["Bel tel. 020-123 t.a.v. mevr. De Vries.", "Tot dan?"]),
        ("de", ["Am 3. Mai kostet es z. B. ca. 50 € inkl. MwSt. und mehr.", "Siehe Art.-Nr. 5.", "Danke!"]),
        ("en", ["Mr. Smith paid approx. 5.5 dollars, e.g. for it.", "He left!", "“Why?” she said."]),
        ("en-GB", ["Hello {{ user. First }} there.", "See the page (it is here. It is there.) now.", "Bye."]),
        ("fr", ["Bonjour M. Dupont.", "Ça va ?", "Oui."]),
        ("ja", ["これは本です。", "あれも。"]),
        ("fi", ["Hinta on 5. luokan mukainen.", "Tämä on uusi!", "Osta nyt."]),
        ("est", ["See on lause.", "Teine lause."]),
        ("", ["Nu.", "Då."]),
    ],
)
def test_sentences_end_where_they_end(language: str, expected: list[str]) -> None:
    joint = "" if language == "ja" else " "
    assert sentences(joint.join(expected), language) == expected


def test_the_number_of_an_item_is_no_sentence() -> None:
    assert sentences("1. Open the box. 2) Close it.", "en")[0] == "1. Open the box."


def test_rules_of_ones_own_count_alone() -> None:
    own = segmenter_of(SRX)
    assert own.breaks("One. Two; three; four", "en") == [9, 16]
    assert own.breaks("One. Two; three", "nl") == []


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        (b"<srx><body>", "cannot be read"),
        (b"no xml", "cannot be read"),
        (b"<srx/>", "no rules"),
        (SRX.replace(b";<", b"(<"), "cannot be read"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]>' + SRX, "cannot be read"),
        (SRX.replace(b'"E"/>', b'"F"/>'), "cannot be read"),
    ],
)
def test_broken_rules_are_refused(rules: bytes, reason: str) -> None:
    with pytest.raises(UserError, match=reason):
        segmenter_of(rules)


@pytest.mark.parametrize("language", ["en", "nl", "sv", "de", "fr", "pl", ""])
@pytest.mark.parametrize("text", ["a. ", "A. B. ", "(a. b) ", "1. ", "... ", "{{ a. ", "tel. ca. 5 kr. "])
def test_no_text_takes_minutes(language: str, text: str) -> None:
    segmenter().breaks("A. B", language)
    begun = time.perf_counter()
    segmenter().breaks(text * 300, language)
    assert time.perf_counter() - begun < 3


def test_what_nobody_translates_is_left_whole() -> None:
    assert segmenter().breaks("One. Two. " * (LONGEST // 10 + 1), "en") == []
