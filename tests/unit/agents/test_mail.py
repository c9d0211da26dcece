"""How a brief of a mail becomes prompts, and an answer its texts."""

from __future__ import annotations

import asyncio
import re

import msgspec
import pytest

from desktop.agents.loop import first_prompt, run
from desktop.agents.mail import MailAgent
from desktop.agents.mail_asking import mail_file, structured
from desktop.agents.mail_tasks import mail_tasks
from desktop.agents.mail_words import greeting, sentences_on
from desktop.agents.prompts import sections_of
from desktop.agents.styles import PLAIN
from desktop.agents.task import Shape, WriteRequest
from desktop.agents.told import with_told
from desktop.checks.mentions import mentions
from desktop.checks.report import check_copy
from desktop.core.brief import LANGUAGES, Brief, Fact, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Variant
from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy, UserError
from desktop.core.events import Delta, Event, FieldReplaced, FieldStarted
from desktop.core.mail import Block, BlockKind, Mail, MailType, Platform, Segment, Series, texts_of
from desktop.core.mail_series import SERIES
from desktop.core.mail_structures import structure
from desktop.core.prompt import FinishReason
from tests.fakes.model import FakeModel

AGENT = MailAgent()
WEAK = {"en": "good", "nl": "poor", "sv": "poor"}
FACTS = {
    "en": (
        Fact("f1", "Material", "100 % Swedish wool"),
        Fact("f2", "Size", "130 × 180 cm"),
        Fact("f3", "Price", "€119"),
        Fact("f4", "Woven in", "Småland"),
        Fact("f5", "Offer", "the first 50 orders ship free"),
    ),
    "nl": (
        Fact("f1", "Materiaal", "100 % Zweedse wol"),
        Fact("f2", "Maat", "130 × 180 cm"),
        Fact("f3", "Prijs", "€ 119"),
        Fact("f4", "Geweven in", "Småland"),
        Fact("f5", "Aanbieding", "de eerste 50 bestellingen zonder verzendkosten"),
    ),
    "sv": (
        Fact("f1", "Material", "100 % svensk ull"),
        Fact("f2", "Mått", "130 × 180 cm"),
        Fact("f3", "Pris", "1 249 kr"),
        Fact("f4", "Vävd i", "Småland"),
        Fact("f5", "Erbjudande", "50 första får fri frakt"),
    ),
}
PRODUCTS = {"en": "Ylva wool blanket", "nl": "Plaid Ylva", "sv": "Ylva ullfilt"}
ANSWER = """Subject: Ylva, woven in Småland
Preheader: The first 50 orders of this blanket ship free.
Heading: A blanket of Swedish wool
Text: The Ylva wool blanket is made of 100 % Swedish wool. It is woven in Småland and costs €119.
Text 2: The blanket measures 130 × 180 cm. The first 50 orders ship free.
Button: Order Ylva"""


def mail_brief(
    mail_type: MailType = MailType.NEWSLETTER,
    language: str = "en",
    *,
    platform: Platform = Platform.NONE,
    series: Series | None = None,
    segments: tuple[Segment, ...] = (),
) -> Brief:
    mail = Mail(mail_type, platform=platform, blocks=structure(mail_type), series=series, segments=segments)
    return Brief(Kind.MAIL, product=PRODUCTS[language], language=language, facts=FACTS[language], mail=mail)


def write(model: FakeModel, brief: Brief, **asked: object) -> tuple[Variant, list[Event]]:
    events: list[Event] = []
    request = msgspec.structs.replace(WriteRequest("v1", brief), **asked)
    return asyncio.run(run(request, model, events.append)), events


def shown(events: list[Event], field: str) -> str:
    text = ""
    for event in events:
        match event:
            case FieldStarted(field=name) if name == field:
                text = ""
            case Delta(field=name, text=more) if name == field:
                text += more
            case FieldReplaced(field=name, text=whole) if name == field:
                text = whole
    return text


def untold(copy: Copy, facts: tuple[Fact, ...], language: str) -> list[Fact]:
    text = "\n".join(text for _, text in copy.addressed())
    return [fact for fact in facts if not mentions(text, fact, language)]


