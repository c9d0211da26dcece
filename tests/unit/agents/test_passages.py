"""A selection is rewritten by a wish; what must not change does not, or the old text stays and why is said."""

from __future__ import annotations

import asyncio

import msgspec
import pytest

from desktop.agents.loop import first_prompt, run
from desktop.agents.passages import KEPT, prompts_of_selection
from desktop.agents.prompts import sections_of
from desktop.agents.task import WriteRequest
from desktop.core.brief import LANGUAGES, Brief, Fact, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Variant
from desktop.core.errors import EnvironmentProblem, ErrorKind, UserError
from desktop.core.events import Delta, Event, FieldReplaced, FieldStarted
from desktop.core.prompt import FinishReason
from desktop.core.wishes import SELECTION
from tests.fakes.model import FakeModel

OLD = {
    "en": "The bag is made of recycled polyester. It weighs 980 g and holds a laptop. See [the bag](/bag) for more.",
    "nl": "De tas is gemaakt van gerecycled polyester. Hij weegt 980 g en er past een laptop in. Zie [de tas](/bag).",
    "sv": "Väskan är gjord av återvunnen polyester. Den väger 980 g och rymmer en dator. Se [väskan](/bag) för mer.",
}
NEW = {
    "en": "A bag of recycled polyester, 980 g, for a laptop: [the bag]([[1]]).",
    "nl": "Een tas van gerecycled polyester, 980 g, voor een laptop: [de tas]([[1]]).",
    "sv": "En väska av återvunnen polyester, 980 g, för en dator: [väskan]([[1]]).",
}
LOST = {
    "en": "A bag of recycled polyester for a laptop: [the bag]([[1]]).",
    "nl": "Een tas van gerecycled polyester voor een laptop: [de tas]([[1]]).",
    "sv": "En väska av återvunnen polyester för en dator: [väskan]([[1]]).",
}


def rewrite(model: FakeModel, text: str, how: str, language: str = "", **more: object) -> tuple[Variant, list[Event]]:
    brief = msgspec.structs.replace(Brief(Kind.BLOG, language=language), **more)
    request = WriteRequest("v1", brief, fields=(SELECTION,), copy=Copy({SELECTION: text}), instruction=how, seed=1)
    events: list[Event] = []
    return asyncio.run(run(request, model, events.append)), events


def shown(events: list[Event]) -> str:
    text = ""
    for event in events:
        match event:
            case FieldStarted():
                text = ""
            case Delta(text=more):
                text += more
            case FieldReplaced(text=whole):
                text = whole
    return text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("how", ["shorter", "simpler", "again", "tone:warm", "person:we", "active", "Put it well."])
