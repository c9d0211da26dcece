"""Helpers of the tests of the editor of a post: one on a desk with a post, shown."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QMimeData
from pytestqt.qtbot import QtBot

from desktop.core.copy import Copy
from desktop.core.post import Post
from desktop.views.post.post_editor import AddPicture, PostEditor
from tests.fakes.desk import FakeDesk, sample_draft

TEXT = """# Storing tea

Good tea is dry, light and **full of scent**.

## Stale tea

Air and light. See [our page](https://sjobod.se/te).

### Deeper

Smör, hö och 🫖 här.

## The tin

| Tea | Months |
| --- | ---: |
| Green | 12 |

## At home

A closed cupboard.
"""


def open_text(desk: FakeDesk, text: str, goal: int = 0) -> None:
    """Put a post with this text on the desk."""
    draft = sample_draft()
    brief = msgspec.structs.replace(draft.brief, post=Post(goal=goal))
    desk.session.open(msgspec.structs.replace(draft, brief=brief, copy=Copy({"body": text})))


def post_editor(
    desk: FakeDesk, qtbot: QtBot, text: str = TEXT, *, goal: int = 0, add_picture: AddPicture | None = None
) -> PostEditor:
    """The editor of a post on a desk, shown and with the focus in its text."""
    open_text(desk, text, goal)
    editor = PostEditor(desk.desk, session_field="body", add_picture=add_picture)
    qtbot.addWidget(editor)
    editor.resize(1000, 700)
    editor.show()
    qtbot.waitExposed(editor)
    editor.activateWindow()
    editor.text.setFocus()
    qtbot.waitUntil(editor.text.hasFocus)
    return editor


def body(desk: FakeDesk) -> str:
    """The text as the draft has it, with what the editor holds back."""
    return desk.session.draft.copy.text("body")


def rich(html: str, plain: str = "plain") -> QMimeData:
    """What a word processor puts on the clipboard."""
    data = QMimeData()
    data.setHtml(html)
    data.setText(plain)
    return data
