"""A post written in steps: what is asked, what is kept, what is left out, and what comes of it."""

from __future__ import annotations

import asyncio

import msgspec
import pytest

from desktop.agents.loop import first_prompt, run
from desktop.agents.task import WriteRequest
from desktop.checks.mentions import mentions
from desktop.checks.repeats import repeats_of
from desktop.core.brief import LANGUAGES, Brief
from desktop.core.copy import Copy
from desktop.core.draft import Variant
from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy, UserError
from desktop.core.events import Delta, Event, FieldDone, FieldReplaced, FieldStarted, VariantDone
from desktop.core.finding import Severity
from desktop.core.outline import headings_of, places_of
from desktop.core.post import PostSource, PostType, Section
from desktop.core.prompt import FinishReason
from tests.fakes.model import FakeModel
from tests.unit.agents.test_blog import FACTS, SOURCE, post_brief

WEAK = {"en": "good", "nl": "poor", "sv": "poor"}
SECTIONS = {
    "made": "The blanket is made of 100 % Swedish wool. It is woven in Småland.",
    "use": "It measures 130 × 180 cm. It weighs 980 g, so you can lift it with ease.",
    "care": "You can wash it at 30 °C.",
    "end": "It costs €119. You order it in the shop.",
}
INTRO = "A blanket is there for the evening. This is about such a blanket."
LINES = (
    "A blanket for the evening",
    "Wool blanket from Småland",
    "What this blanket is made of.",
    "All about a blanket.",
)
ANGLES = "What wool does in the evening\nFrom the loom to your sofa\nHow to keep a blanket\nWhat a blanket weighs"
HEADINGS = "Wool from Sweden\nBig enough for two\nIn the machine\nHow to get one"
OUTLINE = tuple(
    Section(f"s{number}", heading, role=role, words=20)
    for number, (heading, role) in enumerate(
        zip(HEADINGS.split("\n"), ("made", "use", "care", "conclusion"), strict=True), 1
    )
)


def model(*answers: str, grades: dict[str, str] | None = None, small: bool = False) -> FakeModel:
    return FakeModel(grades=grades, small=small).enqueue(*answers) if answers else FakeModel(grades=grades, small=small)


def write(fake: FakeModel, brief: Brief, **asked: object) -> tuple[Variant, list[Event]]:
    events: list[Event] = []
    request = msgspec.structs.replace(WriteRequest("v1", brief), **asked)
    return asyncio.run(run(request, fake, events.append)), events


def body_of(**changed: str) -> str:
    texts = {**SECTIONS, **changed}
    parts = [f"## {each.heading}\n\n{texts[name]}" for each, name in zip(OUTLINE, SECTIONS, strict=True)]
    return "\n\n".join((INTRO, *parts)) + "\n"


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


def test_a_post_is_written_step_by_step() -> None:
    fake = model(ANGLES, HEADINGS, *SECTIONS.values(), INTRO, *LINES)
    variant, events = write(fake, post_brief())
    assert variant.complete
    assert variant.error is None
    assert fake.left == 0
    assert list(variant.copy.fields) == ["title", "seo_title", "seo_description", "excerpt", "body"]
    assert variant.copy.text("body") == body_of()
    assert shown(events, "body") == variant.copy.text("body")
    assert shown(events, "section.s1") == SECTIONS["made"]
    assert variant.post is not None
    assert variant.post.angle == "What wool does in the evening"
    assert [(each.id, each.heading, each.role) for each in variant.post.outline] == [
        (each.id, each.heading, each.role) for each in OUTLINE
    ]
    done = [event.field for event in events if isinstance(event, FieldDone)]
    assert done == [
        *("angles", "outline", "section.s1", "section.s2", "section.s3", "section.s4", "section.intro"),
        *("title", "seo_title", "seo_description", "excerpt"),
    ]
    assert variant.prompt == "blog/3"


