"""What stands there is rewritten by a wish or for an audience; merge tags come back whole, or the old text stays."""

from __future__ import annotations

import pytest

from desktop.agents.loop import first_prompt
from desktop.agents.tags import keeps_tags
from desktop.agents.task import WriteRequest
from desktop.core.brief import Brief, Fact, Kind
from desktop.core.copy import Copy
from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy
from desktop.core.events import Delta
from desktop.core.mail import Mail, MailType, Platform, Segment
from desktop.core.mail_structures import structure
from desktop.core.prompt import FinishReason
from tests.fakes.model import FakeModel
from tests.unit.agents.test_mail import FACTS, PRODUCTS, WEAK, shown, write

TAG = {
    Platform.KLAVIYO: "{{ first_name|default:'there' }}",
    Platform.MAILCHIMP: "*|FNAME|*",
    Platform.BREVO: '{{ contact.FIRSTNAME | default : "there" }}',
    Platform.SHOPIFY: '{{ customer.first_name | default: "there" }}',
    Platform.HUBSPOT: "{{ personalization_token('contact.firstname','there') }}",
}
LONG = "The Ylva wool blanket is made of 100 % Swedish wool. It is woven in Småland. It costs €119."
LOYAL = Segment("s1", "Loyal customers", "ordered twice or more")
TROGNA = Segment("s1", "Trogna kunder")


def brief(language: str = "en", platform: Platform = Platform.KLAVIYO, segment: Segment = LOYAL) -> Brief:
    mail = Mail(MailType.LAUNCH, platform=platform, blocks=structure(MailType.LAUNCH), segments=(segment,))
    return Brief(Kind.MAIL, product=PRODUCTS[language], language=language, facts=FACTS[language], mail=mail)


@pytest.mark.parametrize("how", ["shorter", "longer", "simpler", "again", "Mention the price first."])
def test_a_wish_reaches_the_model_with_the_text_and_the_facts(how: str) -> None:
    model = FakeModel().enqueue("Ylva is made of 100 % Swedish wool.")
    variant, events = write(model, brief(), fields=("b2",), copy=Copy({"b2": LONG}), instruction=how)
    (prompt,) = model.prompts
    asked = prompt.messages[-1].content
    assert LONG in asked
    assert "130 × 180 cm" in asked
    assert how in asked or how in {"shorter", "longer", "simpler", "again"}
    assert variant.copy.fields == {"b2": "Ylva is made of 100 % Swedish wool."}
    assert shown(events, "b2") == variant.copy.text("b2")
    assert any(isinstance(event, Delta) for event in events)


@pytest.mark.parametrize("platform", list(TAG))
def test_a_tag_goes_to_the_model_as_a_sign_and_comes_back_whole(platform: Platform) -> None:
    text = f"For you, {TAG[platform]}: {LONG}"
    model = FakeModel().enqueue("For you, [[1]]: Ylva is made of 100 % Swedish wool.")
    variant, _ = write(model, brief(platform=platform), fields=("b2",), copy=Copy({"b2": text}), instruction="shorter")
    assert TAG[platform] not in model.prompts[0].messages[-1].content
    assert "[[1]]" in model.prompts[0].messages[-1].content
    assert variant.copy.text("b2") == f"For you, {TAG[platform]}: Ylva is made of 100 % Swedish wool."


@pytest.mark.parametrize("platform", list(TAG))
def test_a_greeting_stays_as_it_is_and_is_not_sent(platform: Platform) -> None:
    text = f"Hi {TAG[platform]},\n\n{LONG}"
    model = FakeModel().enqueue("Ylva is made of 100 % Swedish wool.")
    variant, events = write(
        model, brief(platform=platform), fields=("b2",), copy=Copy({"b2": text}), instruction="shorter"
    )
    assert "Hi " not in model.prompts[0].messages[-1].content
    assert variant.copy.text("b2") == f"Hi {TAG[platform]},\n\nYlva is made of 100 % Swedish wool."
    assert shown(events, "b2") == variant.copy.text("b2")


def test_a_lost_tag_is_asked_for_once_more() -> None:
    text = f"For you, {TAG[Platform.KLAVIYO]}: {LONG}"
    model = FakeModel().enqueue("For you: Ylva is here.", "For you, [[1]]: Ylva is here.")
    variant, _ = write(model, brief(), fields=("b2",), copy=Copy({"b2": text}), instruction="shorter")
    assert len(model.prompts) == 2
    assert "[[1]]" in model.prompts[1].messages[-1].content
    assert variant.complete
    assert variant.copy.text("b2") == f"For you, {TAG[Platform.KLAVIYO]}: Ylva is here."


