"""Helpers of the tests of the left side of the Blog screen: a half-written post on a desk, and its panel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief, Fact, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.post import Post, PostSource, PostState, Section
from desktop.views.post.plan_card import PlanCard
from desktop.views.post.section_card import SectionCard
from desktop.views.post.side_panel import PostSidePanel
from tests.fakes.desk import FakeDesk

OUTLINE = (
    Section("s1", "Stale tea", words=10, pinned=True),
    Section("s2", "The right tin", words=10),
    Section("s3", "At home", words=8),
    Section("s4", "How long it keeps", words=6),
)
POST = Post(
    angle="Four enemies of tea",
    outline=OUTLINE,
    state=PostState.DRAFT,
    sources=(PostSource("q1", "Storing tea.pdf"),),
)
BODY = """Good tea is dry and full of scent.

## Stale tea

Heat, light, air and moisture make tea go stale soon.

### A clear jar

Light comes in.

## The right tin

A tin.

## At home

A closed cupboard, away from the hob and kettle.
"""
FACTS = (Fact("f1", "Weight", "980", "g"), Fact("f2", "Tin", "steel"))
DAY = date(2026, 11, 24)
_windows: list[QWidget] = []


def tea(body: str = BODY, post: Post = POST) -> Draft:
    """A post about tea, half written."""
    brief = Brief(Kind.BLOG, "Storing tea", language="en", facts=FACTS, post=post)
    return Draft(DraftId("p1"), Kind.BLOG, brief, Copy({"body": body}))


def panel_of(qtbot: QtBot, desk: FakeDesk, draft: Draft | None = None, height: int = 770) -> PostSidePanel:
    """The panel in a window of its own that has room for cards."""
    desk.session.open(draft or tea())
    window = QWidget()
    window.resize(900, height)
    panel = PostSidePanel(desk.desk, window)
    panel.resize(260, height)
    qtbot.addWidget(window)
    _windows[:] = [window]  # Qt would take away the one that nobody holds
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return panel


def names(panel: PostSidePanel) -> list[str]:
    """The rows, from the top."""
    return [each.name for each in panel.outline.entries]


def ids(desk: FakeDesk) -> list[str]:
    """The outline's ids, in order."""
    return [each.id for each in desk.posting.post.outline]


def body(desk: FakeDesk) -> str:
    """The text."""
    return desk.session.draft.copy.text("body")


def at(panel: PostSidePanel, name: str) -> int:
    """The place of a row."""
    return names(panel).index(name)


def hold(panel: PostSidePanel, name: str) -> None:
    """Put the keys on a row."""
    panel.outline.list.setFocus()
    panel.outline.list.hold(at(panel, name))


def press(panel: PostSidePanel, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key in the outline."""
    QTest.keyClick(panel.outline.list, key, modifiers)


def counted(qtbot: QtBot, panel: PostSidePanel, work: Callable[[], object]) -> None:
    """Do something, and wait until the outline was counted anew."""
    with qtbot.waitSignal(panel.outline.counted):
        work()


def card_in(panel: PostSidePanel, kind: type[QWidget]) -> QWidget:
    """The card of a kind that is open."""
    cards = [each for each in panel.window().findChildren(kind) if each.isVisible()]
    assert len(cards) == 1, kind
    return cards[0]


def section_card(panel: PostSidePanel) -> SectionCard:
    """The card of a section that is open."""
    found = card_in(panel, SectionCard)
    assert isinstance(found, SectionCard)
    return found


def plan_card(qtbot: QtBot, panel: PostSidePanel) -> PlanCard:
    """The card of the plan, opened by a click."""
    QTest.mouseClick(panel.plan, Qt.MouseButton.LeftButton)
    found = card_in(panel, PlanCard)
    assert isinstance(found, PlanCard)
    return found


def many(count: int = 200, words: int = 250) -> Draft:
    """A post of 50,000 words in 200 sections."""
    outline = tuple(Section(f"s{n}", f"Heading number {n} of the text", words=words) for n in range(1, count + 1))
    line = " ".join(f"word{n}" for n in range(50))
    text = "Opening.\n\n" + "".join(
        f"## {each.heading}\n\n" + "\n\n".join(f"{each.id} {line}" for _ in range(words // 50)) + "\n\n"
        for each in outline
    )
    return tea(text, Post(angle="Long", outline=outline))
