"""The loop: write, check, repair, and what the rules do at the end."""

from __future__ import annotations

import asyncio

import pytest

from desktop.agents.loop import first_prompt, language_of, run
from desktop.agents.task import WriteRequest
from desktop.core.brief import Brief, Fact, Kind, Length
from desktop.core.copy import Copy
from desktop.core.draft import Variant
from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy, UserError
from desktop.core.events import Delta, Event, FieldDone, FieldReplaced, FieldStarted, VariantDone
from desktop.core.prompt import FinishReason, Role
from tests.fakes.model import FakeModel

WEIGHT = Fact("weight", "Weight", "5.1", "kg", must_mention=True)
MATERIAL = Fact("material", "Material", "enamelled cast iron")
CAPACITY = Fact("capacity", "Capacity", "4.2", "litres")
GOOD = "The Brisa casserole of enamelled cast iron holds 4.2 litres. It weighs 5.1 kg, so lift it with care."


def brief(
    *channels: str,
    language: str = "en",
    banned: tuple[str, ...] = (),
    facts: tuple[Fact, ...] = (WEIGHT, MATERIAL, CAPACITY),
) -> Brief:
    return Brief(
        product="Brisa casserole",
        language=language,
        channels=channels or ("shop.description",),
        banned=banned,
        facts=facts,
    )


def write(
    model: FakeModel,
    wanted: Brief,
    *,
    max_repairs: int = 2,
    plain: bool = False,
    fields: tuple[str, ...] = (),
    copy: Copy | None = None,
) -> tuple[Variant, list[Event]]:
    events: list[Event] = []
    request = WriteRequest("v1", wanted, max_repairs, plain, fields, copy or Copy())
    return asyncio.run(run(request, model, events.append)), events


def shown(events: list[Event], field: str) -> str:
    """What an editor shows at the end that only follows the events."""
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


def checks(variant: Variant) -> set[str]:
    return {finding.check for finding in variant.findings}


def test_a_faultless_answer_is_asked_for_once_and_streams() -> None:
    model = FakeModel().enqueue(GOOD)
    variant, events = write(model, brief())
    assert variant.copy.fields == {"description": GOOD}
    assert (variant.complete, variant.repairs, variant.forgotten) == (True, 0, ())
    assert len([event for event in events if isinstance(event, Delta)]) > 5
    assert [type(event) for event in events if not isinstance(event, Delta)] == [FieldStarted, FieldDone, VariantDone]
    assert variant.prompt == "product/3"
    assert variant.timing.first_token_s == 0.01
    assert variant.usage.completion_tokens > 0
    assert variant.usage.cost == 0.0


def test_what_streams_and_what_is_kept_are_the_same() -> None:
    model = FakeModel().enqueue("Here is the title:\nBrisa casserole, 5.1 kg", f'"{GOOD}"')
    variant, events = write(model, brief("shop.title", "shop.description"))
    assert variant.copy.fields == {"title": "Brisa casserole, 5.1 kg", "description": GOOD}
    for field in variant.copy.fields:
        assert shown(events, field) == variant.copy.text(field)


def test_the_prompt_shows_examples_before_the_facts_and_no_price_of_its_own() -> None:
    model = FakeModel().enqueue(GOOD)
    write(model, brief())
    roles = [message.role for message in model.prompts[0].messages]
    assert roles[0] is Role.SYSTEM
    assert roles[-1] is Role.USER
    assert Role.ASSISTANT in roles
    assert "5.1 kg" in model.prompts[0].messages[-1].content
    assert all("5.1 kg" not in message.content for message in model.prompts[0].messages[:-1])


def test_an_invented_number_goes_back_with_its_reason() -> None:
    model = FakeModel().enqueue(f"{GOOD} It comes with a 25 year guarantee.", GOOD)
    variant, events = write(model, brief())
    assert variant.copy.text("description") == GOOD
    assert variant.repairs == 1
    assert "25 year" in model.prompts[1].messages[-1].content
    assert shown(events, "description") == GOOD


