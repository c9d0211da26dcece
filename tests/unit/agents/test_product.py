"""How a brief becomes prompts."""

from __future__ import annotations

import json

import pytest

from benchmarks.briefs import load_cases
from desktop.agents.catalogue import AGENTS, agent_for
from desktop.agents.fields import field_tasks
from desktop.agents.product import ProductAgent
from desktop.agents.prompts import PromptFile, prompt_file
from desktop.agents.task import Shape
from desktop.agents.told import with_told
from desktop.checks.channels import channels_for
from desktop.checks.report import check_copy
from desktop.core.brief import LANGUAGES, Brief, Fact, Kind, Length
from desktop.core.copy import Copy
from desktop.core.errors import Bug, UserError

AGENT = ProductAgent()
BRIEF = Brief(
    product="Brisa casserole",
    language="en",
    audience="home cooks",
    tone="warm",
    keyphrase="enamel casserole",
    notes="Comes in a box.",
    instructions="Say we.",
    banned=("luxury",),
    facts=(Fact("f1", "Weight", "5.1", "kg"), Fact("f2", "Secret", "unapproved", approved=False)),
)


def test_there_is_one_agent_for_a_kind() -> None:
    assert agent_for(Kind.PRODUCT) is AGENTS[0]
    with pytest.raises(UserError):
        agent_for(Kind.TRANSLATION)