def test_each_step_sees_what_was_decided_and_said_before_it() -> None:
    fake = model(ANGLES, HEADINGS, *SECTIONS.values(), INTRO, *LINES)
    write(fake, post_brief())
    wishes = [prompt.messages[-1].content for prompt in fake.prompts]
    assert "Angle" not in wishes[0]
    assert "Angle: What wool does in the evening" in wishes[1]
    assert "Big enough for two" in wishes[2]
    assert "Wool from Sweden: The blanket is made of 100 % Swedish wool." in wishes[3]
    assert "In the machine: You can wash it at 30 °C." in wishes[5]
    assert "In the machine: You can wash it at 30 °C." in wishes[6]
    assert all(wish.count("The blanket is made of 100 % Swedish wool") == 1 for wish in wishes[3:])


@pytest.mark.parametrize("kind", list(PostType))
@pytest.mark.parametrize("language", ["nl", "sv"])
def test_a_weak_model_is_not_asked_and_each_fact_is_told_once(kind: PostType, language: str) -> None:
    variant, events = write(model(grades=WEAK, small=True), post_brief(language, type=kind, sources=(SOURCE,)))
    assert variant.complete
    assert variant.post is not None
    body = variant.copy.text("body")
    assert shown(events, "body") == body
    texts = {place.id: body[place.begin : place.stop] for place in places_of(body, variant.post.outline).values()}
    for fact in FACTS[language]:
        assert [name for name, text in texts.items() if mentions(text, fact, language)] != []
    assert [each.share for each in repeats_of(texts, language)] == [0.0] * len(texts)
    assert [each.text for each in headings_of(body)] == [
        each.heading for each in variant.post.outline if each.id in texts
    ]
    assert body.count("[^q1]") == 2
    assert not any(claim.verdict in {"unsupported", "contradicted"} for claim in variant.claims)
    assert "language.by_rule" in {each.check for each in variant.findings}


def test_an_own_angle_and_outline_are_kept_and_not_asked_for() -> None:
    brief = post_brief(angle="One evening", outline=OUTLINE)
    fake = model(*SECTIONS.values(), INTRO, *LINES)
    variant, _ = write(fake, brief)
    assert variant.complete
    assert "Angle: One evening" in fake.prompts[0].messages[-1].content
    assert variant.post is not None
    assert (variant.post.angle, variant.post.outline) == ("One evening", OUTLINE)


@pytest.mark.parametrize(("field", "answer"), [("angles", ANGLES), ("outline", HEADINGS)])
def test_a_step_can_be_asked_for_by_itself(field: str, answer: str) -> None:
    fake = model(answer)
    variant, _ = write(fake, post_brief(), fields=(field,))
    assert variant.copy.fields == {field: tuple(answer.split("\n"))}
    assert variant.post is not None
    assert [each.heading for each in variant.post.outline] == (HEADINGS.split("\n") if field == "outline" else [])


def test_a_section_is_written_again_and_the_rest_is_as_it_was() -> None:
    brief = post_brief(angle="One evening", outline=OUTLINE)
    fake = model("At 30 °C you can wash it.")
    variant, _ = write(fake, brief, fields=("section.s3",), copy=Copy({"title": "T", "body": body_of()}))
    assert variant.copy.fields == {"section.s3": "At 30 °C you can wash it."}
    wish = fake.prompts[0].messages[-1].content
    assert "Wool from Sweden: The blanket is made of" in wish
    assert "How to get one: It costs €119." in wish
    assert "You can wash it at 30 °C." not in wish.partition("Notes for this section")[0]


def test_pinned_sections_stay_and_are_told_to_the_others() -> None:
    pinned = tuple(msgspec.structs.replace(each, pinned=each.id == "s2") for each in OUTLINE)
    brief = post_brief(angle="One evening", outline=pinned)
    own = "My own words on its size: 130 × 180 cm."
    body = body_of(use=own) + "\n## Not of the outline\n\nStays too.\n"
    fake = model(SECTIONS["made"], SECTIONS["care"], SECTIONS["end"], INTRO)
    variant, _ = write(fake, brief, fields=("body",), copy=Copy({"body": body}))
    assert variant.complete
    assert list(variant.copy.fields) == ["body"]
    assert variant.copy.text("body") == body
    assert "Big enough for two: My own words on its size" in fake.prompts[0].messages[-1].content
    with pytest.raises(UserError):
        write(model(), brief, fields=("section.s2",), copy=Copy({"body": body}))