def test_a_round_that_is_not_better_does_not_count_and_the_rule_takes_the_sentence_out() -> None:
    bad = f"{GOOD} It comes with a 25 year guarantee."
    model = FakeModel().enqueue(bad, f"{bad} It was made in 1850.", bad)
    variant, _ = write(model, brief(), max_repairs=2)
    assert variant.copy.text("description") == GOOD
    assert variant.repairs == 2
    assert "facts.removed" in checks(variant)
    removed = next(finding for finding in variant.findings if finding.check == "facts.removed")
    assert "25 year" in removed.message


def test_a_forgotten_fact_is_asked_for_and_then_added_by_rule() -> None:
    model = FakeModel().enqueue("The Brisa casserole holds 4.2 litres.", "The Brisa casserole still holds 4.2 litres.")
    variant, events = write(model, brief())
    assert variant.copy.text("description") == "The Brisa casserole holds 4.2 litres. The weight is 5.1 kg."
    assert variant.forgotten == ()
    added = next(finding for finding in variant.findings if finding.check == "facts.added")
    assert added.evidence == ("weight",)
    assert shown(events, "description") == variant.copy.text("description")


def test_a_fact_that_another_field_carries_is_not_forgotten() -> None:
    model = FakeModel().enqueue("Brisa casserole, 5.1 kg", "The Brisa casserole holds 4.2 litres.")
    variant, _ = write(model, brief("shop.title", "shop.description"))
    assert variant.copy.text("description") == "The Brisa casserole holds 4.2 litres."
    assert model.left == 0


def test_write_again_of_one_field_writes_that_field_only() -> None:
    model = FakeModel().enqueue("Brisa casserole, 4.2 litres")
    standing = Copy({"title": "Old", "description": GOOD})
    variant, events = write(model, brief("shop.title", "shop.description"), fields=("title",), copy=standing)
    assert variant.copy.fields == {"title": "Brisa casserole, 4.2 litres"}
    assert variant.forgotten == ()
    assert variant.findings == ()
    assert {event.field for event in events if isinstance(event, FieldStarted)} == {"title"}


def test_a_title_that_stays_too_long_is_shortened_between_words_and_says_so() -> None:
    long = "Brisa casserole of enamelled cast iron with a capacity of 4.2 litres and a weight of 5.1 kg in all"
    model = FakeModel().enqueue(long, long)
    variant, _ = write(model, brief("shop.title"), max_repairs=1)
    title = variant.copy.text("title")
    assert len(title) <= 70
    assert long.startswith(title)
    assert long[len(title)] in " ,"
    assert "limits.shortened" in checks(variant)


def test_banned_words_go_back() -> None:
    model = FakeModel().enqueue(f"{GOOD} A luxurious pan for the table.", GOOD)
    variant, _ = write(model, brief(banned=("luxurious",)))
    assert variant.copy.text("description") == GOOD
    assert "luxurious" in model.prompts[1].messages[-1].content


def test_a_wrong_language_that_stays_becomes_a_text_of_the_facts() -> None:
    french = "La cocotte Brisa est en fonte émaillée et elle contient de la soupe pour toute la famille ce soir."
    facts = (Fact("f1", "Gewicht", "5,1", "kg"), Fact("f2", "Inhoud", "4,2", "liter"))
    model = FakeModel().always(french)
    variant, _ = write(model, brief(language="nl", facts=facts), max_repairs=1)
    assert variant.copy.text("description") == "Brisa casserole. Het gewicht is 5,1 kg en de inhoud is 4,2 liter."
    assert "language.by_rule" in checks(variant)
    assert "language.text" not in checks(variant)


def test_a_model_weak_in_a_language_may_only_join_sentences() -> None:
    facts = (Fact("f1", "Gewicht", "5,1", "kg"), Fact("f2", "Kleur", "groen"), Fact("f3", "Deksel", "glas"))
    joined = "Brisa casserole. Het gewicht is 5,1 kg, de kleur is groen en het deksel is van glas."
    model = FakeModel(grades={"nl": "poor"}).enqueue(joined)
    variant, _ = write(model, brief("shop.title", "shop.description", language="nl", facts=facts))
    assert variant.copy.text("description") == joined
    assert variant.copy.text("title") == "Brisa casserole, 5,1 kg"
    assert len(model.prompts) == 1


