"""How a brief of a post becomes prompts, and an answer its texts; how facts and sources are shared out."""

from __future__ import annotations

import msgspec
import pytest

from desktop.agents.blog import BlogAgent
from desktop.agents.blog_asking import blog_file, example_body, example_tasks, numbered
from desktop.agents.blog_citing import cited, unmarked
from desktop.agents.blog_said import phrases_of, said_in
from desktop.agents.blog_sharing import shares_of
from desktop.agents.blog_tasks import plain_tasks, post_tasks, with_outline
from desktop.agents.prompts import sections_of
from desktop.agents.task import FieldTask, Shape
from desktop.agents.told import with_told
from desktop.checks.repeats import repeats_of
from desktop.checks.report import check_copy
from desktop.core.brief import LANGUAGES, Brief, Fact, Kind
from desktop.core.copy import Copy
from desktop.core.errors import ErrorKind, UserError
from desktop.core.post import Post, PostSource, PostType, Section
from desktop.core.post_lengths import goal_of, usual_outline

AGENT = BlogAgent()
PRODUCTS = {"en": "Ylva wool blanket", "nl": "Plaid Ylva", "sv": "Ylva ullfilt"}
FACTS = {
    "en": (
        Fact("f1", "Material", "100 % Swedish wool"),
        Fact("f2", "Woven in", "Småland"),
        Fact("f3", "Size", "130 × 180 cm"),
        Fact("f4", "Weight", "980 g"),
        Fact("f5", "Washing", "30 °C"),
        Fact("f6", "Price", "€119"),
    ),
    "nl": (
        Fact("f1", "Materiaal", "100 % Zweedse wol"),
        Fact("f2", "Geweven in", "Småland"),
        Fact("f3", "Maat", "130 × 180 cm"),
        Fact("f4", "Gewicht", "980 g"),
        Fact("f5", "Wassen", "30 °C"),
        Fact("f6", "Prijs", "€ 119"),
    ),
    "sv": (
        Fact("f1", "Material", "100 % svensk ull"),
        Fact("f2", "Vävd i", "Småland"),
        Fact("f3", "Mått", "130 × 180 cm"),
        Fact("f4", "Vikt", "980 g"),
        Fact("f5", "Tvätt", "30 °C"),
        Fact("f6", "Pris", "1 249 kr"),
    ),
}
SOURCE = PostSource("q1", "Weavers of Småland", text="The yarn is spun in Rosenlund.\n\nThe mill runs on water power.")


def post_brief(language: str = "en", **post: object) -> Brief:
    facts = FACTS[language]
    return Brief(
        Kind.BLOG,
        product=PRODUCTS[language],
        language=language,
        facts=facts,
        post=msgspec.structs.replace(Post(), **post),
    )


def wish_for(brief: Brief, field: str, texts: dict[str, str] | None = None) -> str:
    return AGENT.field_prompt(post_tasks(brief, (field,), texts)[0], brief, seed=None).messages[-1].content


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_stand_under_the_part_that_they_belong_to(language: str) -> None:
    brief = with_outline(post_brief(language))
    assert brief.post is not None
    roles = {each.role: shares_of(brief)[each.id].facts for each in brief.post.outline}
    assert roles == {"made": ("f1", "f2"), "use": ("f3", "f4"), "care": ("f5",), "conclusion": ("f6",)}


@pytest.mark.parametrize("kind", list(PostType))
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_fact_and_each_piece_stands_under_one_section(kind: PostType, language: str) -> None:
    brief = with_outline(post_brief(language, type=kind, sources=(SOURCE,)))
    shares = shares_of(brief)
    assert sorted(fact for share in shares.values() for fact in share.facts) == [f"f{n}" for n in range(1, 7)]
    assert sorted(piece for share in shares.values() for piece in share.pieces) == ["q1.1", "q1.2"]


def test_sections_of_the_writer_take_what_speaks_of_them_and_what_they_name() -> None:
    outline = (
        Section("s1", "Washing wool"),
        Section("s2", "What it weighs", facts=("f1", "f4")),
        Section("s3", "From Småland"),
        Section("s4", "Everything else"),
    )
    shares = shares_of(post_brief(outline=outline, sources=(SOURCE,)))
    assert "f5" in shares["s1"].facts
    assert shares["s2"].facts == ("f1", "f4")
    assert "f2" in shares["s3"].facts
    assert shares["s4"].facts


def test_what_a_source_tells_beside_the_matter_goes_where_there_is_a_place_for_it() -> None:
    source = PostSource("q1", "Weavers", text="Nine people work there, and none of them is in a hurry.")
    brief = with_outline(post_brief(sources=(source,)))
    assert brief.post is not None
    roles = {each.id: each.role for each in brief.post.outline}
    assert [roles[name] for name, share in shares_of(brief).items() if share.pieces] == ["made"]


