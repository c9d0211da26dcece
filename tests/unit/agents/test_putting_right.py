"""What the rules do with claims that stayed: the smallest change that helps and harms nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.agents.fields import field_tasks
from desktop.agents.judging import Fault, badness, brings_new, deciding
from desktop.agents.putting_right import put_right
from desktop.agents.task import FieldTask
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy, FieldValue
from desktop.core.finding import Claim, Finding, Severity, Verdict

WEIGHT = Fact("weight", "Weight", "980", "g", must_mention=True)
CAPACITY = Fact("capacity", "Capacity", "20", "l")
COLOUR = Fact("colour", "Colour", "olive")
BRIEF = Brief(product="Noordwal backpack", language="en", facts=(WEIGHT, CAPACITY, COLOUR))


def task(name: str) -> FieldTask:
    channels = ("shop.title", "shop.description", "shop.bullets", "seo.description")
    brief = Brief(product="x", language="en", channels=channels)
    return next(each for each in field_tasks(brief, ()) if each.name == name)


def fault(address: str, text: str, words: str, fact: str = "", fix: str = "") -> Fault:
    start = text.index(words)
    verdict = Verdict.CONTRADICTED if fact else Verdict.UNSUPPORTED
    facts, fixes = tuple(filter(None, [fact])), tuple(filter(None, [fix]))
    severity = Severity.ERROR if fact else Severity.WARNING
    finding = Finding("claims.number", severity, address, start, start + len(words), words, "", facts, fixes)
    claim = Claim(address, start, start + len(words), words, verdict, facts, "number", "", fixes)
    return Fault(finding, "claim", claim)


def judging(name: str, **wrong: tuple[str, str]) -> Callable[[FieldValue], tuple[Fault, ...]]:
    """Finds each of the words of `wrong`, with the fact that contradicts them and the fix."""

    def judge(value: FieldValue) -> tuple[Fault, ...]:
        return tuple(
            fault(address, text, words, *decided)
            for address, text in Copy({name: value}).addressed()
            for key, decided in wrong.items()
            for words in (key.replace("_", " "),)
            if words in text
        )

    return judge


def test_the_facts_value_takes_the_place_of_a_wrong_one() -> None:
    judge = judging("description", **{"950_g": ("weight", "980 g")})
    done = put_right(task("description"), BRIEF, "The bag weighs 950 g. It is olive.", judge)
    assert done.value == "The bag weighs 980 g. It is olive."
    assert [each.check for each in done.notes] == ["facts.put_right"]
    assert done.notes[0].message == "Put right: the facts say Weight: 980 g."
    assert done.notes[0].evidence == ("weight",)


def test_a_clause_goes_before_a_sentence_does() -> None:
    judge = judging("description", lifetime_warranty=("", ""))
    text = "The bag weighs 980 g. It is olive, with a lifetime warranty."
    done = put_right(task("description"), BRIEF, text, judge)
    assert done.value == "The bag weighs 980 g. It is olive."
    assert [each.check for each in done.notes] == ["facts.removed"]
    assert "lifetime warranty" in done.notes[0].message


def test_a_fact_that_stood_only_in_the_sentence_is_said_by_rule() -> None:
    judge = judging("description", lifetime_warranty=("", ""))
    text = "The Noordwal backpack is olive. The lifetime warranty covers all 980 g of it. It is big."
    done = put_right(task("description"), BRIEF, text, judge)
    assert done.value == "The Noordwal backpack is olive. The weight is 980 g. It is big."


def test_the_first_sentence_keeps_naming_the_product() -> None:
    judge = judging("description", lifetime_warranty=("", ""))
    text = "The Noordwal backpack has a lifetime warranty. It weighs 980 g."
    done = put_right(task("description"), BRIEF, text, judge)
    assert done.value == "Noordwal backpack. It weighs 980 g."


def test_a_title_loses_the_part_and_a_first_part_is_made_of_the_facts() -> None:
    judge = judging("title", vegan_leather=("", ""))
    assert put_right(task("title"), BRIEF, "Noordwal backpack, vegan leather, 980 g", judge).value == (
        "Noordwal backpack, 980 g"
    )
    made = put_right(task("title"), BRIEF, "Vegan leather, vegan leather bag", judging("title", leather=("", ""))).value
    assert isinstance(made, str)
    assert made.startswith("Noordwal backpack")
    assert "980 g" in made


def test_a_bullet_becomes_a_fact_that_no_other_tells_and_then_goes() -> None:
    judge = judging("bullets", lifetime_warranty=("", ""))
    value = ("Weight: 980 g", "A lifetime warranty", "Colour: olive")
    assert put_right(task("bullets"), BRIEF, value, judge).value == ("Weight: 980 g", "Capacity: 20 l", "Colour: olive")
    all_told = ("Weight: 980 g, 20 l", "A lifetime warranty", "Colour: olive")
    assert put_right(task("bullets"), BRIEF, all_told, judge).value == ("Weight: 980 g, 20 l", "Colour: olive")


def test_a_must_mention_fact_is_lost_only_where_nothing_else_helps() -> None:
    judge = judging("title", **{"980 g to 2 kg": ("", "")})
    assert put_right(task("title"), BRIEF, "Noordwal backpack, for 980 g to 2 kg", judge).value == (
        "Noordwal backpack, 980 g, 20 l"
    )
    bare = Brief(product="Noordwal backpack", language="en", facts=(Fact("w", "Load", "980 g", must_mention=True),))
    assert put_right(task("title"), bare, "Noordwal backpack, for 980 g to 2 kg", judge).value == "Noordwal backpack"


def test_nothing_is_left_empty_and_what_cannot_be_put_right_stays() -> None:
    nothing = Brief(product="", language="en", facts=())
    judge = judging("title", lifetime=("", ""))
    done = put_right(task("title"), nothing, "A lifetime", judge)
    assert (done.value, done.notes) == ("A lifetime", ())


def test_a_change_that_brings_another_claim_is_not_made() -> None:
    def judge(value: FieldValue) -> tuple[Fault, ...]:
        text = str(value)
        wrong = [("950 g", "weight", "980 g"), ("980 g", "weight", "")]
        return tuple(fault("title", text, words, fact, fix) for words, fact, fix in wrong if words in text)

    brief = Brief(product="", language="en", facts=())
    assert put_right(task("title"), brief, "Bag of 950 g", judge).value == "Bag of 950 g"


@pytest.mark.parametrize(("language", "changed"), [("en", "a cotton scarf"), ("nl", "a wool scarf")])
def test_outside_english_an_adjective_is_not_replaced(language: str, changed: str) -> None:
    brief = Brief(product="", language=language, facts=())
    judge = judging("title", wool=("weight", "cotton"))
    done = put_right(task("title"), brief, "a wool scarf", judge)
    assert done.value == changed


def test_a_round_with_a_new_claim_is_refused_though_it_has_fewer() -> None:
    text = "It weighs 950 g, holds 30 l and has a lifetime warranty."
    before = tuple(fault("d", text, words) for words in ("950 g", "30 l", "lifetime warranty"))
    assert brings_new(before, (fault("d", "Made in 1850.", "1850"),))
    assert not brings_new(before, (fault("d", "The warranty lasts a lifetime.", "warranty lasts a lifetime"),))
    assert not brings_new(before, ())
    assert badness(before) > badness(before[:1]) > badness(())


def test_a_contradiction_weighs_more_than_a_claim_that_no_fact_speaks_of() -> None:
    wrong, unknown = fault("d", "It weighs 950 g.", "950 g", "weight"), fault("d", "Made in 1850.", "1850")
    assert badness((wrong,)) > badness((unknown,)) > 0
    assert deciding(BRIEF, wrong) == ("Weight: 980 g",)
    assert deciding(BRIEF, unknown) == ()
