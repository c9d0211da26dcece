"""What a model is asked: examples in the form of address that is wanted, and languages by their names."""

from __future__ import annotations

import itertools
import re

import msgspec
import pytest

from desktop.agents.prompts import examples_of
from desktop.agents.translating_asking import Asked, batch_prompt, example_pairs, reason, single_prompt, terms_in
from desktop.agents.translating_languages import english_name, plain_code
from desktop.agents.translating_protecting import guard
from desktop.checks.language import other_language
from desktop.core.brief import Fact
from desktop.core.term import Term
from desktop.core.translation import TranslationBrief
from tests.unit.agents.translating import segment, task

LANGUAGES = ("en", "nl", "sv", "de")


@pytest.mark.parametrize(("source", "target"), list(itertools.permutations(LANGUAGES, 2)))
@pytest.mark.parametrize("register", ["", "formal", "informal"])
def test_every_pair_has_examples_that_keep_all_signs(source: str, target: str, register: str) -> None:
    given = msgspec.structs.replace(task(brief=TranslationBrief(register=register)), source=source, target=target)
    pairs = example_pairs(given)
    assert len(pairs) == 4
    for each in pairs:
        assert sorted(re.findall(r"<\d>", each.text)) == sorted(re.findall(r"<\d>", each.translation))
    assert other_language(" ".join(each.translation for each in pairs), target) is None


def test_examples_address_the_reader_as_is_wanted() -> None:
    formal = example_pairs(task(brief=TranslationBrief(register="formal")))
    assert "uw winkelmandje" in formal[0].translation
    assert "je winkelmandje" in example_pairs(task())[0].translation


def test_a_language_without_examples_has_none() -> None:
    assert example_pairs(msgspec.structs.replace(task(), target="fi")) == ()
    assert example_pairs(msgspec.structs.replace(task(), target="en-GB")) == ()


def test_the_example_of_a_term_has_its_words() -> None:
    (first, *_) = example_pairs(task(terms=(Term("a", "b"),)))
    assert first.text.startswith("[Use: basket = winkelmandje]")
    for each in examples_of("translation", "en", dict[str, str | list[str]])[:1]:
        words = each["terms"]
        assert isinstance(words, list)
        for language, word in zip(LANGUAGES, words, strict=True):
            assert word in str(each[language])


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("nl", "Dutch"),
        ("pt-BR", "Portuguese (Brazil)"),
        ("pt_br", "Portuguese (Brazil)"),
        ("zh-Hant-TW", "Chinese (traditional, Taiwan)"),
        ("de-LI", "German (LI)"),
        ("tlh", "the language with the code “tlh”"),
    ],
)
def test_languages_are_called_by_their_names(code: str, name: str) -> None:
    assert english_name(code) == name


def test_the_plain_language_is_without_its_region() -> None:
    assert [plain_code(each) for each in ("nl-BE", "SV_se", "en")] == ["nl", "sv", "en"]


def test_the_brief_is_told() -> None:
    brief = TranslationBrief(
        "nurses", "warm", "formal", notes="It is for a leaflet.", facts=(Fact("f", "Weight", "2"),)
    )
    one = segment("a", "The mug is blue.")
    system = single_prompt(task(one, brief=brief), Asked(one, guard(one, "en"))).messages[0].content
    for part in ("nurses", "warm", "u and uw", "leaflet", "Weight: 2"):
        assert part in system


def test_a_batch_is_data_with_what_stands_around_it() -> None:
    one = segment("a", "The {1}mug{2} is blue.", most=30)
    content = batch_prompt(task(one), [Asked(one, guard(one, "en"), after=("It is red.",))]).messages[-1].content
    assert '"text":"The <1>mug<2> is blue."' in content
    assert '"max_characters":30' in content
    assert '"after":["It is red."]' in content


def test_terms_are_found_in_their_forms() -> None:
    terms = (Term("mug", "mok"), Term("Mug", "Mok", case=True), Term("cup", "kop"))
    assert [each.target for each in terms_in(task(terms=terms), segment("a", "Two mugs."))] == ["mok"]


def test_what_a_model_is_not_told_of_has_no_words() -> None:
    assert reason("nothing", task()) == ""
    assert "Dutch" in reason("wrong_language", task())
