"""Briefs, facts and copies as JSON: read as written, or refused with the place."""

from __future__ import annotations

import json

import pytest

from desktop.core.brief import Kind
from desktop.core.errors import ErrorKind, UserError
from desktop.core.resources import resource_text
from desktop.formats.brief_json import read_brief, read_copy, read_facts


def test_a_brief_as_the_contract_shows_it() -> None:
    text = json.dumps(
        {
            "kind": "product",
            "product": "Bag",
            "language": "nl",
            "channels": ["shop.title"],
            "length": "short",
            "facts": [
                {"name": "Weight", "value": 980, "unit": "g"},
                {"id": "w", "name": "Warranty", "value": "5 jaar"},
            ],
            "something_new": True,
        }
    )
    brief = read_brief(text, "brief.json")
    assert brief.kind is Kind.PRODUCT
    assert brief.channels == ("shop.title",)
    assert [(fact.id, fact.text) for fact in brief.facts] == [("f1", "980 g"), ("w", "5 jaar")]


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_the_samples_are_whole(language: str) -> None:
    brief = read_brief(resource_text(f"sample/{language}.json"), language)
    assert brief.language == language
    assert sum(fact.must_mention for fact in brief.facts) >= 3
    assert len(brief.facts) == 8


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "line 1, column 1"),
        ('{"kind": "product",\n "product": Bag}', "line 2, column 13"),
        ("[1, 2]", "an object in braces"),
        ('{"kind": "poem"}', "poem"),
        ('{"kind": "product", "product": 7}', "$.product"),
        ('{"kind": "product", "facts": [{"name": []}]}', "$.facts[0].name"),
        ("[" * 100_000, "brief.json"),
        (f'{{"facts": [{{"value": {"9" * 5000}}}]}}', "a number in it is too long"),
    ],
)
def test_a_bad_brief_says_where(text: str, part: str) -> None:
    with pytest.raises(UserError) as caught:
        read_brief(text, "brief.json")
    assert caught.value.problem.kind is ErrorKind.INPUT
    assert part in caught.value.problem.message


def test_facts_may_be_a_bare_list() -> None:
    assert read_facts('[{"name": "Weight", "value": "1 kg"}]', "f").facts[0].id == "f1"
    assert read_facts('{"product": "Bag", "facts": []}', "f").product == "Bag"


@pytest.mark.parametrize("text", ['{"body": ' + "[" * 100_000, f'{{"body": {"9" * 5000}}}'])
def test_a_copy_that_is_no_json_is_plain_text_unless_its_name_says_it_is(text: str) -> None:
    assert read_copy(text, "copy.txt").fields == {"body": text}
    with pytest.raises(UserError):
        read_copy(text, "copy.json")


def test_a_copy_is_json_or_plain_text() -> None:
    assert read_copy('{"title": "T", "bullets": ["a", "b"]}', "copy.json").fields == {
        "title": "T",
        "bullets": ("a", "b"),
    }
    assert read_copy("Just text.\n", "copy.txt").fields == {"body": "Just text.\n"}
    assert read_copy("{curly text}", "copy.txt").fields == {"body": "{curly text}"}
    with pytest.raises(UserError, match="line 1"):
        read_copy("Just text.", "copy.json")
    with pytest.raises(UserError, match="expected form"):
        read_copy('{"title": {"a": 1}}', "copy.json")
