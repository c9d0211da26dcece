"""Claims in the loop, by the ledger itself: told to the model with their facts, then put right by rule."""

from __future__ import annotations

import asyncio

import pytest

from desktop.agents import judging
from desktop.agents.fields import field_tasks
from desktop.agents.judging import faults_of, reasons_for
from desktop.agents.loop import run
from desktop.agents.product import ProductAgent
from desktop.agents.task import WriteRequest
from desktop.agents.told import with_told
from desktop.core.brief import Brief, Fact
from desktop.core.draft import Variant
from desktop.core.events import Event, FieldDone, FieldReplaced
from desktop.core.finding import CheckReport, Finding, Severity, Verdict
from tests.fakes.model import FakeModel

FACTS = {
    "en": (Fact("f1", "Weight", "980", "g", must_mention=True), Fact("f2", "Material", "waxed canvas")),
    "nl": (Fact("f1", "Gewicht", "980", "g", must_mention=True), Fact("f2", "Materiaal", "gewaxt canvas")),
    "sv": (Fact("f1", "Vikt", "980", "g", must_mention=True), Fact("f2", "Material", "vaxad kanvas")),
}
GOOD = {
    "en": "The Noordwal backpack is made of waxed canvas. It weighs 980 g. It is packed in a minute.",
    "nl": "De rugzak Noordwal is gemaakt van gewaxt canvas. Hij weegt 980 g. Hij is zo ingepakt.",
    "sv": "Ryggsäcken Noordwal är gjord av vaxad kanvas. Den väger 980 g. Den packas snabbt.",
}
PRODUCTS = {"en": "Noordwal backpack", "nl": "rugzak Noordwal", "sv": "ryggsäcken Noordwal"}


def brief(language: str, **more: str) -> Brief:
    return Brief(
        product=PRODUCTS[language],
        language=language,
        channels=("shop.description",),
        facts=FACTS[language],
        notes=more.get("notes", ""),
        instructions=more.get("instructions", ""),
    )


def write(model: FakeModel, wanted: Brief, rounds: int = 2) -> tuple[Variant, list[Event]]:
    events: list[Event] = []
    return asyncio.run(run(WriteRequest("v1", wanted, rounds), model, events.append)), events


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_a_contradicted_claim_goes_back_with_the_fact_that_decides(language: str) -> None:
    wrong = GOOD[language].replace("980 g", "750 g")
    model = FakeModel().enqueue(wrong, GOOD[language])
    variant, events = write(model, brief(language))
    assert variant.copy.text("description") == GOOD[language]
    assert variant.repairs == 1
    wish = model.prompts[1].messages[-1].content
    assert "750 g" in wish
    assert f"{FACTS[language][0].name}: 980 g" in wish
    replaced = [event for event in events if isinstance(event, FieldReplaced)]
    assert replaced[-1].reason == f"Put right: the facts say {FACTS[language][0].name}: 980 g."
    assert isinstance(events[-2], FieldDone)
    assert not [claim for claim in variant.claims if claim.verdict is Verdict.CONTRADICTED]


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_what_the_model_does_not_put_right_a_rule_does(language: str) -> None:
    wrong = GOOD[language].replace("980 g", "750 g")
    variant, events = write(FakeModel().always(wrong), brief(language), rounds=1)
    assert variant.copy.text("description") == GOOD[language]
    put_right = [finding for finding in variant.findings if finding.check == "facts.put_right"]
    assert [finding.evidence for finding in put_right] == [("f1",)]
    assert "980 g" in [event for event in events if isinstance(event, FieldReplaced)][-1].reason


@pytest.mark.parametrize(
    ("language", "more"),
    [
        ("en", "It comes with a 25 year warranty."),
        ("nl", "Je krijgt er 25 jaar garantie op."),
        ("sv", "Du får 25 års garanti på den."),
    ],
)
def test_a_claim_that_no_fact_speaks_of_is_left_out(language: str, more: str) -> None:
    model = FakeModel().always(f"{GOOD[language]} {more}")
    variant, events = write(model, brief(language), rounds=1)
    assert variant.copy.text("description") == GOOD[language]
    assert "25" in model.prompts[1].messages[-1].content
    assert [event.reason for event in events if isinstance(event, FieldReplaced)][-1].startswith("Left out")


def test_a_round_that_brings_another_claim_is_refused_and_the_best_stays() -> None:
    two_wrong = f"{GOOD['en'].replace('980 g', '750 g')} It comes with a 25 year warranty."
    other = f"{GOOD['en']} The straps are 12 cm wide."
    model = FakeModel().enqueue(two_wrong, other, two_wrong)
    variant, _ = write(model, brief("en"))
    assert model.prompts[2].messages[-2].content == two_wrong
    assert variant.copy.text("description") == GOOD["en"]


@pytest.mark.parametrize("more", [{"notes": "Two year warranty."}, {"instructions": "Name the 2 year warranty."}])
def test_what_the_notes_say_is_given(more: dict[str, str]) -> None:
    text = f"{GOOD['en']} It has a 2 year warranty."
    variant, _ = write(FakeModel().enqueue(text), brief("en", **more))
    assert variant.copy.text("description") == text
    assert variant.repairs == 0


def test_without_facts_the_notes_are_the_facts() -> None:
    wanted = Brief(product="Noordwal backpack", language="en", notes="It weighs 980 g.\nOlive.")
    told = with_told(wanted)
    assert [fact.value for fact in told.facts] == ["Noordwal backpack", "It weighs 980 g.", "Olive."]
    (task, *_) = field_tasks(Brief(product="x", language="en", channels=("shop.description",)), ())
    agent = ProductAgent()
    wrong = faults_of(agent, task, wanted, "The backpack weighs 750 g and is olive.")
    assert [fault.finding.text for fault in wrong if fault.invents] == ["750 g"]
    assert not [fault for fault in faults_of(agent, task, wanted, "The backpack weighs 980 g.") if fault.invents]
    assert any("750 g" in reason for reason in reasons_for(agent, task, wanted, wrong))


def test_what_a_policy_forbids_goes_back_and_what_it_only_warns_of_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [
        Finding("policy.shop.never", Severity.ERROR, "description", 0, 4, "Best", ""),
        Finding("policy.shop.rather", Severity.WARNING, "description", 5, 8, "bag", ""),
        Finding("policy.packs", Severity.ERROR, "description", 0, 0, "", ""),
    ]
    monkeypatch.setattr(judging, "check_copy", lambda *_, **__: CheckReport(tuple(found)))
    (task, *_) = field_tasks(brief("en"), ())
    faults = faults_of(ProductAgent(), task, brief("en"), "Best bag.")
    assert [(fault.finding.text, fault.reason) for fault in faults] == [("Best", "banned")]
