"""Helpers of the tests of the pages of the steps to a post: a post about tea, and each page shown on a desk."""

from __future__ import annotations

from typing import TypeVar

from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief, Fact, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.post import Post, PostSource, Section
from desktop.runtime.posting_values import Step
from desktop.views.post.step_page import StepPage
from tests.fakes.desk import FakeDesk

Page = TypeVar("Page", bound=StepPage)

BODY = """Good tea is dry, light and full of scent.

## What makes tea go stale

Air, light, warmth and damp. Each takes some of the scent.

## Choose the right tin

One that closes well and lets no light in.
"""
OUTLINE = (
    Section("s1", "What makes tea go stale", words=200, role="what"),
    Section("s2", "Choose the right tin", words=200, pinned=True, notes="Only tins that we sell"),
    Section("s3", "Where to keep it at home", words=90),
    Section("s4", "Closing", words=60, role="conclusion"),
)
SOURCE = PostSource(
    "q1",
    "Storing tea at home",
    text="# Storing loose-leaf tea\n\nLoose-leaf tea keeps in an airtight tin. An airtight tin keeps air and light out."
    "\n\nKeep loose-leaf tea away from heat. The airtight tin stands in a closed cupboard, and the closed cupboard is "
    "dry.\n",
)
FACTS = (
    Fact("f1", "Keeps", "two years", source="shop"),
    Fact("f2", "Tin", "250", "g", must_mention=True),
    Fact("f3", "Best at", "15 to 20", "°C"),
)


def tea(post: Post | None = None, body: str = BODY) -> Draft:
    """A post with four sections, of which two are written."""
    made = post or Post(
        angle="Tea does not go off, it goes stale: three habits that keep it fresh.",
        outline=OUTLINE, sources=(SOURCE,), goal=780,
    )  # fmt: skip
    brief = Brief(
        Kind.BLOG, "Storing loose-leaf tea", "People who buy good tea now and then", "Warm", "en",
        keyphrase="loose-leaf tea", facts=FACTS, post=made,
    )  # fmt: skip
    return Draft(DraftId("p1"), Kind.BLOG, brief, Copy({"body": body} if body else {}))


EMPTY = Draft(DraftId("p0"), Kind.BLOG, Brief(Kind.BLOG, language="en", post=Post()))


def shown_page(kind: type[Page], desk: FakeDesk, qtbot: QtBot, draft: Draft | None = None, width: int = 700) -> Page:
    """A page on a window of its own."""
    desk.session.open(draft or tea())
    page = kind(desk.desk)  # type: ignore[call-arg]
    qtbot.addWidget(page)
    page.resize(width, 760)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def asked_steps(page: StepPage) -> list[Step]:
    """The steps that the page asks for, from now on."""
    asked: list[Step] = []
    page.step_asked.connect(asked.append)
    return asked