def test_each_wish_asks_in_the_language_of_the_text(language: str, how: str) -> None:
    model = FakeModel().enqueue(NEW[language])
    variant, events = rewrite(model, OLD[language], how)
    system, asked = (message.content for message in model.prompts[0].messages)
    file = sections_of("rewrite", language)
    assert system == file.render("passage.system", {"marks": True})
    assert "/bag" not in asked
    assert "([[1]])" in asked
    assert (how if " " in how else how.partition(":")[2] if "tone" in how else "") in asked
    assert variant.complete
    assert variant.copy.fields == {SELECTION: NEW[language].replace("[[1]]", "/bag")}
    assert shown(events) == variant.copy.text(SELECTION)
    assert variant.prompt == f"rewrite/{file.version}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lost_number_is_asked_for_once_more(language: str) -> None:
    model = FakeModel().enqueue(LOST[language], NEW[language])
    variant, _ = rewrite(model, OLD[language], "simpler")
    assert "980 g" in model.prompts[1].messages[-1].content
    assert variant.complete
    assert variant.repairs == 1
    assert "980 g" in variant.copy.text(SELECTION)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("change", "word"),
    [
        (("980 g", "890 g"), "980 g"),
        (("([[1]])", ""), "/bag"),
        (("[[1]]", "/shop"), "/bag"),
        (("980 g", "980 g `x`"), "`x`"),
        (("980 g", "980 g {{ name }}"), "{{ name }}"),
    ],
)
def test_what_breaks_something_protected_is_refused_and_said(language: str, change: tuple[str, str], word: str) -> None:
    broken = NEW[language].replace(*change)
    variant, events = rewrite(FakeModel().enqueue(broken, broken), OLD[language], "again")
    assert variant.copy.text(SELECTION) == OLD[language]
    assert shown(events) == OLD[language]
    assert not variant.complete
    assert variant.error is not None
    assert variant.error.kind is ErrorKind.PROVIDER
    assert word in variant.error.message
    assert [finding.text for finding in variant.findings if finding.check == KEPT] == [OLD[language]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_shorter_may_leave_out_a_number_but_not_a_link(language: str) -> None:
    variant, _ = rewrite(FakeModel().enqueue(LOST[language]), OLD[language], "shorter")
    assert variant.complete
    without = LOST[language].replace("([[1]])", "")
    variant, _ = rewrite(FakeModel().enqueue(without, without), OLD[language], "shorter")
    assert not variant.complete


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_summary_may_leave_out_everything(language: str) -> None:
    text = f"## 1 bag\n\n{OLD[language]}"
    short = OLD[language].partition(". ")[0] + "."
    variant, _ = rewrite(FakeModel().enqueue(short), text, "summarise")
    assert variant.copy.text(SELECTION) == short
    assert variant.complete


def test_lengths_are_what_was_asked_for() -> None:
    long = OLD["en"].replace("/bag", "[[1]]") + " It is a good bag for the day."
    variant, _ = rewrite(FakeModel().enqueue(long, long), OLD["en"], "shorter")
    assert variant.error is not None
    assert "not shorter" in variant.error.message
    variant, _ = rewrite(FakeModel().enqueue(NEW["en"], long), OLD["en"], "longer")
    assert variant.complete
    assert variant.repairs == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_going_on_keeps_what_stands_there(language: str) -> None:
    more = {"en": "The strap is wide.", "nl": "De band is breed.", "sv": "Remmen är bred."}[language]
    model = FakeModel().enqueue(more)
    variant, _ = rewrite(model, f"{OLD[language]}\n", "continue")
    assert variant.copy.text(SELECTION) == f"{OLD[language]}\n\n{more}\n"
    variant, _ = rewrite(
        FakeModel().enqueue(f"{OLD[language].replace('/bag', '[[1]]')} {more}"), OLD[language], "continue"
    )
    assert variant.copy.text(SELECTION) == f"{OLD[language]}\n\n{more}"


def test_what_is_known_may_come_into_a_longer_text_and_nothing_else() -> None:
    facts = (Fact("f1", "Volume", "22", "l"),)
    longer = OLD["en"].replace("/bag", "[[1]]") + " It has a volume of 22 l."
    model = FakeModel(grades={"en": "good"}).enqueue(longer)
    variant, _ = rewrite(model, OLD["en"], "longer", facts=facts)
    assert "Volume: 22 l" in model.prompts[0].messages[-1].content
    assert variant.complete
    invented = longer.replace("22 l", "35 l")
    variant, _ = rewrite(FakeModel().enqueue(invented, invented), OLD["en"], "longer", facts=facts)
    assert variant.error is not None
    assert "35 l" in variant.error.message


@pytest.mark.parametrize(("language", "other"), [("en", "nl"), ("nl", "sv"), ("sv", "en")])
def test_a_translation_is_in_the_other_language_with_its_headings(language: str, other: str) -> None:
    text = f"## 980 g\n\n{OLD[language]}"
    answer = f"## 980 g\n\n{OLD[other].replace('/bag', '[[1]]')}"
    model = FakeModel().enqueue(answer)
    variant, _ = rewrite(model, text, f"translate:{other}")
    assert variant.complete, variant.error
    assert variant.copy.text(SELECTION) == answer.replace("[[1]]", "/bag")
    assert model.prompts[0].messages[-1].content.count("## 980 g") == 1
    back = answer.replace(OLD[other].replace("/bag", "[[1]]"), OLD[language].replace("/bag", "[[1]]"))
    variant, _ = rewrite(FakeModel().enqueue(back, back), text, f"translate:{other}")
    assert variant.error is not None
    assert "another language" in variant.error.message


def test_another_language_is_refused_where_none_was_asked_for() -> None:
    dutch = OLD["nl"].replace("/bag", "[[1]]")
    variant, _ = rewrite(FakeModel().enqueue(dutch, dutch), OLD["en"], "again")
    assert variant.error is not None
    assert "another language" in variant.error.message


def test_what_the_wish_names_may_change() -> None:
    changed = NEW["en"].replace("980 g", "1.1 kg")
    variant, _ = rewrite(FakeModel().enqueue(changed), OLD["en"], "Write 1.1 kg instead of 980 g.")
    assert variant.complete, variant.error


LONG = "\n\n".join(f"## Part {number}\n\n" + f"This is sentence {number} of the bag. " * 40 for number in (1, 2, 3))


def test_a_long_text_is_rewritten_piece_by_piece_and_one_bad_piece_stays_alone() -> None:
    bad, good = "This is it.", "This is sentence {n}, said in another way."
    model = FakeModel().enqueue(good.format(n=1), bad, bad, good.format(n=3))
    variant, _ = rewrite(model, LONG, "simpler")
    assert len(model.prompts) == 4
    text = variant.copy.text(SELECTION)
    assert variant.complete
    assert [line for line in text.split("\n") if line.startswith("#")] == ["## Part 1", "## Part 2", "## Part 3"]
    assert "This is sentence 1, said" in text
    assert "sentence 2 of the bag" in text
    assert "This is sentence 3, said" in text
    (note,) = [finding for finding in variant.findings if finding.check == KEPT]
    assert text[note.start : note.end] == note.text == ("This is sentence 2 of the bag. " * 40).strip()


def test_code_and_front_matter_stay_to_the_character() -> None:
    text = f"---\ntitle: x\n---\n\n{OLD['en']}\n\n```\n  pack(980)\n```\n"
    model = FakeModel().enqueue(NEW["en"])
    variant, _ = rewrite(model, text, "simpler")
    assert variant.copy.text(SELECTION) == text.replace(OLD["en"], NEW["en"].replace("[[1]]", "/bag"))
    assert "pack" not in model.prompts[0].messages[-1].content


@pytest.mark.parametrize("ending", [FinishReason.CUT_OFF, FinishReason.DECLINED, FinishReason.LENGTH])
def test_an_answer_that_does_not_end_leaves_the_old_text(ending: FinishReason) -> None:
    model = FakeModel().enqueue("A bag of", "A bag of", ending=ending)
    variant, events = rewrite(model, OLD["en"], "simpler")
    assert not variant.complete
    assert variant.copy.text(SELECTION) == shown(events) == OLD["en"]


def test_a_failure_in_the_middle_keeps_what_was_done() -> None:
    error = EnvironmentProblem(ErrorKind.NETWORK, "The connection broke.", "")
    model = FakeModel().enqueue("This is sentence 1, said in another way.").enqueue("", error=error)
    variant, _ = rewrite(model, LONG, "simpler")
    assert variant.error == error.problem
    assert "sentence 1, said" in variant.copy.text(SELECTION)
    assert "sentence 3 of the bag" in variant.copy.text(SELECTION)


def test_an_empty_answer_or_a_refusal_in_words_changes_nothing() -> None:
    for answers in (("", ""), ("I'm sorry, but I can't help with that.",)):
        variant, _ = rewrite(FakeModel().enqueue(*answers), OLD["en"], "simpler")
        assert not variant.complete
        assert variant.copy.text(SELECTION) == OLD["en"]


@pytest.mark.parametrize("language", ["nl", "sv"])
def test_a_weak_model_is_not_asked_and_shorter_goes_by_rule(language: str) -> None:
    facts = (Fact("f1", "Vikt", "980 g"), Fact("f2", "Material", "polyester"))
    weak = FakeModel(grades={language: "poor"})
    text = (
        OLD[language].split(" Zie")[0].split(" Se ")[0] + " " + {"nl": "Hij is licht.", "sv": "Den är lätt."}[language]
    )
    variant, _ = rewrite(weak, text, "shorter", language, facts=facts)
    assert variant.complete, variant.error
    assert text.startswith(variant.copy.text(SELECTION))
    assert len(variant.copy.text(SELECTION)) < len(text)
    variant, _ = rewrite(weak, text, "simpler", language, facts=facts)
    assert variant.error is not None
    assert "too poorly" in variant.error.message
    assert weak.prompts == []


def test_nothing_to_rewrite_is_said() -> None:
    with pytest.raises(UserError, match="no text"):
        rewrite(FakeModel(), " \n", "shorter")
    variant, _ = rewrite(FakeModel(), "# Heading\n\n```\ncode\n```\n", "shorter")
    assert variant.error is not None
    assert variant.error.kind is ErrorKind.INPUT


def test_the_first_prompt_is_that_of_the_first_piece() -> None:
    request = WriteRequest(
        "v", Brief(Kind.BLOG), fields=(SELECTION,), copy=Copy({SELECTION: LONG}), instruction="simpler"
    )
    model = FakeModel()
    assert first_prompt(request, model) == prompts_of_selection(request, model)[0]
    assert len(prompts_of_selection(request, model)) == 3
