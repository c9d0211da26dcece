"""What a post rests on, and what its checks say where it rests on nothing or does not show it."""

from __future__ import annotations

import time

import pytest

from desktop.checks.citing import bases_of_post, comes_from_elsewhere, marks_in, notes_without_end
from desktop.checks.report import check_copy
from desktop.core.brief import Brief, Fact, Kind
from desktop.core.copy import Copy
from desktop.core.finding import Finding
from desktop.core.post import Post, PostSource
from desktop.core.reply import Rest

SHEET = {
    "en": "The strap of the bag is 4 cm wide. It was tested with a load of 30 kg for three weeks in Malmö.",
    "nl": "De draagband van de tas is 4 cm breed. Hij is drie weken in Malmö getest met een last van 30 kg.",
    "sv": "Väskans rem är 4 cm bred. Den testades i tre veckor i Malmö med en last på 30 kg.",
}
WEIGHT = {"en": "The bag weighs 980 g.", "nl": "De tas weegt 980 g.", "sv": "Väskan väger 980 g."}
STRAP = {"en": "The strap is 4 cm wide.", "nl": "De draagband is 4 cm breed.", "sv": "Remmen är 4 cm bred."}
ELSEWHERE = {
    "en": "Research shows that people like to walk.",
    "nl": "Uit onderzoek blijkt dat mensen graag wandelen.",
    "sv": "Forskning visar att människor gärna promenerar.",
}
PLAIN = {"en": "It is good to walk.", "nl": "Wandelen is fijn.", "sv": "Det är skönt att gå."}
FACTS = {
    "en": Fact("f1", "Weight", "980 g"),
    "nl": Fact("f1", "Gewicht", "980 g"),
    "sv": Fact("f1", "Vikt", "980 g"),
}


def brief(language: str, *, references: bool = False) -> Brief:
    post = Post(sources=(PostSource("q1", "Test sheet", text=SHEET[language]),), references=references)
    return Brief(Kind.BLOG, language=language, facts=(FACTS[language],), post=post)


def said(text: str, of: Brief) -> list[Finding]:
    report = check_copy(Copy({"body": text}), of, channels=())
    found = [each for each in report.findings if each.check.startswith("post.")]
    assert all(text[each.start : each.end] == each.text for each in found)
    return found


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_a_sentence_rests_on_a_fact_or_on_a_source(language: str) -> None:
    text = f"## 980 g\n\n{WEIGHT[language]} {STRAP[language]} {PLAIN[language]}"
    of = brief(language)
    claims = check_copy(Copy({"body": text}), of, channels=()).claims
    bases = bases_of_post("body", text, of, language, claims)
    assert [(text[each.start : each.end], each.rest, each.ids[:1]) for each in bases] == [
        (WEIGHT[language], Rest.FACT, ("f1",)),
        (STRAP[language], Rest.PASSAGE, ("q1",)),
    ]
    assert "4 cm" in bases[1].quote
    assert not said(text, of)


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_findings_of_others_must_show_their_source(language: str) -> None:
    sentence = ELSEWHERE[language]
    assert comes_from_elsewhere(sentence, language)
    assert not comes_from_elsewhere(PLAIN[language], language)
    for of in (brief(language), Brief(Kind.BLOG, language=language)):
        (finding,) = said(f"{PLAIN[language]} {sentence}", of)
        assert (finding.check, finding.text, finding.severity.value) == ("post.source", sentence, "info")
    linked = f"{sentence[:-1]} ([x](https://example.org/study))."
    assert not said(f"{PLAIN[language]} {linked}", Brief(Kind.BLOG, language=language))
    assert not said(f"{sentence[:-1]}[^q1].", brief(language))


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_what_the_ledger_says_is_not_said_twice(language: str) -> None:
    text = WEIGHT[language].replace("980", "700")
    report = check_copy(Copy({"body": text}), brief(language), channels=())
    checks = [each.check for each in report.findings]
    assert any(each.startswith("claims.") for each in checks)
    assert "post.source" not in checks


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_a_source_is_shown_where_others_are(language: str) -> None:
    text = f"{STRAP[language]} {PLAIN[language]}"
    assert not said(text, brief(language))
    (finding,) = said(text, brief(language, references=True))
    assert finding.check == "post.unmarked_source"
    assert finding.fixes == (f"{STRAP[language][:-1]}[^q1].",)
    assert "Test sheet" in finding.message
    assert not said(text.replace(STRAP[language], finding.fixes[0]), brief(language, references=True))


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("It is so.[^q1]", []),
        ("It is so [q1].", []),
        ("It is so [q1.2, q1].", []),
        ("It is so.[^q2]", ["[^q2]"]),
        ("It is so [q1, q7].", ["[q1, q7]"]),
        ("It is so.[^1]\n\n[^1]: A note.", []),
        ("It is so.[^1]", ["[^1]"]),
        ("It is so.[^q3]\n\n[^q3]: A note.", []),
        ("`[^q9]` and [q9](https://havn.nl)", []),
        ("No marks.", []),
    ],
)
def test_sources_that_do_not_exist_are_found(text: str, missing: list[str]) -> None:
    found = [each for each in said(text, brief("en")) if each.check == "post.unknown_source"]
    assert [each.text for each in found] == missing
    assert all(each.severity.value == "warning" for each in found)


def test_brackets_of_a_plain_file_are_its_own_and_notes_are_not() -> None:
    assert not said("See [q1].", Brief(Kind.BLOG, language="en"))
    assert [each.text for each in said("See.[^q1]", Brief(Kind.BLOG, language="en"))] == ["[^q1]"]
    assert not said("See.[^q1]", Brief(Kind.PRODUCT, language="en"))


def test_marks_are_read_in_all_their_forms() -> None:
    assert [mark.ids for mark in marks_in("a[^q1] b [q2; q3.4] c [^2] [q]")] == [("q1",), ("q2", "q3")]
    assert [mark.ids for mark in notes_without_end("a[^2] b[^x-1]\n\n[^2]: c")] == [("x-1",)]


def test_a_long_post_with_long_sources_is_read_at_once() -> None:
    sheet = "\n\n".join(f"Strap {each} is {each} cm wide." for each in range(400))
    sources = tuple(PostSource(f"q{number}", "Sheet", text=sheet) for number in range(1, 4))
    of = Brief(Kind.BLOG, language="en", post=Post(sources=sources))
    text = " ".join(f"In {1900 + each} the strap was {each} cm wide and {each} kg heavy." for each in range(300))
    began = time.process_time()
    bases = bases_of_post("body", text, of, "en", ())
    assert len(bases) == 300
    assert time.process_time() - began < 3


def test_a_mark_behind_the_full_stop_belongs_to_its_sentence() -> None:
    source = PostSource("q1", "Tea", text="Black tea keeps for 2 years.\n\nGreen tea fades within 12 months.")
    brief = Brief(Kind.BLOG, "Tea", language="en", post=Post(sources=(source,)))
    body = "Green tea fades within 12 months.[^q1] Next to coffee, tea takes on the smell within 3 days."
    marked, bare = bases_of_post("body", body, brief, "en", ())
    assert body[marked.start : marked.end] == "Green tea fades within 12 months.[^q1]"
    assert (marked.shown, marked.ids, marked.pieces) == (True, ("q1",), ("q1.2",))
    assert body[bare.start : bare.end].startswith("Next to coffee")
    assert (bare.shown, bare.rest, bare.pieces) == (False, Rest.NOTHING, ())
