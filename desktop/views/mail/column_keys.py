"""What can be done in the middle column of a mail, with its keys; the palette and the list of keys show it too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut

from desktop.core.words import tr
from desktop.views.editor.keys import NEXT_KEY, PREVIOUS_KEY
from desktop.views.mail import block_keys as keys
from desktop.views.mail.emphasis import EMPHASIS, STRONG

if TYPE_CHECKING:
    from desktop.views.mail.mail_column import MailColumn

Doing = tuple[str, str, Callable[[], object]]

_CONTEXT = Qt.ShortcutContext.WidgetWithChildrenShortcut


def bind_column(column: MailColumn) -> None:
    """Give the column its actions.

    Some keys work all over the screen that takes the actions over. Those of one text or block work in the column only:
    the list of facts beside it moves its rows by the same keys.
    """
    for words, key, work in _for_the_mail(column):
        action = _made(column, words, key, work)
        action.setShortcutContext(_CONTEXT)
    for words, key, work in (*_for_blocks(column), *_for_texts(column)):
        action = _made(column, words, key, work)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # shown as its key, pressed below
        if key:
            QShortcut(QKeySequence(key), column, context=_CONTEXT).activated.connect(action.trigger)


def _made(column: MailColumn, words: str, key: str, work: Callable[[], object]) -> QAction:
    action = QAction(words, column)
    action.setShortcut(QKeySequence(key))
    action.triggered.connect(lambda _checked=False: work())
    column.addAction(action)
    return action


def _for_the_mail(column: MailColumn) -> tuple[Doing, ...]:
    return (
        (tr("Next finding"), NEXT_KEY, column.cards.open_next),
        (tr("Previous finding"), PREVIOUS_KEY, column.cards.open_previous),
        (tr("Add a block"), keys.ADD, column.verbs.ask_for_kind),
        (tr("Edit as Markdown or as blocks"), "", column.turn_markdown),
        (tr("Show what was put right after writing"), "", column.repairs.open_list),
    )


def _for_blocks(column: MailColumn) -> tuple[Doing, ...]:
    verbs = column.verbs
    return (
        (tr("Next block"), keys.NEXT, lambda: verbs.go(1)),
        (tr("Previous block"), keys.PREVIOUS, lambda: verbs.go(-1)),
        (tr("Move the block up"), keys.UP, lambda: verbs.step(-1)),
        (tr("Move the block down"), keys.DOWN, lambda: verbs.step(1)),
        (tr("Duplicate the block"), keys.DUPLICATE, verbs.duplicate),
        (tr("Delete the block"), keys.DELETE, verbs.delete),
    )


def _for_texts(column: MailColumn) -> tuple[Doing, ...]:
    texts = column.texts
    return (
        (tr("Rewrite this text"), "Alt+R", lambda: texts.rewrite("again")),
        (tr("This text shorter"), "Alt+S", lambda: texts.rewrite("shorter")),
        (tr("This text longer"), "", lambda: texts.rewrite("longer")),
        (tr("This text simpler"), "", lambda: texts.rewrite("simpler")),
        (tr("Say how to write this text"), "", texts.ask_for_wish),
        (tr("Insert a merge tag"), keys.TAG, texts.ask_for_tag),
        (tr("Link"), keys.LINK, texts.ask_for_link),
        (tr("Bold"), "Ctrl+B", lambda: texts.emphasise(STRONG)),
        (tr("Italic"), "Ctrl+I", lambda: texts.emphasise(EMPHASIS)),
        (tr("Follow everybody again in this text"), "", texts.follow_everybody),
    )