@pytest.mark.parametrize(
    "answers",
    [
        ("For you: Ylva.", "For you, friend: Ylva."),
        ("For you, [[1]] and [[1]]: Ylva.", "For you, [[1]], [[1]]: Ylva."),
        ("For you, {{ last_name }}: Ylva.", "For you, {{ first_name }}: Ylva."),
        ("For you, [[2]]: Ylva.", "For you, [[3]]: Ylva."),
    ],
)
def test_a_model_that_breaks_a_tag_changes_nothing(answers: tuple[str, str]) -> None:
    text = f"For you, {TAG[Platform.KLAVIYO]}: {LONG}"
    variant, events = write(
        FakeModel().enqueue(*answers), brief(), fields=("b2",), copy=Copy({"b2": text}), instruction="again"
    )
    assert not variant.complete
    assert variant.error is not None
    assert "merge tag" in variant.error.message
    assert variant.copy.text("b2") == text
    assert shown(events, "b2") == text


@pytest.mark.parametrize(
    ("ending", "remedy"), [(FinishReason.CUT_OFF, Remedy.CONTINUE), (FinishReason.DECLINED, Remedy.CHOOSE_MODEL)]
)
def test_an_answer_that_ends_early_leaves_the_old_text(ending: FinishReason, remedy: Remedy) -> None:
    model = FakeModel().enqueue("Ylva is", ending=ending)
    variant, events = write(model, brief(), fields=("b2",), copy=Copy({"b2": LONG}), instruction="shorter")
    assert not variant.complete
    assert variant.error is not None
    assert variant.error.remedy is remedy
    assert variant.copy.text("b2") == LONG
    assert shown(events, "b2") == LONG


def test_a_model_that_fails_or_declines_in_words_leaves_the_old_text() -> None:
    error = EnvironmentProblem(ErrorKind.NETWORK, "The connection broke.", "")
    for model in (
        FakeModel().enqueue("Yl", error=error),
        FakeModel().enqueue("I'm sorry, but I can't help with that."),
    ):
        variant, _ = write(model, brief(), fields=("b2",), copy=Copy({"b2": LONG}), instruction="simpler")
        assert not variant.complete
        assert variant.copy.text("b2") == LONG


def test_what_no_fact_says_does_not_stay_in_a_rewritten_text() -> None:
    model = (
        FakeModel()
        .enqueue("Ylva is made of 100 % Swedish wool. It has a 10 year warranty. It costs €119.")
        .always("no")
    )
    variant, _ = write(model, brief(), fields=("b2",), copy=Copy({"b2": LONG}), instruction="again")
    assert "warranty" not in variant.copy.text("b2")


def test_a_segment_gets_a_text_of_its_own_from_everybodys() -> None:
    model = FakeModel().enqueue("You know our wool. Ylva is made of 100 % Swedish wool.")
    variant, _ = write(model, brief(), fields=("b2@s1",), copy=Copy({"b2": LONG}))
    asked = model.prompts[0].messages[-1].content
    assert LONG in asked
    assert "Loyal customers (ordered twice or more)" in asked
    assert variant.copy.fields == {"b2@s1": "You know our wool. Ylva is made of 100 % Swedish wool."}


def test_a_segments_subject_is_within_the_limit_of_subjects() -> None:
    model = (
        FakeModel()
        .enqueue("For you who know us: Ylva, a blanket of 100 % Swedish wool, woven in Småland")
        .always("Ylva for you")
    )
    variant, _ = write(model, brief(), fields=("subject@s1",), copy=Copy({"subject": "Ylva, woven in Småland"}))
    assert 0 < len(variant.copy.text("subject@s1")) <= 50


def test_a_segments_own_text_is_rewritten_from_itself() -> None:
    model = FakeModel().enqueue("Ylva costs €119.")
    copy = Copy({"b2": "Everybody's.", "b2@s1": LONG})
    write(model, brief(), fields=("b2@s1",), copy=copy, instruction="shorter")
    assert LONG in model.prompts[0].messages[-1].content
    assert "Everybody's." not in model.prompts[0].messages[-1].content


