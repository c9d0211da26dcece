"""What is done by rule for a small model: paragraphs by facts, stock sentences, headings and lines."""

from __future__ import annotations

import msgspec
import pytest

from benchmarks.posts import load_cases, score
from desktop.agents.blog_finishing import sift
from desktop.agents.blog_lines import line_of
from desktop.agents.blog_longer import at_once
from desktop.agents.blog_plan import apt_angles, apt_headings
from desktop.agents.blog_rules import blog_text_by_rule
from desktop.agents.blog_sifting import sifted
from desktop.agents.blog_tasks import post_tasks, with_outline
from desktop.agents.blog_words import about
from desktop.agents.task import FieldTask, Shape
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.core.post import Section
from tests.unit.agents.test_blog import FACTS, post_brief
from tests.unit.agents.test_blogging import INTRO, OUTLINE, WEAK, model, write


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("It is woven in Småland. In conclusion, it is a blanket.", "It is woven in Småland."),
        ("It weighs 980 g. Whether you're a student or not, it fits.", "It weighs 980 g."),
        ("By following these steps, you can ensure that it lasts. Wash it at 30 °C.", "Wash it at 30 °C."),
        ("It is woven in Småland.\n\nThe wool comes from the Merino sheep.", "It is woven in Småland."),
        ("The Ylva wool blanket weighs 980 g, as Ylva should.", "The Ylva wool blanket weighs 980 g, as Ylva should."),
        ("It is woven in Småland, also on a Monday in May.", "It is woven in Småland, also on a Monday in May."),
        ("Overall, it is fine.", ""),
    ],
)
def test_what_says_nothing_or_names_a_stranger_is_left_out(text: str, kept: str) -> None:
    assert sifted(text, post_brief()) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("It weighs 980 g. It holds 12 litres.", "It weighs 980 g."),
        ("It weighs 980 g. Wash it at 30 °C.", "It weighs 980 g."),
        ("It weighs 980 g. This prevents the wool from fading.", "It weighs 980 g."),
        ("It weighs 980 g. It will stay warm for years.", "It weighs 980 g."),
        ("It weighs 980 g. Cool washing protects its size.", "It weighs 980 g. Cool washing protects its size."),
        ("It weighs 980 g. If you have a lamp, switch it on.", "It weighs 980 g."),
        ("Mind the weight on stairs. Mind the weight on ladders too.", "Mind the weight on stairs."),
        ("Feel the weight of it with one hand.", "Feel the weight of it with one hand."),
    ],
)
def test_a_section_keeps_no_figure_effect_or_fact_that_is_not_its_own(text: str, kept: str) -> None:
    brief = with_outline(post_brief(outline=OUTLINE))
    task = next(each for each in post_tasks(brief, ("section.s2",)))
    assert sifted(text, brief, task) == kept


def test_a_text_that_is_only_stock_is_made_of_its_facts() -> None:
    outline = tuple(msgspec.structs.replace(each, words=20) for each in OUTLINE)
    variant, _ = write(
        model("In conclusion, this is a must-have.", small=True),
        post_brief(angle="A", outline=outline),
        fields=("section.s2",),
        max_repairs=0,
    )
    text = variant.copy.text("section.s2")
    assert "must-have" not in text
    assert "130 × 180 cm" in text
    assert "980 g" in text


def test_a_small_model_is_asked_for_a_paragraph_from_a_fact_or_two() -> None:
    task = FieldTask("section.s1", Shape.SECTION, words=280, facts=("f1", "f2", "f3", "f4"))
    assert at_once(task).facts == ("f1",)
    assert at_once(task).words == 70
    assert at_once(msgspec.structs.replace(task, words=140)).facts == ("f1", "f2")
    assert at_once(msgspec.structs.replace(task, facts=())).words == 120


def test_a_heading_of_a_small_model_stays_where_it_speaks_of_its_section() -> None:
    brief = post_brief()
    headings = ("Wool from Småland", "980 g that you can lift", "Washing with ease", "What it costs")
    assert apt_headings(brief, headings) == ("Wool from Småland", "Size and use", "Washing with ease", "Price")
    assert apt_headings(brief, headings[:2]) == ()


def test_an_introduction_of_which_too_little_stays_is_made_by_rule() -> None:
    brief = with_outline(post_brief(outline=OUTLINE))
    task = next(iter(post_tasks(brief, ("section.intro",))))
    assert str(sift(task, brief, "The blog post about wool. How to wash wool.").value).startswith(
        "This is good to know"
    )


