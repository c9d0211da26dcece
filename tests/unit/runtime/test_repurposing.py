"""From a post to other drafts: what comes along, where it came from, and sentences that were copied."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from desktop.core.brief import Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin
from desktop.core.finding import Verdict
from desktop.core.ids import DraftId
from desktop.core.mail import BlockKind, MailType
from desktop.core.post import Section
from desktop.core.profile import Profile
from desktop.core.provenance import Source
from desktop.core.rulings import JudgedClaim, Judgement, Rulings, Silence
from desktop.runtime.post_gist import copied_sentences, gist_of, notes_of
from desktop.runtime.repurposing import SOCIAL_CHANNELS, Along, Repurposing
from desktop.runtime.session import Place
from tests.unit.runtime.planning_bench import FACTS, PlanningBench, planning, post_draft

BODY = """Good tea is dry and light. It loses that soon.

## What makes **tea** go stale [^q1]

A closed cupboard away from the hob suits most kitchens.[^q1.2] It is dark.

| A | B |
|---|---|

## The right tin

- Take a tin that [shuts tight](https://tea.example/tins) and keeps light out. Any size does.
"""
WORDS = Copy({"title": "Storing tea", "body": BODY})
OUTLINE = (Section("s1", "What makes tea go stale"), Section("s2", "The right tin"), Section("s3", "When to let it go"))
RULINGS = Rulings(
    (Silence("style.passive"), Silence("limits", "body", "x")),
    ("suits most kitchens",),
    (Judgement("It is dark.", "ledger", (JudgedClaim("dark", Verdict.SUPPORTED, ("f1",)),)),),
)
ADDRESS = "https://tea.example/storing"


@pytest.fixture
def bench(qtbot: QtBot, profile: Profile) -> Iterator[PlanningBench]:
    with planning(profile) as made:
        yield made


@pytest.fixture
def post(qtbot: QtBot, bench: PlanningBench) -> Draft:
    """A post on the desk, kept."""
    draft = post_draft("Loose-leaf tea", WORDS, outline=OUTLINE, canonical=ADDRESS)
    brief = msgspec.structs.replace(draft.brief, rulings=RULINGS, audience="Tea drinkers", tone="Warm", notes="Own")
    bench.drafts.put_new(msgspec.structs.replace(draft, brief=brief))
    return bench.saved(qtbot)


def made(qtbot: QtBot, bench: PlanningBench, post: Draft) -> Draft:
    """The new draft on the desk."""
    qtbot.waitUntil(lambda: bench.session.draft.id != post.id and bool(bench.session.draft.id), timeout=10_000)
    return bench.session.draft


def test_the_gist_is_title_opening_and_the_first_sentence_of_each_section() -> None:
    gist = gist_of(post_draft("Tea", WORDS, outline=OUTLINE, canonical=ADDRESS))
    assert notes_of(gist).split("\n") == [
        "From the post “Storing tea”",
        "Good tea is dry and light.",
        "- What makes tea go stale: A closed cupboard away from the hob suits most kitchens.",
        "- The right tin: Take a tin that shuts tight and keeps light out.",
        "- When to let it go",
        "Link: https://tea.example/storing",
    ]


def test_an_excerpt_says_it_better_than_the_opening() -> None:
    assert gist_of(post_draft("Tea", Copy({"excerpt": "Keep it dry.", "body": BODY}))).excerpt == "Keep it dry."
    assert notes_of(gist_of(post_draft(""))) == ""


def test_a_mail_takes_facts_rulings_and_the_gist_along(qtbot: QtBot, bench: PlanningBench, post: Draft) -> None:
    bench.posting.repurposing.to_mail(MailType.ANNOUNCEMENT)
    draft = made(qtbot, bench, post)
    brief = draft.brief
    assert (brief.kind, brief.product, brief.audience, brief.tone) == (
        Kind.MAIL, "Loose-leaf tea", "Tea drinkers", "Warm",
    )  # fmt: skip
    assert (brief.language, brief.facts, brief.post, draft.copy.is_empty) == ("en", FACTS, None, True)
    assert "The right tin: Take a tin" in brief.notes
    assert brief.rulings == msgspec.structs.replace(RULINGS, silenced=(Silence("style.passive"),))
    assert brief.mail is not None
    assert brief.mail.type is MailType.ANNOUNCEMENT
    assert [each.href for each in brief.mail.blocks if each.kind is BlockKind.BUTTON] == [ADDRESS]
    assert bench.posted[-1].title == "Ready to write, from “Storing tea”"
    assert bench.posted[-1].text == "2 facts and the gist of 3 sections came along. The link to the post is in it."


def test_where_it_came_from_is_kept_with_both(qtbot: QtBot, bench: PlanningBench, post: Draft) -> None:
    bench.posting.repurposing.to_mail()
    draft = made(qtbot, bench, post)
    origin = Repurposing.made_from(bench.stored(draft.id))
    assert origin is not None
    assert (origin.draft, origin.title) == (post.id, "Storing tea")
    version = bench.store.call(lambda store: store.version(origin.version))
    assert (version.draft, version.copy, version.name, version.origin) == (
        post.id, WORDS, "Mail from this post", Origin.NAMED,
    )  # fmt: skip
    qtbot.waitUntil(lambda: bool(bench.store.call(lambda store: store.versions(draft.id))), timeout=10_000)
    headers = bench.store.call(lambda store: store.versions(draft.id))
    assert [each.name for each in headers] == ["From the post “Storing tea”"]
    away: list[str] = []
    bench.notices.dismissed.connect(away.append)
    bench.posted[-1].answers[0].action()
    qtbot.waitUntil(lambda: bench.session.draft.id == post.id, timeout=10_000)
    assert away == [bench.posted[-1].key]


def test_a_product_text_has_the_facts_and_the_keyphrase(qtbot: QtBot, bench: PlanningBench, post: Draft) -> None:
    brief = msgspec.structs.replace(bench.session.draft.brief, keyphrase="storing tea")
    bench.session.set_brief(brief, Place("brief.keyphrase"), "Typing")
    bench.posting.repurposing.to_product()
    draft = made(qtbot, bench, post)
    assert (draft.brief.kind, draft.brief.keyphrase, draft.brief.facts) == (Kind.PRODUCT, "storing tea", FACTS)
    assert "shop.title" in draft.brief.channels


def test_social_posts_are_fields_of_the_post_itself(bench: PlanningBench, post: Draft) -> None:
    repurposing = bench.posting.repurposing
    assert repurposing.to_social(("x.post",)) == ("x.post",)
    assert repurposing.to_social() == tuple(each for each in SOCIAL_CHANNELS if each != "x.post")
    assert bench.session.draft.brief.channels == SOCIAL_CHANNELS
    assert repurposing.to_social() == ()
    bench.session.undo()
    assert "linkedin.post" not in bench.session.draft.brief.channels


def test_what_would_come_along_is_known_before(bench: PlanningBench, post: Draft) -> None:
    assert bench.posting.repurposing.along == Along(2, 3, 3, ADDRESS)


def test_sentences_copied_from_the_post_say_so_once_it_is_written(
    qtbot: QtBot, bench: PlanningBench, post: Draft
) -> None:
    bench.posting.repurposing.to_mail()
    draft = made(qtbot, bench, post)
    steps = len(bench.session.steps.undo)
    copied = "A closed cupboard away from the hob suits most kitchens."
    bench.write({"subject": "Keep your tea dry", "b2": f"Hello. {copied} Come and see."})
    qtbot.waitUntil(lambda: len(bench.session.draft.sources) > 1, timeout=10_000)
    whole, source = bench.session.draft.sources
    assert (whole.text, source.field, source.text, source.draft, source.title) == (
        "", "b2", copied, post.id, "Storing tea",
    )  # fmt: skip
    assert len(bench.session.steps.undo) == steps + 1
    qtbot.waitUntil(lambda: len(bench.stored(draft.id).sources) == 2, timeout=10_000)
    bench.session.undo()
    assert bench.session.draft.sources == (whole,)


def test_short_sentences_are_alike_by_chance() -> None:
    copy = Copy({"b2": "It is dark. Good tea is dry and light.", "b1": "Other words than those of the post here."})
    assert copied_sentences(copy, WORDS, "en") == (("b2", "Good tea is dry and light."),)


def test_a_model_that_writes_is_not_left(bench: PlanningBench, post: Draft) -> None:
    bench.session.begin_writing("Write")
    bench.posting.repurposing.to_mail()
    assert bench.session.draft.id == post.id
    bench.session.end_writing()


def test_a_source_of_older_histories_is_read_as_before() -> None:
    old = msgspec.json.decode(b'{"field":"title","text":"Tea","version":3}', type=Source)
    assert (old.draft, old.title) == (DraftId(""), "")