def test_a_mail_has_a_task_for_each_of_its_texts_but_the_postal_address() -> None:
    brief = mail_brief(MailType.LAUNCH)
    assert brief.mail is not None
    tasks = {task.name: task for task in mail_tasks(brief, ())}
    assert list(tasks) == [each.address for each in texts_of(brief.mail) if each.part != "address"]
    assert (tasks["subject"].limit, tasks["preheader"].limit) == (50, 90)
    assert [name for name, task in tasks.items() if task.by_rule] == [
        "b3.alt", "b5", "b5.text", "b5.price", "b6", "b6.unsubscribe",
    ]  # fmt: skip


def test_a_mail_without_a_structure_has_subject_preheader_and_body() -> None:
    brief = Brief(Kind.MAIL, product="Ylva", language="en", facts=FACTS["en"])
    tasks = mail_tasks(brief, ())
    assert [(task.name, task.shape) for task in tasks] == [
        ("subject", Shape.SUBJECT), ("preheader", Shape.PREHEADER), ("body", Shape.BODY),
    ]  # fmt: skip


def test_each_fact_is_told_in_one_of_two_texts() -> None:
    first, second = (task for task in mail_tasks(mail_brief(), ()) if task.shape is Shape.BODY)
    assert sorted(first.facts + second.facts) == ["f1", "f2", "f3", "f4", "f5"]
    assert second.facts == ("f2",)


def test_channels_of_other_places_add_their_fields() -> None:
    brief = msgspec.structs.replace(mail_brief(), channels=("mail.subject", "sms"))
    names = [task.name for task in mail_tasks(brief, ())]
    assert "sms" in names
    assert "b2" in names
    assert "Ylva" in AGENT.field_prompt(mail_tasks(brief, ("sms",))[0], brief, seed=None).messages[-1].content


@pytest.mark.parametrize("field", ["b99", "title", "b2@s7"])
def test_a_text_that_the_mail_does_not_have_is_refused(field: str) -> None:
    with pytest.raises(UserError):
        mail_tasks(mail_brief(), (field,))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mail_type", list(MailType))