def test_a_model_weak_in_a_language_that_invents_is_not_heard() -> None:
    facts = (Fact("f1", "Gewicht", "5,1", "kg"), Fact("f2", "Kleur", "groen"))
    model = FakeModel(grades={"nl": "poor"}).enqueue("Brisa casserole wast bijen. Het kleur is groen.")
    variant, events = write(model, brief(language="nl", facts=facts))
    assert variant.copy.text("description") == "Brisa casserole. Het gewicht is 5,1 kg en de kleur is groen."
    assert shown(events, "description") == variant.copy.text("description")
    assert "language.by_rule" in checks(variant)


def test_an_answer_that_loops_is_stopped_early() -> None:
    model = FakeModel().enqueue([f"{GOOD} ", *["It is a pan for the stove. "] * 50])
    variant, _ = write(model, brief())
    assert variant.copy.text("description") == f"{GOOD} It is a pan for the stove."
    assert variant.usage.completion_tokens < 10


def test_an_answer_that_is_too_long_ends_at_its_last_whole_sentence() -> None:
    long = f"{GOOD} Its name is Brisa. The casserole is of cast iron, and the iron is enamelled."
    model = FakeModel().enqueue(f"{long} It is made for", ending=FinishReason.LENGTH)
    variant, _ = write(model, brief())
    assert variant.copy.text("description") == long
    assert variant.complete


def test_an_answer_that_reached_its_limit_too_soon_says_so() -> None:
    variant, _ = write(FakeModel().enqueue("The Brisa casserole holds", ending=FinishReason.LENGTH), brief())
    assert variant.copy.text("description") == "The Brisa casserole holds"
    assert variant.error is not None
    assert "length limit after 4 words" in variant.error.message
    assert variant.error.remedy is Remedy.CONTINUE


def test_a_list_that_reached_its_limit_is_whole_when_it_has_its_items() -> None:
    five = "Enamelled cast iron\nHolds 4.2 litres\nWeighs 5.1 kg\nBrisa casserole\nWith a lid"
    wanted = brief("shop.bullets")
    variant, _ = write(FakeModel().enqueue(f"{five}\nMade", ending=FinishReason.LENGTH), wanted, max_repairs=0)
    assert variant.error is None
    variant, _ = write(FakeModel().enqueue("Holds 4.2 litres\nWeighs", ending=FinishReason.LENGTH), wanted)
    assert variant.error is not None


def test_a_repair_that_breaks_off_leaves_the_text_as_it_was() -> None:
    lost = EnvironmentProblem(ErrorKind.NETWORK, "The connection was lost.", remedy=Remedy.CONTINUE)
    model = FakeModel().enqueue(f"{GOOD} It comes with a 25 year guarantee.").enqueue("The Brisa", error=lost)
    variant, _ = write(model, brief(), max_repairs=1)
    assert variant.error is None
    assert variant.copy.text("description") == GOOD


def test_an_answer_that_is_cut_off_is_kept_and_says_so() -> None:
    model = FakeModel().enqueue("Brisa casserole", ending=FinishReason.STOP)
    model.enqueue("The Brisa casserole weighs", ending=FinishReason.CUT_OFF)
    variant, events = write(model, brief("shop.title", "shop.description", "shop.bullets"))
    assert not variant.complete
    assert variant.error is not None
    assert "4 words" in variant.error.message
    assert variant.copy.fields == {"title": "Brisa casserole", "description": "The Brisa casserole weighs"}
    assert isinstance(events[-1], VariantDone)


def test_an_error_of_the_model_leaves_the_words() -> None:
    error = EnvironmentProblem(ErrorKind.NETWORK, "The connection broke.")
    model = FakeModel().enqueue("The Brisa casserole weighs", error=error)
    variant, _ = write(model, brief())
    assert variant.error == error.problem
    assert not variant.complete
    assert variant.copy.text("description") == "The Brisa casserole weighs"


