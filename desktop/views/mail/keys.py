"""What can be done on the Mail screen, with its keys; the palette and the list of keys show it too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from desktop.core.words import tr
from desktop.runtime.mail_pictures import NARROW, WIDE
from desktop.views.inspector.inspector import CHECKS, FACTS, PREVIEW, VERSIONS
from desktop.views.mail.importing import KEY as IMPORT_KEY
from desktop.views.mail.preview_tab import DARK, LIGHT
from desktop.views.mail.segments_part import ADD_KEY
from desktop.views.mail.side_panel import DETAILS_KEY, SERIES_KEY
from desktop.views.mail.switches import Switches
from desktop.views.mail.words import PLATFORMS

if TYPE_CHECKING:
    from desktop.views.mail.screen import MailScreen

Doing = tuple[str, str, Callable[[], object]]


def bind_keys(screen: MailScreen) -> None:
    """Give the screen its actions."""
    for words, key, work in (*_for_segments(screen), *_for_the_mail(screen), *_for_the_preview(screen)):
        action = QAction(words, screen)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False, work=work: work())
        screen.addAction(action)


def _for_segments(screen: MailScreen) -> tuple[Doing, ...]:
    segments = screen.side.segments
    return (
        (tr("Next segment"), "Ctrl+PgDown", lambda: segments.step(1)),
        (tr("Previous segment"), "Ctrl+PgUp", lambda: segments.step(-1)),
        (tr("Add a segment"), ADD_KEY, segments.add_segment),
        (tr("Change the segment that is shown"), "Alt+Shift+N", segments.edit_shown),
        (tr("Segments from a CSV list"), "", segments.choose_file),
        (tr("Begin new mails with these segments"), "", segments.keep_for_workspace),
    )


def _for_the_mail(screen: MailScreen) -> tuple[Doing, ...]:
    facts = screen.side.facts
    senders = tuple(
        (tr("Send with {sender}", sender=name), "", lambda platform=platform: screen.choose_platform(platform))
        for platform, name in PLATFORMS
    )
    return (
        (tr("Type, layout, campaign and sender"), DETAILS_KEY, screen.side.open_details),
        *senders,
        (tr("Open a mail that exists already"), IMPORT_KEY, screen.importing.choose_file),
        (tr("Paste a mail that exists already"), "", screen.importing.paste),
        (tr("Every mail of the series"), SERIES_KEY, screen.show_series),
        (tr("Next mail of the series"), "Alt+PgDown", lambda: screen.step_series(1)),
        (tr("Previous mail of the series"), "Alt+PgUp", lambda: screen.step_series(-1)),
        (tr("Add a fact"), "Ctrl+Shift+A", facts.add_fact),
        (tr("Paste facts"), "", facts.paste_clipboard),
    )


def _for_the_preview(screen: MailScreen) -> tuple[Doing, ...]:
    inspector = screen.inspector
    show, preview = inspector.tabs.choose, inspector.arriving

    def looking(work: Callable[[], object]) -> Callable[[], None]:
        """Show the preview first, so that what changes is seen."""

        def done() -> None:
            show(PREVIEW)
            work()

        return done

    return (
        (tr("Show the preview"), "", lambda: show(PREVIEW)),
        (tr("Show the checks"), "", lambda: show(CHECKS)),
        (tr("Show the facts"), "", lambda: show(FACTS)),
        (tr("Show the versions"), "", lambda: show(VERSIONS)),
        (tr("Preview in light or dark"), "Alt+L", looking(lambda: _turn(preview.light, (LIGHT, DARK)))),
        (
            tr("Preview on a desktop or a phone"),
            "Alt+W",
            looking(lambda: _turn(preview.width_choice, (str(WIDE), str(NARROW)))),
        ),
        (tr("Preview with or without images"), "Alt+I", looking(preview.images.toggle)),
        (tr("Preview of the plain text"), "Alt+T", looking(preview.plain.toggle)),
        (tr("Open the mail in the browser"), "Alt+B", preview.browser.click),
        (tr("Send a test mail to yourself"), "", looking(preview.open_send_card)),
    )


def _turn(switches: Switches, values: tuple[str, str]) -> None:
    """Press the one of two that is not chosen."""
    other = values[1] if switches.value == values[0] else values[0]
    switches.button(other).click()