def test_an_angle_of_a_small_model_is_about_the_whole_subject() -> None:
    brief = post_brief()
    angles = (
        "What keeps white wool white",
        "The Ylva wool blanket in the evening",
        "Ylva, a blanket and a blanket of wool",
    )
    assert apt_angles(brief, angles) == ("The Ylva wool blanket in the evening",)
    noted = msgspec.structs.replace(brief, notes="A guide: how to wash wool.")
    assert apt_angles(noted, angles[:1]) == ("A guide: how to wash wool.",)
    assert apt_angles(brief, angles[:1]) == ("What to know about Ylva wool blanket before you choose",)


def test_a_fact_that_is_a_sentence_is_told_as_one() -> None:
    facts = (
        Fact("f1", "Koelkast", "thee hoort niet in de koelkast: ze trekt vocht aan"),
        Fact("f2", "Blik", "vertind stalen blik met een tweede deksel"),
        Fact("f3", "Plaats in de kast", "minstens een plank verwijderd van koffie en kruiden"),
        Fact("f4", "Bewaartemperatuur", "15 tot 20 °C"),
    )
    outline = (Section("s1", "Bewaren", facts=("f1", "f2", "f3", "f4")),)
    brief = msgspec.structs.replace(post_brief("nl", outline=outline), facts=facts)
    told = str(blog_text_by_rule(post_tasks(brief, ("section.s1",))[0], brief))
    prose, _, listed = told.partition("\n\n")
    assert prose == "Thee hoort niet in de koelkast: ze trekt vocht aan."
    assert "- Blik: vertind" in listed
    assert "- Plaats in de kast: minstens" in listed


def test_a_closing_without_facts_is_not_made_up_by_a_small_model() -> None:
    outline = (Section("s1", "Any questions?", role="conclusion"), Section("s2", "All", facts=("f1", "f6")))
    variant, _ = write(model(small=True), post_brief(angle="A", outline=outline), fields=("section.s1",))
    assert variant.copy.text("section.s1") == "Do you have a question about Ylva wool blanket? Send us a message."


def test_lines_come_from_what_was_written() -> None:
    brief = with_outline(post_brief())
    tasks = {task.name: task for task in post_tasks(brief, ("seo_title", "seo_description", "excerpt"))}
    assert line_of(tasks["seo_title"], brief, INTRO, "A blanket for the evening") == "A blanket for the evening"
    assert line_of(tasks["seo_description"], brief, INTRO, "") == INTRO
    assert line_of(tasks["excerpt"], brief, "Short.", "").startswith("This is good to know about Ylva wool blanket:")
    searched = msgspec.structs.replace(brief, keyphrase="merino")
    assert line_of(tasks["seo_title"], searched, INTRO, "A blanket for the evening") == ""
    assert line_of(tasks["excerpt"], searched, INTRO, "") == INTRO


def test_a_whole_post_of_a_small_model_asks_for_no_line_that_the_post_gives() -> None:
    fake = model(small=True).always("It measures 130 × 180 cm and weighs 980 g, so you can lift it.")
    outline = tuple(msgspec.structs.replace(each, words=20) for each in OUTLINE[:2])
    variant, _ = write(fake, post_brief(angle="A", outline=outline), copy=Copy(), max_repairs=0)
    asked = [prompt.messages[-1].content for prompt in fake.prompts]
    assert not any("summary that stands in lists" in each for each in asked)
    assert variant.copy.text("excerpt")


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_what_a_post_is_about_is_said_by_its_headings(language: str) -> None:
    brief: Brief = with_outline(post_brief(language))
    whole = about(brief, lambda _line: True)
    short = about(brief, lambda line: len(line) < 70)
    assert brief.product in whole
    assert len(short) < 70 < len(whole)
    assert not any(fact.value in whole for fact in FACTS[language])


@pytest.mark.parametrize("language", ["nl", "sv"])
def test_the_posts_of_the_benchmark_are_whole_by_rule_alone(language: str) -> None:
    for case in load_cases((language,)):
        variant, _ = write(model(grades=WEAK, small=True), case.brief)
        found = score(case.brief, variant)
        assert (found.facts, found.told) == (12, 12)
        assert (found.missing, found.alike, found.wrong, found.whole) == (0, 0, 0, True)
        assert found.outlined == found.headings
        assert not variant.copy.text("excerpt").startswith(variant.copy.text("title"))