def test_a_model_that_declines_says_so() -> None:
    variant, _ = write(FakeModel().enqueue("", ending=FinishReason.DECLINED), brief())
    assert variant.error is not None
    assert variant.error.kind is ErrorKind.PROVIDER


def test_an_empty_answer_is_asked_for_again_and_then_made_by_rule() -> None:
    model = FakeModel().enqueue("", "")
    variant, _ = write(model, brief())
    assert variant.copy.text("description").startswith("Brisa casserole in enamelled cast iron.")
    assert "language.by_rule" in checks(variant)


def test_a_cancelled_task_leaves_what_exists() -> None:
    model = FakeModel().enqueue("Brisa casserole, 5.1 kg").enqueue("The Brisa casserole weighs", hang=True)
    events: list[Event] = []

    async def stop_in_the_middle() -> None:
        begun = asyncio.Event()

        def take(event: Event) -> None:
            events.append(event)
            if isinstance(event, Delta) and "weighs" in event.text:
                begun.set()

        request = WriteRequest("v1", brief("shop.title", "shop.description"))
        task = asyncio.create_task(run(request, model, take))
        await asyncio.wait_for(begun.wait(), 5)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(stop_in_the_middle())
    done = events[-1]
    assert isinstance(done, VariantDone)
    assert done.variant.error is not None
    assert done.variant.error.kind is ErrorKind.CANCELLED
    assert done.variant.copy.fields == {
        "title": "Brisa casserole, 5.1 kg",
        "description": "The Brisa casserole weighs",
    }


def test_plain_is_one_prompt_without_checks_or_repairs() -> None:
    model = FakeModel().enqueue("Title: Brisa\nDescription: It has 25 years of guarantee.\nAnd more.")
    variant, _ = write(model, brief("shop.title", "shop.description"), plain=True)
    assert len(model.prompts) == 1
    assert [message.role for message in model.prompts[0].messages] == [Role.USER]
    assert variant.copy.fields == {"title": "Brisa", "description": "It has 25 years of guarantee.\nAnd more."}
    assert variant.repairs == 0
    assert variant.prompt == "product/3/plain"


def test_other_channels_fill_fields_of_their_own() -> None:
    model = FakeModel().enqueue("Brisa casserole\nCast iron, 5.1 kg\nHolds 4.2 litres")
    variant, _ = write(model, brief("google_ads.headline"), max_repairs=0)
    assert variant.copy.fields == {"google_ads.headline": ("Brisa casserole", "Cast iron, 5.1 kg", "Holds 4.2 litres")}


def test_what_cannot_be_written_for_is_refused() -> None:
    with pytest.raises(UserError):
        write(FakeModel(), brief("shop.tytle"))
    with pytest.raises(UserError):
        write(FakeModel(), brief(), fields=("subject",))
    with pytest.raises(UserError):
        write(FakeModel(), Brief(kind=Kind.TRANSLATION, product="Brisa", language="en"))


@pytest.mark.parametrize(
    ("told", "language"),
    [
        (Brief(language="sv", product="The red kettle for the kitchen"), "sv"),
        (Brief(product="Broodplank", notes="Deze plank is gemaakt van beukenhout en heeft een groef rondom."), "nl"),
        (Brief(product="Kaffekanna", notes="Den här kannan håller kaffet varmt och är gjord av rostfritt stål."), "sv"),
        (Brief(product="Brisa", notes="This pan is made of iron and it holds the heat for a long time."), "en"),
        (Brief(product="Brisa"), "en"),
    ],
)
def test_the_language_is_the_briefs_or_that_of_its_words(told: Brief, language: str) -> None:
    assert language_of(told) == language


def test_a_long_text_is_only_asked_for_when_the_facts_fill_it() -> None:
    model = FakeModel().enqueue(GOOD)
    wanted = Brief(product="Brisa", language="en", channels=("shop.description",), length=Length.LONG, facts=(WEIGHT,))
    write(model, wanted, max_repairs=0)
    assert "about 30 words" in model.prompts[0].messages[-1].content


