from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from desktop.checks.check import Subject
from desktop.checks.policies.beginnings import beginnings_of
from desktop.checks.policies.check import Policies
from desktop.checks.policies.load import OWN_PACKS, damaged_packs, packs, read_pack, require_packs
from desktop.checks.policies.page import policies_page
from desktop.checks.policies.reading import compiled
from desktop.core.brief import Brief
from desktop.core.checking import CheckOptions
from desktop.core.copy import Copy
from desktop.core.errors import ErrorKind, UserError
from desktop.core.finding import Severity
from desktop.core.resources import resource_text
from desktop.core.words import set_language
from tests.unit.checks.policies.looking import look

OWN = {
    "id": "our-house",
    "titles": {"en": "Our house rules"},
    "about": {"en": "What we do not say."},
    "region": "our shops",
    "version": "1",
    "verified_on": "2026-11-20",
    "knowledge": {"en": "By ourselves."},
    "sources": [{"title": "Style guide"}],
    "rules": [
        {
            "id": "cheap",
            "severity": "warning",
            "law": "page 3",
            "message": {"en": "We do not say “{text}”.", "sv": "Vi säger inte ”{text}”."},
            "fix": {"en": "Say what it costs."},
            "vocabulary": {"en": {"words": ["cheap"], "patterns": ["low budget"]}, "de": {"words": ["billig"]}},
        }
    ],
}


def written(folder: Path, data: object, name: str = "our-house.json") -> str:
    (folder / name).write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize("pack_id", OWN_PACKS)
def test_each_pack_of_ours_is_whole(pack_id: str) -> None:
    pack = read_pack(resource_text(f"policies/{pack_id}.json"))
    assert pack.id == pack_id
    assert pack.verified_on == "2026-11-22"
    assert 8 <= len(pack.rules) <= 20
    assert pack.title
    assert pack.source
    for words in (pack.titles, pack.about, pack.knowledge, *pack.notes):
        assert set(words) == {"en", "nl", "sv"}
    for rule in pack.rules:
        assert set(rule.message) == set(rule.fix) == {"en", "nl", "sv"}
        assert rule.law
        assert bool(rule.vocabulary) + bool(rule.characters) + (rule.shape is not None) == 1, rule.id
        for vocabulary in rule.vocabulary.values():
            for pattern in (*vocabulary.patterns, *vocabulary.but_not):
                compiled(pattern)
            assert all("" not in beginnings_of(pattern) for pattern in vocabulary.patterns), rule.id


@pytest.mark.parametrize(
    ("pattern", "beginnings"),
    [
        ("eco friendly", {"eco"}),
        ("go(?:es|ing)? green", {"go", "goe", "goi"}),
        (r"\d+ off", set("0123456789")),
        (r"(?:up to )?1\s?%", {"up", "1", "1%"}),
        ("[ae]b|x{0,2}yz", {"ab", "eb", "x", "yz"}),
        (r"(?<!a)be(?= me)", {"be"}),
        (r"\w+ sale", {""}),
    ],
)
def test_the_beginnings_of_a_pattern(pattern: str, beginnings: set[str]) -> None:
    assert beginnings_of(pattern) == beginnings


def test_no_pack_chosen_says_nothing() -> None:
    assert list(Policies().find(Subject(Copy({"title": "Eco-friendly!"}), Brief(), "en"))) == []


def test_offsets_are_those_of_the_whole_field() -> None:
    text = "Strong canvas.\n\nAn eco-friendly bag 🎒 and an eco-friendly cap."
    found = look("eu-green", text, "en")
    assert [text[each.start : each.end] for each in found] == ["eco-friendly", "eco-friendly"]


def test_a_long_paragraph_is_read_by_its_sentences() -> None:
    text = "The strap is wide and soft. " * 60 + "It is an eco-friendly bag. " + "It has two pockets. " * 20
    (finding,) = look("eu-green", text, "en")
    assert text[finding.start : finding.end] == finding.text == "eco-friendly"


def test_messages_are_in_the_language_of_the_window() -> None:
    set_language("sv")
    try:
        (finding,) = look("eu-green", "An eco-friendly bag.", "en")
    finally:
        set_language("en")
    assert "miljöpåstående" in finding.message


@pytest.mark.parametrize("language", ["de", "fr", ""])
def test_words_of_a_language_that_is_not_known_are_left_alone(language: str) -> None:
    assert look("eu-green", "Eco-friendly, klimatneutral, milieuvriendelijk.", language) == []


