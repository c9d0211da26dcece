"""The prompts for short lines: each sort in each language, and what a small model is asked about."""

from __future__ import annotations

import pytest

from desktop.agents.line_asking import shown_lines, topic_prompt, topics, whole_prompt
from desktop.checks.channels import channel
from desktop.checks.counters import measure_on
from desktop.checks.line_sorts import Sort, line_channels, sort_of, words_for
from desktop.core.brief import LANGUAGES, Brief, Fact
from desktop.core.prompt import Role

_CHANNEL_OF = {sort_of(each.id): each for each in reversed(line_channels())}

_SHOWN = ("google_ads.headline", "mail.subject", "mail.preheader", "google_ads.description", "x.post", "shop.title")
"""The channels with the least room for lines of their sort."""


def brief(language: str) -> Brief:
    facts = tuple(
        Fact(f"f{place}", name, value) for place, (name, value) in enumerate([("A", "1"), ("B", "2"), ("C", "3")])
    )
    return Brief(
        product="Xyzzy", language=language, audience="readers of Q", tone="dry", notes="Remark R", instructions="Do D",
        banned=("badword",), keyphrase="keyword K", facts=facts,
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sort", list(Sort))
def test_every_sort_has_its_prompt_in_every_language(sort: Sort, language: str) -> None:
    where = _CHANNEL_OF[sort]
    whole = whole_prompt(brief(language), where, sort, 20, ["A line of before"])
    assert whole.messages[0].role is Role.SYSTEM
    assert [each.role for each in whole.messages[1:]] == [Role.USER, Role.ASSISTANT, Role.USER]
    asked = whole.messages[-1].content
    for told in ("Xyzzy", "readers of Q", "dry", "Remark R", "Do D", "badword", "A line of before", "20"):
        assert told in asked
    assert str(words_for(where, sort)) in asked or sort is Sort.KEYWORD
    assert "{" not in asked


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sort", list(Sort))
def test_a_small_model_is_shown_finished_calls_of_every_sort(sort: Sort, language: str) -> None:
    where, about = _CHANNEL_OF[sort], brief(language)
    chosen = topics(about, sort)
    assert {fact.id for topic in chosen for fact in topic.facts} == {"f0", "f1", "f2"}
    prompts = [topic_prompt(about, where, sort, topic) for topic in chosen]
    assert len({prompt.messages[:-1] for prompt in prompts}) == 1
    roles = [each.role for each in prompts[0].messages]
    assert roles == [Role.SYSTEM, *[Role.USER, Role.ASSISTANT] * (len(roles) // 2 - 1), Role.USER]
    assert len(roles) >= 6
    assert len({prompt.messages[-1].content for prompt in prompts}) == len(prompts)
    assert all("{" not in each.content for prompt in prompts for each in prompt.messages)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", _SHOWN)
def test_the_lines_of_the_examples_fit_their_channels(name: str, language: str) -> None:
    where = channel(name)
    for line in shown_lines(language, sort_of(name)).split("\n"):
        assert measure_on(where, line).fits, line


def test_must_mention_facts_come_first_and_facts_that_are_not_approved_never() -> None:
    facts = (Fact("a", "A", "1"), Fact("b", "B", "2", must_mention=True), Fact("c", "C", "3", approved=False))
    chosen = topics(Brief(product="X", language="en", facts=facts), Sort.HEADLINE)
    assert [fact.id for fact in chosen[0].facts] == ["b"]
    assert "c" not in {fact.id for topic in chosen for fact in topic.facts}


def test_without_facts_a_small_model_is_asked_all_the_same() -> None:
    told = Brief(product="Xyzzy", language="en", notes="It is made by hand.")
    (first, *_) = topics(told, Sort.HEADLINE)
    asked = topic_prompt(told, channel("google_ads.headline"), Sort.HEADLINE, first).messages[-1].content
    assert "It is made by hand." in asked
    assert "Tell this" not in asked