def test_the_lengths_of_sections_come_to_the_goal() -> None:
    brief = post_brief(goal=900)
    assert goal_of(brief) == 900
    total = sum(each.words for each in usual_outline(brief))
    assert 790 <= total <= 850
    assert goal_of(post_brief()) == 450
    kept = with_outline(post_brief(goal=600, outline=(Section("s1", "A", words=120), Section("s2", "B"))))
    assert kept.post is not None
    assert [each.words for each in kept.post.outline] == [120, 430]


@pytest.mark.parametrize("kind", list(PostType))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_every_type_is_asked_for_in_every_language(kind: PostType, language: str) -> None:
    brief = post_brief(language, type=kind, sources=(SOURCE,))
    tasks = post_tasks(brief, ())
    assert [task.name for task in tasks][:2] == ["angles", "outline"]
    assert [task.name for task in tasks][-4:] == ["title", "seo_title", "seo_description", "excerpt"]
    for task in tasks:
        prompt = AGENT.field_prompt(task, with_outline(brief), seed=1)
        assert brief.product in prompt.messages[-1].content
        assert prompt.shared == len(prompt.messages) - 1 >= 3
    whole = AGENT.whole_prompt(tasks, with_outline(brief), Copy(), seed=1)
    assert all(f'"{task.name}"' in whole.json_schema for task in tasks)
    plain = AGENT.plain_prompt(plain_tasks(brief), brief, seed=None).messages[-1].content
    assert all(fact.value in plain for fact in FACTS[language])
    assert SOURCE.text in plain


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sections_of_the_three_languages_are_the_same(language: str) -> None:
    own, english = (set(sections_of("blog", code)._sections) for code in (language, "en"))  # noqa: SLF001
    assert own == english


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_meet_what_is_asked_of_a_post(language: str) -> None:
    for example in map(numbered, blog_file(language).examples):
        assert {task.name for task in example_tasks(example)} == set(example.copy.fields)
        plan = ("section.", "angles", "outline")
        lines = {name: value for name, value in example.copy.fields.items() if not name.startswith(plan)}
        copy = Copy({**lines, "body": example_body(example)})
        report = check_copy(copy, with_told(example.brief), channels=("seo.title", "seo.description"))
        assert [each for each in report.claims if each.verdict in {"unsupported", "contradicted"}] == []
        assert [each for each in report.findings if each.check.startswith(("limits.", "leftover.", "text."))] == []
        sections = {name: str(text) for name, text in example.copy.fields.items() if name.startswith("section.")}
        assert all(each.share == 0 and each.shared == 0 for each in repeats_of(sections, language))


def test_a_section_is_told_what_the_others_said_and_which_facts_are_its_own() -> None:
    brief = with_outline(post_brief(angle="Why wool lasts"))
    assert brief.post is not None
    made, use = brief.post.outline[:2]
    said = "The blanket is made of 100 % Swedish wool. You notice it at once. You notice it at night. It weighs 980 g."
    wish = wish_for(brief, f"section.{use.id}", {made.id: said})
    assert "Angle: Why wool lasts" in wish
    assert f"- {made.heading}: The blanket is made of 100 % Swedish wool." in wish
    assert "You notice it" in wish.partition("Used often enough")[2]
    assert "130 × 180 cm" in wish
    assert "980 g" not in wish
    assert "30 °C" not in wish


def test_sources_are_shown_with_their_marks_and_notes_as_they_are() -> None:
    outline = (Section("s1", "The yarn", notes="Name the spinners."), Section("s2", "The mill and its water"))
    brief = post_brief(outline=outline, sources=(SOURCE,))
    assert "Source [q1]: The yarn is spun in Rosenlund." in wish_for(brief, "section.s1")
    assert "It must say: Name the spinners." in wish_for(brief, "section.s1")
    assert "Source [q1]: The mill runs on water power." in wish_for(brief, "section.s2")


def test_what_is_outside_of_the_sources_is_allowed_only_where_the_writer_does() -> None:
    systems = [
        AGENT.field_prompt(post_tasks(each, ("section.intro",))[0], with_outline(each), seed=None).messages[0].content
        for each in (post_brief(), post_brief(outside=True))
    ]
    assert "and nothing else" in systems[0]
    assert "generally known" in systems[1]