def test_a_pack_of_the_users_own_is_read(tmp_path: Path) -> None:
    folder = written(tmp_path, OWN)
    (finding,) = look("our-house", "A cheap bag.", "en", folder=folder)
    assert (finding.check, finding.text, finding.message) == (
        "policy.our-house.cheap",
        "cheap",
        "We do not say “cheap”.",
    )
    assert [each.text for each in look("our-house", "A low-budget bag.", "en", folder=folder)] == ["low-budget"]
    assert [each.text for each in look("our-house", "Sehr billig.", "de", folder=folder)] == ["billig"]
    listed = {each.id: each for each in packs(folder)}
    assert (listed["our-house"].title, listed["our-house"].source) == ("Our house rules", "Style guide")
    assert listed["our-house"].file.endswith("our-house.json")
    assert set(OWN_PACKS) < set(listed)


def test_a_pack_of_the_users_takes_the_place_of_ours(tmp_path: Path) -> None:
    folder = written(tmp_path, OWN | {"id": "price"})
    assert look("price", "Free shipping.", "en", folder=folder) == []
    assert look("price", "Free shipping.", "en") != []


def test_a_changed_pack_is_read_again(tmp_path: Path) -> None:
    folder = written(tmp_path, OWN)
    assert look("our-house", "A cheap bag.", "en", folder=folder)
    rule = OWN["rules"][0] | {"vocabulary": {"en": {"words": ["inexpensive"]}}}  # type: ignore[index]
    written(tmp_path, OWN | {"rules": [rule]})
    assert look("our-house", "A cheap bag.", "en", folder=folder) == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("{not json", "malformed"),
        ("", "truncated"),
        ("[]", "Expected `object`"),
        (OWN | {"wat": 1}, "unknown field `wat`"),
        (OWN | {"id": "Ours!"}, "$.id"),
        (OWN | {"verified_on": "yesterday"}, "$.verified_on"),
        (OWN | {"rules": [OWN["rules"][0] | {"severity": "grave"}]}, "$.rules[0].severity"),  # type: ignore[index]
        (OWN | {"rules": [OWN["rules"][0] | {"lifted_by": ["x"]}]}, "$.rules[0]"),  # type: ignore[index]
        (OWN | {"rules": [OWN["rules"][0] | {"characters": ["("]}]}, "$.rules[0].characters[0]"),  # type: ignore[index]
        (OWN | {"rules": [OWN["rules"][0] | {"characters": ["x*"]}]}, "found everywhere"),  # type: ignore[index]
        (OWN | {"rules": [OWN["rules"][0]] * 2}, "$.rules[1].id"),  # type: ignore[index]
        (b"\xff\xfe", ""),
    ],
)
def test_a_damaged_pack_is_said_and_harms_nothing(tmp_path: Path, data: object, reason: str) -> None:
    if isinstance(data, bytes):
        (tmp_path / "bad.json").write_bytes(data)
    else:
        written(tmp_path, data, "bad.json")
    found = look("eu-green", "An eco-friendly bag.", "en", folder=str(tmp_path))
    assert [each.check for each in found] == ["policy.packs", "policy.eu-green.generic"]
    assert found[0].severity is Severity.WARNING
    assert "bad.json" in found[0].message
    assert reason.lower() in found[0].message.lower()
    (damaged,) = damaged_packs(str(tmp_path))
    assert damaged.file.endswith("bad.json")


def test_a_pack_that_is_gone_is_said() -> None:
    (finding,) = look("our-house", "A cheap bag.", "en")
    assert finding.check == "policy.packs"
    assert "our-house" in finding.message


def test_a_folder_that_is_not_there_is_no_folder() -> None:
    assert {each.id for each in packs("no such folder")} == set(OWN_PACKS)


def test_a_pattern_that_takes_for_ever_is_left(tmp_path: Path) -> None:
    rule = OWN["rules"][0] | {"vocabulary": {"en": {"patterns": ["a(?:a+)+b"]}}}  # type: ignore[index]
    folder = written(tmp_path, OWN | {"rules": [rule]})
    assert look("our-house", "a" * 40 + "!", "en", folder=folder) == []


def test_an_unknown_pack_is_a_mistake_of_usage() -> None:
    require_packs(("eu-green", "bol"))
    with pytest.raises(UserError) as raised:
        require_packs(("eu-gren",))
    assert raised.value.problem.kind is ErrorKind.USAGE
    assert "eu-gren" in raised.value.problem.message
    assert all(each in raised.value.problem.hint for each in OWN_PACKS)


def test_several_packs_are_read_in_one_go() -> None:
    options = CheckOptions(policies=("amazon", "eu-green", "amazon"))
    copy = Copy({"title": "Eco-friendly bag!", "description": "Carbon neutral."})
    found = [each.check for each in Policies().find(Subject(copy, Brief(), "en", options=options))]
    assert sorted(found) == ["policy.amazon.title-signs", "policy.eu-green.climate-neutral", "policy.eu-green.generic"]


def test_the_page_about_policies_is_up_to_date() -> None:
    page = Path(__file__).parents[4] / "docs" / "policies.md"
    assert page.read_text(encoding="utf-8") == policies_page()
    assert re.findall(r"^## `([a-z-]+)`", policies_page(), re.MULTILINE) == list(OWN_PACKS)
