"""A model that refuses, that answers in another language, or that never ends: said plainly, nothing good lost."""

from __future__ import annotations

import asyncio
import json

import pytest

from desktop.agents.loop import run
from desktop.agents.refusing import refuses
from desktop.agents.task import WriteRequest
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.core.draft import Variant
from desktop.core.errors import ErrorKind, Remedy
from desktop.core.events import Delta, Event, FieldReplaced
from desktop.core.finding import Severity
from desktop.core.prompt import FinishReason
from tests.fakes.model import FakeModel

FACTS = (
    Fact("f1", "Weight", "5.1", "kg"),
    Fact("f2", "Material", "enamelled cast iron"),
    Fact("f3", "Capacity", "4.2", "litres"),
)
TITLE = "Brisa casserole, 5.1 kg"
GOOD = "The Brisa casserole of enamelled cast iron holds 4.2 litres. It weighs 5.1 kg, so lift it with care."
REFUSALS = {
    "en": "I'm sorry, but I can't assist with that request. Please let me know if I can help with something else.",
    "nl": "Het spijt me, maar daar kan ik je niet mee helpen. Laat het me weten als ik iets anders kan doen.",
    "sv": "Jag kan tyvärr inte hjälpa till med det här. Hör gärna av dig om du behöver något annat.",
}


def brief(*channels: str, language: str = "en") -> Brief:
    return Brief(product="Brisa casserole", language=language, channels=channels, facts=FACTS)


def write(model: FakeModel, wanted: Brief, **rest: object) -> tuple[Variant, list[Event]]:
    events: list[Event] = []
    request = WriteRequest("v1", wanted, **rest)  # type: ignore[arg-type]
    return asyncio.run(run(request, model, events.append)), events


def declined(variant: Variant, words: str) -> None:
    assert not variant.complete
    assert variant.error is not None
    assert variant.error.kind is ErrorKind.PROVIDER
    assert variant.error.remedy is Remedy.CHOOSE_MODEL
    assert "declined" in variant.error.message
    assert words[:40] in variant.error.message, "in its own words"
    assert variant.error.hint
    assert words[:20] not in " ".join(text for _, text in variant.copy.addressed())


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_a_refusal_in_words_is_no_copy_and_is_never_shown(language: str) -> None:
    said = REFUSALS[language]
    model = FakeModel().enqueue(TITLE, said)
    variant, events = write(model, brief("shop.title", "shop.description", language=language))
    declined(variant, said)
    assert variant.copy == Copy({"title": TITLE}), "what was written before it stays"
    shown = "".join(event.text for event in events if isinstance(event, Delta | FieldReplaced))
    assert said[:12] not in shown
    assert variant.made is not None
    assert variant.made.exchanges[-1].answer == said


@pytest.mark.parametrize("answer", [REFUSALS["en"], json.dumps({"title": TITLE, "description": REFUSALS["en"]})])
def test_a_large_model_may_refuse_as_text_or_as_a_field(answer: str) -> None:
    variant, _ = write(FakeModel(small=False).enqueue(answer), brief("shop.title", "shop.description"))
    declined(variant, REFUSALS["en"])


def test_a_plain_prompt_may_be_refused() -> None:
    variant, _ = write(FakeModel().enqueue(REFUSALS["sv"]), brief("shop.title", language="sv"), plain=True)
    declined(variant, REFUSALS["sv"])
    assert variant.copy.is_empty


def test_going_on_may_be_refused_and_the_beginning_stays() -> None:
    start = Copy({"description": "The Brisa casserole of enamelled cast iron"})
    model = FakeModel().enqueue(REFUSALS["en"])
    variant, _ = write(model, brief("shop.description"), fields=("description",), copy=start, go_on=True)
    declined(variant, REFUSALS["en"])
    assert variant.copy == start


def test_a_repair_that_is_refused_leaves_the_text() -> None:
    model = FakeModel().enqueue(f"{GOOD} It comes with a 25 year guarantee.", REFUSALS["en"])
    variant, _ = write(model, brief("shop.description"), max_repairs=1)
    assert variant.complete
    assert variant.copy.text("description") == GOOD


def test_a_filter_that_stops_an_answer_is_told_and_its_words_are_kept() -> None:
    model = FakeModel().enqueue(GOOD[:40], ending=FinishReason.DECLINED)
    variant, _ = write(model, brief("shop.description"))
    assert not variant.complete
    assert variant.error is not None
    assert variant.error.remedy is Remedy.CHOOSE_MODEL
    assert variant.copy.text("description") == GOOD[:40].strip()


def test_where_the_sentences_are_by_rule_a_refusal_takes_nothing_from_them() -> None:
    model = FakeModel(grades={"nl": "poor"}).enqueue(REFUSALS["nl"], ending=FinishReason.DECLINED)
    variant, _ = write(model, brief("shop.description", language="nl"))
    assert variant.complete
    assert "5.1 kg" in variant.copy.text("description")


@pytest.mark.parametrize(
    "text",
    [
        "I'm sorry, I can't help with that.",
        "I’m sorry, but I can’t assist with that request.",
        "I cannot write copy for weapons. If you like, I can help with something else.",
        "Sorry, I'm unable to create content about this product.",
        "I must decline.",
        "As an AI language model, I cannot provide this.",
        "Unfortunately, I am not able to fulfill this request. Please let me know if you need anything else.",
        "Het spijt me, maar ik kan hier niet bij helpen.",
        "Helaas kan ik geen tekst schrijven over dit product.",
        "Sorry, ik mag geen reclame voor wapens maken.",
        "Tyvärr kan jag inte skriva den här texten.",
        "Jag är ledsen, men jag kan inte hjälpa dig med detta.",
        "Jag beklagar, men jag kan inte uppfylla din begäran.",
        *REFUSALS.values(),
    ],
)
def test_what_is_a_refusal(text: str) -> None:
    assert refuses(text)