def test_a_pinned_section_and_a_text_that_there_is_none_of_are_refused() -> None:
    brief = post_brief(outline=(Section("s1", "Care", pinned=True), Section("s2", "Size")))
    with pytest.raises(UserError) as pinned:
        post_tasks(brief, ("section.s1",))
    assert pinned.value.problem.kind is ErrorKind.INPUT
    with pytest.raises(UserError):
        post_tasks(brief, ("section.s9",))
    with pytest.raises(UserError):
        post_tasks(brief, ("subject",))
    assert [task.name for task in post_tasks(brief, ("body",))] == ["section.s2", "section.intro"]


def test_social_posts_come_through_their_channels() -> None:
    brief = msgspec.structs.replace(post_brief(), channels=("seo.title", "linkedin.post"))
    tasks = {task.name: task for task in post_tasks(brief, (), {"s1": "It is woven in Småland."})}
    assert "linkedin.post" in tasks
    wish = AGENT.field_prompt(tasks["linkedin.post"], with_outline(brief), seed=None).messages[-1].content
    assert "It is woven in Småland." in wish
    assert "Write a post for LinkedIn" in wish


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("## How it is made\n\nIt is **woven** in Småland.", "It is woven in Småland."),
        ("How it is made:\nIt is woven in Småland [q1].", "It is woven in Småland."),
        ("It is woven[^q2] here.\n\n\nAnd there.", "It is woven here.\n\nAnd there."),
    ],
)
def test_a_section_comes_without_its_heading_and_marks(answer: str, text: str) -> None:
    task = FieldTask("section.s1", Shape.SECTION, 50, heading="How it is made")
    assert AGENT.clean(task, post_brief(), answer) == text


def test_headings_come_without_numbers_and_lengths() -> None:
    task = FieldTask("outline", Shape.OUTLINE, 6, many=True, items=3)
    answer = "1. The wool (about 100 words)\n## Size and weight\n- 3) Washing.\n4. One too many"
    assert AGENT.clean(task, post_brief(), answer) == ("The wool", "Size and weight", "Washing")


def test_what_was_said_is_summed_up_by_rule() -> None:
    brief = with_outline(post_brief())
    said = said_in({"": "About a blanket.", "Care": "Wash it at 30 °C[^q1]. Then dry it.", "Empty": " "}, brief)
    assert said.lines == ("About a blanket.", "Care: Wash it at 30 °C.")
    assert said.facts == ("f5",)
    assert phrases_of(("One of a kind.", "Nothing is the same."), "en") == ()


def test_a_sentence_that_rests_on_a_source_gets_its_mark_and_no_other() -> None:
    brief = with_told(post_brief(sources=(SOURCE,)))
    text = "It is woven in Småland. The yarn is spun in Rosenlund. That is all [q7]."
    assert cited(text, brief) == "It is woven in Småland. The yarn is spun in Rosenlund[^q1]. That is all."
    assert cited(cited(text, brief), brief) == cited(text, brief)
    assert cited("*The yarn is spun in Rosenlund.*", brief) == "*The yarn is spun in Rosenlund[^q1].*"
    assert unmarked("So[^q1]. Or so [q2.1].") == "So. Or so."
    assert cited("Kept as it is [q7].", post_brief()) == "Kept as it is [q7]."


def test_the_ledger_rests_on_sources_and_reads_no_mark() -> None:
    brief = post_brief(sources=(PostSource("q1", "Mill", text="The mill has 12 looms from 1962."),))
    report = check_copy(Copy({"body": "The mill has 12 looms[^q1]. The shop has 45 looms."}), brief, channels=())
    verdicts = {each.text: each.verdict.value for each in report.claims}
    assert "unsupported" not in [verdict for text, verdict in verdicts.items() if "12" in text]
    assert any("45" in text and verdict != "supported" for text, verdict in verdicts.items())
    assert not any("q1" in each.text for each in report.claims)


def test_what_rests_on_nothing_is_marked_once_where_it_is_allowed() -> None:
    text = (
        "## Wool\n\nIt is woven in Småland. Sheep were first kept in Mesopotamia. Do you know why?\n\n"
        "It lasts for 40 years. Wool dries slowly [as weavers say](https://example.org)."
    )
    every = [
        check_copy(Copy({"body": text}), post_brief(outside=allowed), channels=()).findings for allowed in (True, False)
    ]
    marked = [[each.text for each in found if each.check.startswith(("post.", "claims."))] for found in every]
    assert marked[0].count("Sheep were first kept in Mesopotamia.") == 1
    assert "Sheep were first kept in Mesopotamia." not in marked[1]
    assert sum("40" in each for each in marked[0]) == 1
    assert not any("Småland" in each or "Wool" in each or "?" in each for each in marked[0])