@pytest.mark.parametrize("channel", [channel.id for channel in channels_for(Kind.PRODUCT)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_product_channel_can_be_asked_for_in_every_language(channel: str, language: str) -> None:
    brief = Brief(product="Brisa", language=language, channels=(channel,))
    (task,) = AGENT.tasks(brief, ())
    prompt = AGENT.field_prompt(task, brief, seed=1)
    assert "Brisa" in prompt.messages[-1].content
    assert prompt.max_tokens >= 24
    assert task.channel == channel


def test_the_whole_brief_but_no_unapproved_fact_is_told() -> None:
    task = AGENT.tasks(BRIEF, ("description",))[0]
    asked = AGENT.field_prompt(task, BRIEF, seed=None).messages[-1].content
    for told in ("home cooks", "warm", "enamel casserole", "Comes in a box.", "Say we.", "luxury", "5.1 kg"):
        assert told in asked
    assert "unapproved" not in asked
    assert "unapproved" not in AGENT.plain_prompt((task,), BRIEF, seed=None).messages[-1].content
    assert "unapproved" not in AGENT.whole_prompt((task,), BRIEF, Copy(), seed=None).messages[-1].content


def test_the_beginning_of_a_prompt_is_the_same_for_every_brief() -> None:
    task = AGENT.tasks(BRIEF, ("title",))[0]
    one = AGENT.field_prompt(task, BRIEF, seed=None).messages[:-1]
    other = AGENT.field_prompt(task, Brief(product="Lamp", language="en"), seed=None).messages[:-1]
    assert one == other


def test_a_repair_continues_the_call() -> None:
    task = AGENT.tasks(BRIEF, ("title",))[0]
    first = AGENT.field_prompt(task, BRIEF, seed=None)
    repair = AGENT.repair_prompt(task, BRIEF, "Brisa", ("Too long.",))
    assert repair.messages[: len(first.messages)] == first.messages
    assert repair.messages[-2].content == "Brisa"
    assert "Too long." in repair.messages[-1].content


def test_a_template_in_a_brief_is_not_run() -> None:
    brief = Brief(product="{{ 7 * 7 }} {% for x in y %}", language="en")
    task = AGENT.tasks(brief, ("title",))[0]
    assert "{{ 7 * 7 }}" in AGENT.field_prompt(task, brief, seed=None).messages[-1].content


def test_more_words_are_not_asked_for_than_facts_fill() -> None:
    few = Brief(product="Brisa", length=Length.LONG, facts=(Fact("f1", "Weight", "5", "kg"),))
    many = Brief(product="Brisa", length=Length.LONG, facts=tuple(Fact(f"f{n}", "Name", "a value") for n in range(30)))
    words = [next(t.words for t in field_tasks(each, ()) if t.shape is Shape.DESCRIPTION) for each in (few, many)]
    assert words == [30, 130]


def test_fields_limit_the_tasks_and_one_beyond_the_channels_is_known() -> None:
    brief = Brief(product="Brisa", channels=("shop.title", "shop.description"))
    assert [task.name for task in field_tasks(brief, ("description",))] == ["description"]
    assert [task.name for task in field_tasks(brief, ("seo_title",))] == ["seo_title"]


def test_the_plain_answer_is_split_at_its_labels_and_nothing_is_lost() -> None:
    tasks = AGENT.tasks(BRIEF, ("title", "description", "bullets"))
    answer = "Sure!\n\n**Title:** Brisa\n\n- Description: One.\nTwo.\nBullets:\n- a\n- b"
    copy = AGENT.split_plain(tasks, "en", answer)
    assert copy.fields == {"title": "Sure!\n\nBrisa", "description": "One.\nTwo.", "bullets": ("a", "b")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_are_sound_copy_of_their_facts(language: str) -> None:
    for example in prompt_file("product", language).examples:
        channels = tuple(task.channel for task in AGENT.tasks(example.brief, ()) if example.copy.text(task.name))
        findings = check_copy(example.copy, with_told(example.brief), channels=channels).findings
        assert [finding for finding in findings if finding.severity.value != "info"] == []


def test_the_examples_are_about_other_products_than_the_briefs_measured() -> None:
    measured = {case.brief.product for case in load_cases()}
    shown = {example.brief.product for language in LANGUAGES for example in prompt_file("product", language).examples}
    assert len(measured) == 30
    assert not shown & measured


def test_a_prompt_file_without_version_or_section_is_our_mistake() -> None:
    with pytest.raises(Bug):
        PromptFile("x", "=== system ===\nHello", ())
    with pytest.raises(Bug):
        PromptFile("x", "version: 1\n\n=== system ===\nHello", ()).render("brief", {})


def test_the_schema_asks_for_every_field() -> None:
    tasks = AGENT.tasks(BRIEF, ())
    schema = json.loads(AGENT.whole_prompt(tasks, BRIEF, Copy(), seed=None).json_schema)
    assert schema["required"] == [task.name for task in tasks]
    assert "maxLength" not in json.dumps(schema)


def test_a_language_without_prompts_of_its_own_is_asked_for_by_name() -> None:
    brief = Brief(product="Brisa", language="de")
    tasks = AGENT.tasks(brief, ("title", "description"))
    for prompt in (
        AGENT.field_prompt(tasks[0], brief, seed=None),
        AGENT.whole_prompt(tasks, brief, Copy(), seed=None),
        AGENT.plain_prompt(tasks, brief, seed=None),
    ):
        assert "German" in prompt.messages[-1].content
    assert "German" in AGENT.reason("language", "de", {})


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_each_seed_asks_for_other_facts_at_the_very_end(language: str) -> None:
    facts = tuple(Fact(f"f{n}", name, "5") for n, name in enumerate(("Alfa", "Beta", "Gamma", "Delta"), 1))
    brief = Brief(product="Brisa", language=language, facts=facts)
    agent = ProductAgent()
    for task in agent.tasks(brief, ("title", "description")):
        plain = agent.field_prompt(task, brief, seed=None)
        prompts = [agent.field_prompt(task, brief, seed=seed) for seed in range(40)]
        wishes = {prompt.messages[-1].content.removeprefix(plain.messages[-1].content) for prompt in prompts}
        assert len(wishes) == (12 if task.name == "title" else 4)
        assert {sum(fact.name in wish for fact in facts) for wish in wishes} == {2 if task.name == "title" else 1}
        assert {prompt.messages[:-1] for prompt in prompts} == {plain.messages[: plain.shared]}
        assert agent.field_prompt(task, brief, seed=3) == agent.field_prompt(task, brief, seed=3)
        joined = agent.field_prompt(task, brief, seed=3, draft="Brisa. Alfa: 5.").messages[-1].content
        assert not any(wish and joined.endswith(wish) for wish in wishes), "what is only joined keeps its order"