@pytest.mark.parametrize("language", ["nl", "sv"])
def test_a_weak_model_is_not_asked_and_what_needs_none_is_done(language: str) -> None:
    model = FakeModel(grades=WEAK)
    first, _ = write(model, brief(language), fields=("b2",))
    text = first.copy.text("b2")
    shorter, _ = write(model, brief(language), fields=("b2",), copy=Copy({"b2": text}), instruction="shorter")
    again, _ = write(model, brief(language), fields=("b2",), copy=Copy({"b2": text}), instruction="again", seed=3)
    longer, _ = write(
        model, brief(language), fields=("b2",), copy=Copy({"b2": shorter.copy.text("b2")}), instruction="longer"
    )
    assert model.prompts == []
    assert 0 < len(shorter.copy.text("b2")) < len(text)
    assert again.copy.text("b2") not in {"", text}
    assert len(longer.copy.text("b2")) > len(shorter.copy.text("b2"))


@pytest.mark.parametrize("how", ["simpler", "Write it as a poem"])
def test_a_wish_that_a_weak_model_cannot_follow_is_refused_and_nothing_changes(how: str) -> None:
    text = "Ylva är vävd i Småland."
    variant, _ = write(FakeModel(grades=WEAK), brief("sv"), fields=("b2",), copy=Copy({"b2": text}), instruction=how)
    assert not variant.complete
    assert variant.error is not None
    assert variant.error.remedy is Remedy.CHOOSE_MODEL
    assert variant.copy.text("b2") == text


def test_a_known_audience_gets_its_sentence_after_the_greeting_by_rule() -> None:
    text = "Ylva är vävd i Småland."
    variant, _ = write(FakeModel(grades=WEAK), brief("sv", segment=TROGNA), fields=("b2@s1",), copy=Copy({"b2": text}))
    assert variant.copy.text("b2@s1") == f"Du har handlat hos oss förut, så du får veta det först. {text}"


def test_of_a_whole_segment_by_rule_only_what_opens_the_mail_gets_words_of_its_own() -> None:
    copy = Copy({"subject": "Nytt: Ylva", "b1": "Här är Ylva", "b2": "Ylva är vävd i Småland."})
    asked = ("subject@s1", "b1@s1", "b2@s1")
    variant, _ = write(FakeModel(grades=WEAK), brief("sv", segment=TROGNA), fields=asked, copy=copy)
    assert variant.complete
    assert list(variant.copy.fields) == ["b2@s1"]


def test_an_audience_of_no_known_sort_needs_a_model_that_writes_the_language() -> None:
    copy = Copy({"b2": "Ylva är vävd i Småland."})
    variant, _ = write(
        FakeModel(grades=WEAK), brief("sv", segment=Segment("s1", "Göteborg")), fields=("b2@s1",), copy=copy
    )
    assert variant.error is not None
    assert variant.error.remedy is Remedy.CHOOSE_MODEL


def test_shorter_by_rule_keeps_tags_and_facts_that_must_be_mentioned() -> None:
    text = "Ylva är vävd i Småland. Den väger 900 g. Hej då, {{ first_name }}."
    must = Fact("f9", "Vikt", "900", "g", must_mention=True)
    wanted = brief("sv")
    asked = Brief(Kind.MAIL, product="Ylva", language="sv", facts=(*wanted.facts, must), mail=wanted.mail)
    variant, _ = write(FakeModel(grades=WEAK), asked, fields=("b2",), copy=Copy({"b2": text}), instruction="shorter")
    assert keeps_tags(text, variant.copy.text("b2"))
    assert "900 g" in variant.copy.text("b2")


def test_what_leaves_the_computer_for_a_rewriting_is_known_before() -> None:
    request = WriteRequest("v", brief(), fields=("b2",), copy=Copy({"b2": LONG}), instruction="shorter")
    prompt = first_prompt(request, FakeModel())
    assert prompt is not None
    assert LONG in prompt.messages[-1].content
    weak = WriteRequest("v", brief("sv"), fields=("b2",), copy=Copy({"b2": LONG}), instruction="shorter")
    assert first_prompt(weak, FakeModel(grades=WEAK)) is None


def test_a_product_text_is_rewritten_by_a_wish_too() -> None:
    product = Brief(product="Ylva", language="en", facts=FACTS["en"], channels=("shop.description",))
    model = FakeModel().enqueue("Ylva is made of 100 % Swedish wool.")
    variant, _ = write(model, product, fields=("description",), copy=Copy({"description": LONG}), instruction="shorter")
    assert variant.copy.text("description") == "Ylva is made of 100 % Swedish wool."