def test_a_new_outline_keeps_pinned_sections() -> None:
    pinned = (Section("s2", "My size", role="use", pinned=True), Section("s7", "My dog", pinned=True))
    variant, _ = write(model(HEADINGS), post_brief(outline=pinned), fields=("outline",))
    assert variant.post is not None
    assert [(each.id, each.heading) for each in variant.post.outline] == [
        ("s1", "Wool from Sweden"),
        ("s2", "My size"),
        ("s3", "In the machine"),
        ("s7", "My dog"),
        ("s4", "How to get one"),
    ]


def test_too_few_headings_are_those_by_rule() -> None:
    variant, _ = write(model("Only one heading"), post_brief(), fields=("outline",))
    assert variant.post is not None
    assert [each.heading for each in variant.post.outline] == [
        "How it is made", "Size and use", "Care and keeping", "Price",
    ]  # fmt: skip


def test_what_another_section_has_is_left_out_and_what_is_missing_comes_in() -> None:
    brief = post_brief(angle="One evening", outline=OUTLINE)
    again = "Guess the weight at the window, eyes closed. You see the size from afar. It is 100 % Swedish wool."
    fake = model(again, small=True).always(
        "You feel it on a cold bench in the garden, and nobody has to get up for it."
    )
    body = body_of().replace(SECTIONS["made"], "Guess the weight at the window, with eyes closed.")
    variant, events = write(fake, brief, fields=("section.s2",), copy=Copy({"body": body}))
    text = variant.copy.text("section.s2")
    assert "window" not in text
    assert "Swedish wool" not in text  # the fact of another section
    assert text.startswith("You see the size from afar.")
    assert "130 × 180 cm" in text
    assert "980 g" in text
    assert {"post.repeats", "facts.added", "text.removed"} <= {each.check for each in variant.findings}
    assert shown(events, "section.s2") == text


def test_a_small_model_is_asked_for_each_paragraph_with_its_own_facts() -> None:
    outline = tuple(msgspec.structs.replace(each, words=160) for each in OUTLINE)
    brief = post_brief(angle="One evening", outline=outline)
    more = "It weighs 980 g, and with one hand you take it from the sofa to the chair on the balcony."
    fake = model("It measures 130 × 180 cm when you lay it on the floor.", more, small=True)
    variant, events = write(fake, brief, fields=("section.s2",), copy=Copy({"body": body_of()}))
    text = variant.copy.text("section.s2")
    assert text == f"It measures 130 × 180 cm when you lay it on the floor.\n\n{more}"
    assert shown(events, "section.s2") == text
    first, second = (prompt.messages[-1].content for prompt in fake.prompts)
    assert "130 × 180 cm" in first
    assert "980 g" not in first
    assert "980 g" in second
    assert "130 × 180 cm" not in second  # what is in view is said again
    assert "said this" not in second
    large, _ = write(model("It measures 130 × 180 cm and weighs 980 g."), brief, fields=("section.s2",))
    assert large.copy.text("section.s2") == "It measures 130 × 180 cm and weighs 980 g."


def test_a_small_model_is_asked_for_a_long_section_in_parts() -> None:
    outline = tuple(msgspec.structs.replace(each, words=300) for each in OUTLINE)
    brief = post_brief(angle="One evening", outline=outline)
    request = WriteRequest("v1", brief, fields=("section.s2",))
    for small, words in ((True, "about 120 words (9 sentences)"), (False, "about 300 words")):
        first = first_prompt(request, model(small=small))
        assert first is not None
        assert words in first.messages[-1].content


@pytest.mark.parametrize(
    "more", ["It measures 130 × 180 cm and weighs 980 g.", "I'm sorry, but I can't help with that.", ""]
)
def test_a_paragraph_that_brings_nothing_is_not_kept(more: str) -> None:
    outline = tuple(msgspec.structs.replace(each, words=80) for each in OUTLINE)
    fake = model("It measures 130 × 180 cm and weighs 980 g.", more, small=True)
    variant, events = write(fake, post_brief(angle="A", outline=outline), fields=("section.s2",))
    assert variant.complete
    assert variant.copy.text("section.s2") == "It measures 130 × 180 cm and weighs 980 g."
    assert shown(events, "section.s2") == variant.copy.text("section.s2")