def test_a_model_that_gives_no_text_where_there_are_no_facts_is_an_error() -> None:
    variant, _ = write(FakeModel().enqueue("", ""), Brief(notes="A gift.", language="en", channels=("shop.title",)))
    assert variant.error is not None
    assert variant.error.kind is ErrorKind.PROVIDER
    assert variant.copy.is_empty


def test_a_text_in_a_wrong_language_stays_where_no_facts_are_and_is_marked() -> None:
    french = "La cocotte est en fonte et elle contient de la soupe pour toute la famille ce soir."
    wanted = Brief(notes="En gryta av gjutjärn.", language="sv", channels=("shop.description",))
    variant, _ = write(FakeModel().always(french), wanted, max_repairs=0)
    assert variant.copy.text("description") == french
    assert "language.text" in checks(variant)


def test_no_more_bullets_than_the_channel_takes_and_those_with_facts_stay() -> None:
    model = FakeModel().enqueue("One is good\nTwo is big\nThree is new\nFour is old\nFive is tall\nWeight: 5.1 kg")
    variant, _ = write(model, brief("shop.bullets"))
    assert variant.copy.fields["bullets"] == (
        "One is good",
        "Two is big",
        "Three is new",
        "Four is old",
        "Weight: 5.1 kg",
    )
    assert "limits.shortened" in checks(variant)


def test_a_sentence_with_a_banned_word_that_stays_is_left_out_and_says_why() -> None:
    bad = f"{GOOD} A luxurious pan for the table."
    variant, _ = write(FakeModel().always(bad), brief(banned=("luxurious",)), max_repairs=1)
    assert variant.copy.text("description") == GOOD
    assert "text.removed" in checks(variant)
    assert "facts.removed" not in checks(variant)


def events_of(events: list[Event], field: str) -> list[str]:
    """The kinds of events of a field, without the streamed text."""
    return [
        type(event).__name__
        for event in events
        if not isinstance(event, Delta) and getattr(event, "field", None) == field
    ]


def test_each_field_is_done_as_soon_as_it_is_and_the_carrier_waits_for_its_facts() -> None:
    carries_nothing = "The Brisa casserole holds 4.2 litres."
    model = FakeModel().enqueue(carries_nothing, "Brisa casserole", carries_nothing)
    _, events = write(model, brief("shop.description", "shop.title"))
    marks = [(type(event), event.field) for event in events if isinstance(event, FieldDone | FieldStarted)]
    assert marks == [
        (FieldStarted, "description"),
        (FieldStarted, "title"),
        (FieldDone, "title"),
        (FieldDone, "description"),
    ]
    assert events_of(events, "description") == ["FieldStarted", "FieldReplaced", "FieldDone"]


def test_a_carrier_that_misses_no_fact_is_done_before_the_next_field_begins() -> None:
    model = FakeModel().enqueue(GOOD, "Brisa casserole")
    _, events = write(model, brief("shop.description", "shop.title"))
    done = [index for index, event in enumerate(events) if isinstance(event, FieldDone)]
    begun = [index for index, event in enumerate(events) if isinstance(event, FieldStarted)]
    assert done[0] < begun[1]
    assert len(done) == len(begun) == 2


@pytest.mark.parametrize(
    ("model", "channels", "plain"),
    [
        (FakeModel(), ("shop.title", "shop.description"), False),
        (FakeModel(), ("shop.title", "shop.description"), True),
        (FakeModel(small=False), ("shop.title", "shop.description"), False),
        (FakeModel(grades={"en": "poor"}), ("shop.title", "shop.description"), False),
    ],
)
def test_the_first_prompt_is_known_before_it_is_asked(model: FakeModel, channels: tuple[str, ...], plain: bool) -> None:
    request = WriteRequest("v1", brief(*channels), plain=plain)
    expected = first_prompt(request, model)
    asyncio.run(run(request, model.always("Brisa casserole"), lambda _: None))
    assert expected is not None
    assert model.prompts[0].messages == expected.messages


def test_no_first_prompt_is_known_where_none_is_asked() -> None:
    assert first_prompt(WriteRequest("v1", brief("shop.title")), FakeModel(grades={"en": "none"})) is None