@pytest.mark.parametrize(
    "text",
    [
        "I can't live without this bag. It weighs 980 g.",
        "Sorry, we could not make it lighter. The bag weighs 980 g and holds 18 l.",
        "Unfortunately for rain, this jacket is waterproof.",
        "I'm sorry I can't write shorter, but here it is. The Brisa casserole holds 4.2 litres of stew.",
        "The pen for all who say: I'm sorry, I can't write. It writes for you.",
        "Ik kan niet zonder deze tas.",
        "Helaas voor de regen: deze jas is waterdicht.",
        "Jag kan inte leva utan den.",
        "Tyvärr för regnet är jackan vattentät.",
        GOOD,
        "",
    ],
)
def test_what_is_copy(text: str) -> None:
    assert not refuses(text)


def test_copy_that_begins_like_a_refusal_is_shown_all_the_same() -> None:
    text = "I can't carry it for you. The Brisa casserole of enamelled cast iron weighs 5.1 kg and holds 4.2 litres."
    variant, events = write(FakeModel().enqueue(text), brief("shop.description"), max_repairs=0)
    assert variant.complete
    shown = "".join(event.text for event in events if isinstance(event, Delta))
    assert shown == text


LINEN = "Der Topf aus Gusseisen ist für die Küche und hält die Wärme, damit das Essen nicht kalt wird."


@pytest.mark.parametrize("small", [True, False])
def test_another_language_after_all_repairs_is_told(small: bool) -> None:
    model = FakeModel(small=small)
    if not small:
        model.enqueue(json.dumps({"title": TITLE, "description": LINEN}))
    model.always(LINEN)
    variant, _ = write(model, brief("shop.title", "shop.description"), max_repairs=2)
    assert LINEN not in variant.copy.text("description")
    told = [each for each in variant.findings if each.check == "language.by_rule" and each.field == "description"]
    assert [each.severity for each in told] == [Severity.WARNING]


def test_another_language_in_a_plain_answer_is_an_error() -> None:
    variant, _ = write(FakeModel().enqueue(LINEN), brief("shop.description"), plain=True)
    assert variant.copy.text("description") == LINEN
    errors = [each for each in variant.findings if each.severity is Severity.ERROR]
    assert [each.check for each in errors] == ["language.text"]


def test_short_texts_that_together_are_in_another_language_are_an_error() -> None:
    answer = "Titel: Der Topf für die Küche\nBeschreibung"
    bullets = "- Hält die Wärme\n- Für den Herd\n- Aus dem Gusseisen\n- Ist nicht schwer\n- Mit einem Deckel"
    wanted = brief("shop.title", "shop.bullets", language="nl")
    variant, _ = write(FakeModel().enqueue(f"{answer}\n"[:30] + f"\nOpsomming: {bullets}"), wanted, plain=True)
    wrong = [each for each in variant.findings if each.check == "language.text"]
    assert {each.field for each in wrong} >= {"bullets[0]", "bullets[4]"}
    assert {each.severity for each in wrong} == {Severity.ERROR}
    assert "German" in wrong[0].message


def test_short_texts_in_the_language_are_none() -> None:
    model = FakeModel().enqueue(TITLE, "For the hob\nOf cast iron\nWith a lid\nHolds 4.2 litres\nWeighs 5.1 kg")
    variant, _ = write(model, brief("shop.title", "shop.bullets"), max_repairs=0)
    assert not [each for each in variant.findings if each.check.startswith("language")]


@pytest.mark.parametrize("small", [True, False])
def test_one_that_goes_round_in_circles_is_stopped_early_and_that_is_told(small: bool) -> None:
    endless = f"{GOOD} " * 200
    whole = json.dumps({"description": endless, "title": TITLE})
    model = FakeModel(small=small).enqueue(endless if small else whole)
    model.always(TITLE)
    variant, events = write(model, brief("shop.description", "shop.title"), max_repairs=0)
    assert variant.copy.text("description") == GOOD
    assert variant.copy.text("title") == TITLE
    told = [each for each in variant.findings if each.check == "text.looped"]
    assert [each.field for each in told] == ["description"]
    assert variant.made is not None
    assert len(variant.made.exchanges[0].answer) < 4 * len(GOOD), "stopped early"
    shown = sum(len(event.text) for event in events if isinstance(event, Delta) and event.field == "description")
    assert shown < 4 * len(GOOD)


def test_a_plain_answer_that_goes_round_in_circles_is_told_too() -> None:
    variant, _ = write(FakeModel().enqueue(f"{GOOD} " * 50), brief("shop.description"), plain=True)
    assert variant.copy.text("description").count("Brisa") == 1
    assert any(each.check == "text.looped" for each in variant.findings)


def test_signs_without_an_end_are_no_text() -> None:
    variant, _ = write(FakeModel().enqueue([GOOD, " ", *["-" * 10] * 40]), brief("shop.description"), max_repairs=0)
    assert variant.copy.text("description").startswith(GOOD)
    assert "--" not in variant.copy.text("description")


def test_one_that_reaches_its_limit_before_it_has_what_was_asked_for_says_so() -> None:
    model = FakeModel().enqueue("The Brisa casserole of", ending=FinishReason.LENGTH)
    variant, _ = write(model, brief("shop.description"))
    assert not variant.complete
    assert variant.error is not None
    assert variant.error.remedy is Remedy.CONTINUE
    assert variant.copy.text("description") == "The Brisa casserole of"