def test_what_neither_fact_nor_source_says_is_taken_out_of_a_section() -> None:
    fake = model("It measures 130 × 180 cm. It comes with a 10-year warranty. It weighs 980 g.")
    brief = post_brief(angle="A", outline=OUTLINE)
    variant, _ = write(fake, brief, fields=("section.s2",), max_repairs=0)
    assert "warranty" not in variant.copy.text("section.s2")
    assert "130 × 180 cm" in variant.copy.text("section.s2")


def test_what_is_outside_is_marked_where_the_writer_allows_it() -> None:
    text = "It measures 130 × 180 cm and weighs 980 g. Sheep were first kept in Mesopotamia."
    for allowed in (True, False):
        brief = post_brief(angle="A", outline=OUTLINE[1:2], outside=allowed)
        variant, _ = write(model(text, INTRO), brief, fields=("body",), max_repairs=0)
        marked = [each for each in variant.findings if each.check == "post.source"]
        assert ("Sheep were first kept in Mesopotamia." in [each.text for each in marked]) == allowed
        for each in marked:
            assert variant.copy.text(each.field)[each.start : each.end] == each.text


def test_sources_are_cited_in_the_body() -> None:
    source = PostSource("q1", "Weavers", text="The yarn for every blanket is spun in Rosenlund.")
    answer = "The blanket is made of 100 % Swedish wool and woven in Småland. The yarn is spun in Rosenlund."
    brief = post_brief(angle="A", outline=OUTLINE, sources=(source,))
    variant, _ = write(model(answer), brief, fields=("section.s1",))
    assert variant.copy.text("section.s1").endswith("The yarn is spun in Rosenlund[^q1].")
    assert "woven in Småland." in variant.copy.text("section.s1")


@pytest.mark.parametrize("ending", [FinishReason.CUT_OFF, FinishReason.DECLINED])
def test_what_came_before_an_answer_ended_early_is_kept(ending: FinishReason) -> None:
    fake = model(SECTIONS["made"]).enqueue("It measures 130 × 180 cm. It", ending=ending)
    variant, events = write(fake, post_brief(angle="A", outline=OUTLINE))
    assert not variant.complete
    assert variant.error is not None
    assert variant.error.remedy is (Remedy.CONTINUE if ending is FinishReason.CUT_OFF else Remedy.CHOOSE_MODEL)
    body = variant.copy.text("body")
    assert SECTIONS["made"] in body
    assert "It measures 130 × 180 cm." in body
    assert shown(events, "body") == body


def test_a_section_that_was_cut_off_is_gone_on_with() -> None:
    begun = "It measures 130 × 180 cm. It"
    body = body_of(use=begun)
    fake = model("weighs 980 g.")
    brief = post_brief(angle="A", outline=OUTLINE)
    variant, _ = write(fake, brief, fields=("section.s2",), copy=Copy({"body": body}), go_on=True)
    assert variant.copy.text("section.s2") == "It measures 130 × 180 cm. weighs 980 g."
    assert fake.prompts[0].go_on


def test_a_section_is_rewritten_by_a_wish() -> None:
    brief = post_brief(angle="A", outline=OUTLINE)
    fake = model("Wash it at 30 °C.")
    variant, _ = write(fake, brief, fields=("section.s3",), copy=Copy({"body": body_of()}), instruction="shorter")
    assert variant.copy.fields == {"section.s3": "Wash it at 30 °C."}
    assert SECTIONS["care"] in fake.prompts[0].messages[-1].content


def test_a_loop_is_stopped_and_what_came_before_it_kept() -> None:
    fake = model("It measures 130 × 180 cm and weighs 980 g. " + "It lies on the sofa in the evening. " * 8)
    variant, _ = write(fake, post_brief(angle="A", outline=OUTLINE), fields=("section.s2",))
    assert variant.complete
    assert variant.copy.text("section.s2").count("It lies on the sofa") == 1
    assert "text.looped" in {each.check for each in variant.findings}