def test_every_type_is_asked_for_in_every_language(mail_type: MailType, language: str) -> None:
    brief = mail_brief(mail_type, language)
    tasks = mail_tasks(brief, ())
    together = tuple(task for task in tasks if task.together)
    small = AGENT.together_prompt(together, brief, seed=1)
    whole = AGENT.whole_prompt(tasks, brief, Copy(), seed=1)
    kind = mail_file(language).render(f"kind.{mail_type.value}", {"product": brief.product})
    assert kind in small.messages[-1].content
    assert kind in whole.messages[-1].content
    assert all(f'"{task.name}"' in whole.json_schema for task in tasks)
    for fact in FACTS[language]:
        assert fact.value in whole.messages[-1].content
    for task in tasks:
        assert AGENT.field_prompt(task, brief, seed=None).max_tokens >= 24


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sections_of_the_three_languages_are_the_same(language: str) -> None:
    for name in ("mail", "rewrite"):
        own, english = (set(sections_of(name, code)._sections) for code in (language, "en"))  # noqa: SLF001
        assert own == english - {"tongue"} | (own & {"tongue"})
    for series in SERIES:
        for place in range(len(series.steps)):
            assert mail_file(language).has(f"series.{series.id}.{'abcd'[place]}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_small_model_is_shown_the_form_that_it_is_asked_for(language: str) -> None:
    for mail_type in MailType:
        brief = mail_brief(mail_type, language)
        together = tuple(task for task in mail_tasks(brief, ()) if task.together)
        prompt = AGENT.together_prompt(together, brief, seed=None)
        asked = re.findall(r"^([^\n:]+): \(", prompt.messages[-1].content, re.MULTILINE)
        assert len(asked) == len(together)
        for example in prompt.messages[2:-1:2]:
            assert [line.partition(":")[0] for line in example.content.split("\n")] == asked


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_meet_what_is_asked_of_a_mail(language: str) -> None:
    for example in map(structured, mail_file(language).examples):
        report = check_copy(example.copy, with_told(example.brief), channels=("mail.subject", "mail.preheader"))
        serious = [each for each in report.findings if each.check.startswith(("claims.", "limits.", "leftover."))]
        assert serious == []
        assert len(example.copy.text("subject")) <= 50
        assert len(example.copy.text("preheader")) <= 90
        assert untold(example.copy, example.brief.facts, language) == []


def test_a_small_model_writes_a_mail_in_one_answer() -> None:
    model = FakeModel(grades=WEAK).enqueue(ANSWER)
    variant, events = write(model, mail_brief())
    assert variant.complete
    assert len(model.prompts) == 1
    assert variant.copy.text("subject") == "Ylva, woven in Småland"
    assert variant.copy.text("b2").startswith("The Ylva wool blanket is made of")
    assert variant.copy.text("b4") == "Good to know"
    assert variant.copy.text("b6") == "Order Ylva"
    assert variant.copy.text("b8.unsubscribe") == "Unsubscribe"
    assert variant.prompt == "mail/1"
    for name in variant.copy.fields:
        assert shown(events, name) == variant.copy.text(name)


def test_no_label_is_shown_while_an_answer_streams() -> None:
    _, events = write(FakeModel(grades=WEAK).enqueue([*ANSWER]), mail_brief())
    streamed = "".join(event.text for event in events if isinstance(event, Delta))
    assert "Preheader" not in streamed
    assert "Text 2" not in streamed


def test_lines_that_an_answer_leaves_out_are_made_of_the_facts_and_texts_are_asked_for() -> None:
    kept = "\n".join(line for line in ANSWER.split("\n") if not line.startswith(("Button", "Text 2", "Preheader")))
    model = FakeModel(grades=WEAK).enqueue(kept, "The blanket measures 130 × 180 cm.")
    variant, _ = write(model, mail_brief())
    assert len(model.prompts) == 2
    assert variant.copy.text("b5").startswith("The blanket measures")
    assert variant.copy.text("b6") in {"Order Ylva wool blanket", "To the shop"}
    assert len(variant.copy.text("preheader")) >= 20


def test_facts_that_a_small_model_told_nowhere_come_into_the_last_text() -> None:
    answer = ANSWER.replace(" It is woven in Småland and costs €119.", "").replace("woven in Småland", "the blanket")
    variant, _ = write(FakeModel(grades=WEAK).enqueue(answer), mail_brief())
    assert untold(variant.copy, FACTS["en"], "en") == []
    assert "facts.added" in {each.check for each in variant.findings}


@pytest.mark.parametrize(
    ("line", "wrong", "address"),
    [
        ("Subject: Ylva, woven in Småland", "Subject: Ylva wool blanket", "subject"),
        ("Preheader: The first 50 orders of this blanket ship free.", "Preheader: Ylva, from Småland.", "preheader"),
        ("Button: Order Ylva", "Button: Click here to order the Ylva wool blanket now", "b6"),
        ("Heading: A blanket of Swedish wool", "Heading: Ylva, woven in Småland", "b1"),
    ],
)
def test_what_says_nothing_new_is_made_of_the_facts(line: str, wrong: str, address: str) -> None:
    variant, events = write(FakeModel(grades=WEAK).enqueue(ANSWER.replace(line, wrong)), mail_brief())
    assert variant.copy.text(address)
    assert variant.copy.text(address) not in wrong
    assert shown(events, address) == variant.copy.text(address)


def test_what_no_fact_says_is_taken_out() -> None:
    answer = ANSWER.replace("It is woven in Småland", "It has a 10 year warranty. It is woven in Småland")
    variant, _ = write(FakeModel(grades=WEAK).enqueue(answer).always("no"), mail_brief())
    assert "warranty" not in variant.copy.text("b2")
    assert not any(claim.verdict in {"unsupported", "contradicted"} for claim in variant.claims)


def test_greeting_and_signature_of_a_model_are_left_out() -> None:
    text = "Dear customer,\n\nYlva is here.\n\nBest regards,\nThe team"
    task = mail_tasks(mail_brief(), ("b2",))[0]
    assert AGENT.clean(task, mail_brief(), text) == "Ylva is here."


@pytest.mark.parametrize("language", ["nl", "sv"])
@pytest.mark.parametrize("mail_type", list(MailType))
def test_a_weak_model_is_not_asked_and_the_mail_is_whole(mail_type: MailType, language: str) -> None:
    model = FakeModel(grades=WEAK)
    variant, _ = write(model, mail_brief(mail_type, language, platform=Platform.KLAVIYO))
    assert model.prompts == []
    assert variant.complete
    assert len(variant.copy.text("subject")) <= 50
    assert 20 <= len(variant.copy.text("preheader")) <= 90
    assert {"subject", "preheader", "b1", "b2"} <= variant.copy.fields.keys()
    assert mail_type is MailType.REVIEW_REQUEST or untold(variant.copy, FACTS[language], language) == []
    assert not any(claim.verdict in {"unsupported", "contradicted"} for claim in variant.claims)
    assert [each for each in variant.findings if each.check.startswith(("claims.", "limits.", "language.text"))] == []


@pytest.mark.parametrize("platform", [each for each in Platform if each is not Platform.NONE])
@pytest.mark.parametrize("mail_type", [MailType.WELCOME, MailType.ABANDONED_CART])
def test_some_types_greet_with_the_first_name_as_the_sender_writes_it(mail_type: MailType, platform: Platform) -> None:
    variant, _ = write(FakeModel(grades=WEAK), mail_brief(mail_type, "sv", platform=platform))
    brief = mail_brief(mail_type, "sv", platform=platform)
    assert variant.copy.text("b2").startswith(f"{greeting(brief)}\n\n")
    assert "Hej" in greeting(brief)
    assert greeting(mail_brief(MailType.NEWSLETTER, "sv", platform=platform)) == ""


def test_a_large_model_is_asked_for_all_at_once() -> None:
    model = FakeModel(small=False)
    answer = {
        "subject": "Ylva, woven in Småland", "preheader": "The first 50 orders of this blanket ship free.",
        "b1": "A blanket of Swedish wool", "b2": "Ylva is made of 100 % Swedish wool and costs €119.",
        "b4": "Size", "b5": "It measures 130 × 180 cm.", "b6": "Order Ylva",
    }  # fmt: skip
    variant, _ = write(model.enqueue(msgspec.json.encode(answer).decode()), mail_brief())
    assert variant.complete
    assert variant.copy.text("b4") == "Size"
    assert variant.copy.text("b3.alt") == "Ylva wool blanket in 100 % Swedish wool"
    assert len(model.prompts) == 1


def test_a_plain_mail_is_one_call_without_rules() -> None:
    model = FakeModel().enqueue(ANSWER.replace("Text 2:", "Heading 2: Size\nText 2:"))
    variant, _ = write(model, mail_brief(), plain=True)
    assert variant.prompt == "mail/1/plain"
    assert variant.copy.text("b4") == "Size"
    assert "b8" not in variant.copy.fields


@pytest.mark.parametrize("ending", [FinishReason.CUT_OFF, FinishReason.DECLINED])
def test_what_came_before_an_answer_ended_early_is_kept(ending: FinishReason) -> None:
    half = ANSWER[: ANSWER.index("Text 2:")]
    variant, events = write(FakeModel(grades=WEAK).enqueue(half, ending=ending), mail_brief())
    assert not variant.complete
    assert variant.error is not None
    assert variant.copy.text("b2").startswith("The Ylva wool blanket")
    assert shown(events, "b2") == variant.copy.text("b2")
    assert variant.error.remedy is (Remedy.CONTINUE if ending is FinishReason.CUT_OFF else Remedy.CHOOSE_MODEL)


def test_a_model_that_declines_in_words_leaves_nothing() -> None:
    variant, _ = write(FakeModel(grades=WEAK).enqueue("I'm sorry, but I can't help with that."), mail_brief())
    assert not variant.complete
    assert {"subject", "b2"}.isdisjoint(variant.copy.fields)


def test_a_model_that_fails_leaves_what_the_facts_made() -> None:
    error = EnvironmentProblem(ErrorKind.NETWORK, "The connection broke.", "")
    variant, _ = write(FakeModel(grades=WEAK).enqueue(ANSWER[:40], error=error), mail_brief())
    assert not variant.complete
    assert variant.error is not None
    assert variant.error.message == "The connection broke."
    assert variant.copy.text("subject")


def test_an_answer_at_its_length_limit_keeps_whole_sentences() -> None:
    cut = ANSWER[: ANSWER.index("The first 50 orders ship free") + 12]
    variant, _ = write(FakeModel(grades=WEAK).enqueue(cut, ending=FinishReason.LENGTH), mail_brief())
    assert variant.complete
    assert variant.copy.text("b5").endswith(".")
    assert "The first 50\n" not in variant.copy.text("b5") + "\n"


def test_the_second_mail_of_a_series_knows_what_the_first_said() -> None:
    first = Copy({"subject": "Still in your cart: Ylva", "b2": "Ylva is made of 100 % Swedish wool. It costs €119."})
    series = Series("abandoned_cart-7", "Abandoned cart series", 1, 2)
    brief = mail_brief(MailType.ABANDONED_CART, series=series)
    request = WriteRequest("v1", brief, earlier=(first,))
    for model in (FakeModel(grades=WEAK), FakeModel(small=False)):
        prompt = first_prompt(request, model)
        assert prompt is not None
        asked = prompt.messages[-1].content
        assert "Still in your cart: Ylva" in asked
        assert "second reminder" in asked
    body = next(task for task in mail_tasks(brief, ()) if task.name == "b2")
    assert body.facts[:2] == ("f1", "f2")


@pytest.mark.parametrize("series", SERIES, ids=lambda each: each.id)
@pytest.mark.parametrize("language", ["nl", "sv"])
def test_the_mails_of_a_series_by_rule_differ(series: object, language: str) -> None:
    known = next(each for each in SERIES if each is series)
    earlier: tuple[Copy, ...] = ()
    for place, step in enumerate(known.steps, 1):
        brief = mail_brief(step.type, language, series=Series(f"{known.id}-1", "", step.day, place))
        variant, _ = write(FakeModel(grades=WEAK), brief, earlier=earlier)
        assert variant.copy.text("subject") not in [each.text("subject") for each in earlier]
        assert variant.copy.text("b2") not in [each.text("b2") for each in earlier]
        earlier = (*earlier, variant.copy)


def test_product_cards_take_the_facts_that_are_named() -> None:
    card = Block("b1", BlockKind.PRODUCT, facts=("f2",))
    brief = msgspec.structs.replace(mail_brief(), mail=Mail(MailType.OFFER, blocks=(card,)))
    variant, _ = write(FakeModel(grades=WEAK).always("Subject: An offer: Ylva\nPreheader: It costs €119."), brief)
    assert variant.copy.text("b1") == "Ylva wool blanket"
    assert variant.copy.text("b1.text") == "130 × 180 cm"
    assert variant.copy.text("b1.price") == "€119"


def test_no_words_of_an_example_come_into_a_mail() -> None:
    leaked = "The Harvest apron is made of washed linen and sewn in Ghent."
    answer = ANSWER.replace("The Ylva wool blanket is made of 100 % Swedish wool.", leaked)
    variant, _ = write(FakeModel(grades=WEAK).enqueue(answer).always(ANSWER), mail_brief())
    text = " ".join(text for _, text in variant.copy.addressed())
    assert "Ghent" not in text
    assert "apron" not in text


@pytest.mark.parametrize(
    ("language", "names", "told"),
    [
        ("en", ("Regular price", "Price"), ["The regular price is 799.", "The price is 599."]),
        ("nl", ("Adviesprijs", "Actieprijs"), ["De adviesprijs is 799.", "De prijs is 599."]),
        ("nl", ("Normale prijs", "Prijs"), ["De normale prijs is 799.", "De prijs is 599."]),
        ("sv", ("Ordinarie pris", "Pris"), ["Ordinarie pris är 799.", "Priset är 599."]),
    ],
)
def test_another_price_is_not_told_as_the_price(language: str, names: tuple[str, str], told: list[str]) -> None:
    facts = (Fact("f1", names[0], "799"), Fact("f2", names[1], "599"))
    assert sentences_on(facts, language, PLAIN) == told
