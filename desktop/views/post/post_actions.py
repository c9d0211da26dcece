"""What can be done in the editor of a post, with its keys; the palette and the list of keys show it too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from desktop.core.words import tr
from desktop.views.post import keys

if TYPE_CHECKING:
    from desktop.views.post.post_editor import PostEditor

Doing = tuple[str, str, Callable[[], object]]


def bind_keys(editor: PostEditor) -> dict[str, QAction]:
    """Give the editor its actions; returned by their keys, and by their words where they have none."""
    made: dict[str, QAction] = {}
    for words, key, work in (*_for_words(editor), *_for_sections(editor), *_for_views(editor)):
        action = QAction(words, editor)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False, work=work: work())
        editor.addAction(action)
        made[key or words] = action
    return made


def _for_words(editor: PostEditor) -> tuple[Doing, ...]:
    verbs = editor.verbs
    plain, *levels = keys.HEADINGS
    return (
        (tr("Bold"), keys.BOLD, lambda: verbs.emphasise("**")),
        (tr("Italic"), keys.ITALIC, lambda: verbs.emphasise("*")),
        (tr("Struck through"), keys.STRUCK, lambda: verbs.emphasise("~~")),
        (tr("Code"), keys.CODE, lambda: verbs.emphasise("`")),
        (tr("Link"), keys.LINK, verbs.ask_for_link),
        (tr("Plain text instead of a heading"), plain, lambda: verbs.set_heading(0)),
        *(
            (tr("Heading {level}", level=number), key, lambda number=number: verbs.set_heading(number))
            for number, key in enumerate(levels, 1)
        ),
        (tr("Paste without looks"), "Ctrl+Alt+V", verbs.paste_plain),
    )


def _for_sections(editor: PostEditor) -> tuple[Doing, ...]:
    text = editor.text
    return (
        (tr("Fold this section or open it"), keys.FOLD, text.toggle_fold),
        (tr("Fold all sections"), keys.FOLD_ALL, lambda: text.fold_all(folded=True)),
        (tr("Open all sections"), keys.UNFOLD_ALL, lambda: text.fold_all(folded=False)),
        (tr("Move this section up"), keys.SECTION_UP, lambda: editor.step_section(None, back=True)),
        (tr("Move this section down"), keys.SECTION_DOWN, lambda: editor.step_section(None, back=False)),
        (tr("Go to the outline"), keys.OUTLINE, editor.focus_outline),
    )


def _for_views(editor: PostEditor) -> tuple[Doing, ...]:
    bar, text = editor.find_bar, editor.text
    return (
        (tr("Find"), keys.FIND, lambda: bar.open(replacing=False)),
        (tr("Find and replace"), keys.REPLACE, lambda: bar.open(replacing=True)),
        (tr("Next hit"), keys.NEXT, lambda: bar.step(1)),
        (tr("Previous hit"), keys.PREVIOUS, lambda: bar.step(-1)),
        (tr("Only the paragraph in full colour"), keys.FOCUS, lambda: text.set_focus_mode(not text.focus_mode)),
        (
            tr("Keep the line in the middle"),
            keys.TYPEWRITER,
            lambda: text.set_typewriter_mode(not text.typewriter_mode),
        ),
        (tr("Set how many words it should have"), "", editor.counts.open_goal),
    )