def test_a_model_that_fails_leaves_what_was_written() -> None:
    error = EnvironmentProblem(ErrorKind.NETWORK, "The connection broke.", "")
    fake = model(SECTIONS["made"]).enqueue("It measures", error=error)
    variant, _ = write(fake, post_brief(angle="A", outline=OUTLINE))
    assert variant.error is not None
    assert variant.error.message == "The connection broke."
    assert SECTIONS["made"] in variant.copy.text("body")


def test_stopped_it_leaves_what_was_written() -> None:
    fake = model(SECTIONS["made"]).enqueue("It measures 130 × 180 cm. It ", hang=True)
    events: list[Event] = []
    begun = asyncio.Event()

    def hear(event: Event) -> None:
        events.append(event)
        if shown(events, "section.s2").endswith("cm. It "):
            begun.set()

    async def stopped() -> None:
        task = asyncio.create_task(run(WriteRequest("v1", post_brief(angle="A", outline=OUTLINE)), fake, hear))
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(asyncio.wait_for(stopped(), 10))
    variant = next(event.variant for event in events if isinstance(event, VariantDone))
    assert not variant.complete
    assert SECTIONS["made"] in variant.copy.text("body")
    assert "It measures 130 × 180 cm." in variant.copy.text("body")


def test_a_plain_post_is_one_call_without_rules() -> None:
    answer = f"Title: Ylva\nSEO title: Ylva\nSEO description: All of it.\nSummary: Short.\nPost: # Ylva\n\n{body_of()}"
    fake = model(answer, small=True)
    variant, _ = write(fake, post_brief(), plain=True)
    assert variant.prompt == "blog/3/plain"
    assert list(variant.copy.fields) == ["title", "seo_title", "seo_description", "excerpt", "body"]
    assert variant.copy.text("body") == f"# Ylva\n\n{body_of()}".strip()
    assert len(fake.prompts[0].messages) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_prompt_is_the_one_that_is_asked_first(language: str) -> None:
    fake = model(small=True).always("x")
    brief = post_brief(language)
    first = first_prompt(WriteRequest("v1", brief, seed=None), fake)
    write(fake, brief, fields=("angles",), max_repairs=0)
    assert first is not None
    assert fake.prompts[0].messages == first.messages
    assert first_prompt(WriteRequest("v1", brief), model(grades=dict.fromkeys(LANGUAGES, "poor"), small=True)) is None


def test_a_section_of_which_nothing_is_known_is_not_made_up_by_rule() -> None:
    every = tuple(fact.id for fact in FACTS["nl"])
    own = (Section("s1", "De stof", facts=every), Section("s2", "Onze hond", facts=("f9",)))
    variant, _ = write(model(grades=WEAK, small=True), post_brief("nl", angle="A", outline=own))
    assert variant.complete
    assert "Onze hond" not in variant.copy.text("body")
    told = [each.message for each in variant.findings if each.check == "post.nothing_known"]
    assert len(told) == 1
    assert "Onze hond" in told[0]


@pytest.mark.parametrize(("goal", "said"), [(0, False), (50, False), (900, True)])
def test_a_post_that_is_much_shorter_than_planned_says_so(goal: int, said: bool) -> None:
    fake = model(ANGLES, HEADINGS, *SECTIONS.values(), INTRO, *LINES)
    variant, _ = write(fake, post_brief(goal=goal))
    found = [each for each in variant.findings if each.check == "post.length"]
    assert bool(found) is said
    if said:
        assert found[0].severity is Severity.WARNING
        assert "of 900 words" in found[0].message


def test_a_text_that_repeats_what_was_wrong_with_it_is_not_taken() -> None:
    lines = ("Nordhavn blanket: good to know about", *LINES[1:])
    echo = ("This does not hold yet: it breaks off.", "This does not hold yet:", "This does not hold yet")
    fake = model(ANGLES, HEADINGS, *SECTIONS.values(), INTRO, lines[0], *echo, *lines[1:])
    variant, _ = write(fake, post_brief())
    assert "does not hold" not in " ".join(map(str, variant.copy.fields.values()))
