"""Light, dark and high contrast: fills the palette and the style sheet from the tokens, and follows the system.

There is one theme per process, as there is one palette: what paints itself asks `tokens()` whenever it paints.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from desktop.views.reduced_motion import prefers_no_motion
from desktop.views.stylesheet import style_sheet
from desktop.views.tokens import LIGHT, Motion, Tokens, Type, Weight, choose_tokens

_tokens: Tokens = LIGHT
_follower: ThemeFollower | None = None

_STYLED = "styled"
_FALLBACK_FAMILY = "Inter"
_PLAIN_FAMILIES = ("", "sans", "sans serif", "sans-serif", "dejavu sans", "bitstream vera sans", "helvetica", "fixed")
"""What a bare Linux offers; everything else was chosen by somebody and is kept."""


def tokens() -> Tokens:
    """The tokens in force; ask each time, they change with the theme."""
    return _tokens


def colour(role: str) -> QColor:
    """The colour of a token by its name, as `text_2`."""
    return QColor(_tokens.colour(role))


def motion(duration: Motion) -> int:
    """How long a movement takes, in milliseconds; 0 when the system asks for none."""
    from PySide6.QtWidgets import QStyle  # its enums cost a start 5 ms

    animated = QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
    return int(duration) if animated and not prefers_no_motion() else 0


def font(size: int = Type.BASE, weight: Weight = Weight.REGULAR) -> QFont:
    """The window's font in a size (pixels) and weight of the tokens; figures are tabular."""
    made = QFont(QApplication.font())
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(weight))
    return made


def make_application(program: str) -> QApplication:
    """The application in the style that the theme dresses; `setStyle` later makes PySide load all that styles know."""
    app = QApplication([program, "-style", "Fusion"])
    app.setProperty(_STYLED, True)
    return app


def apply_theme(app: QApplication, theme: str, text_size: int) -> Tokens:
    """Dress the program: `theme` is `system`, `light` or `dark`, `text_size` that of the editors in pixels.

    With `system` the program follows the system's choice from then on; called again when a setting changes.
    """
    global _follower  # noqa: PLW0603 - one theme per process; looking for it among the children of Qt loads all styles
    if _follower is None or not isValid(_follower):
        if app.property(_STYLED) is None:
            app.setStyle("Fusion")
        _follower = ThemeFollower(app)
    return _follower.follow(theme, text_size)


@contextmanager
def undressed() -> Iterator[None]:
    """Put a window together without the style sheet; it comes on at the end, in one go.

    With it, Qt styles a whole tree again at each step in which it finds a new parent, which doubles the time that a
    window of some hundred widgets takes. Not for a time when other windows are shown.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        yield
        return
    sheet = app.styleSheet()
    app.setStyleSheet("")
    try:
        yield
    finally:
        app.setStyleSheet(sheet)


class ThemeFollower(QObject):
    """Applies the theme again when the system changes its mind."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._theme = "system"
        self._text_size: int = Type.TEXT
        self._applied: Tokens | None = None
        self._dark_by_palette = _is_dark(app.palette())
        app.setFont(_base_font())
        self._hints = app.styleHints()
        self._hints.colorSchemeChanged.connect(self._again)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._again)

    def follow(self, theme: str, text_size: int) -> Tokens:
        """Apply what is wished, and again whenever the system changes."""
        self._theme, self._text_size = theme, text_size
        wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(theme)
        # So that title bars and native dialogs go along; some platforms cannot, and ours is filled in either case.
        if wanted is None:
            self._hints.unsetColorScheme()
        else:
            self._hints.setColorScheme(wanted)
        return self._apply()

    def _again(self, _changed: object = None) -> None:
        self._apply()

    def _apply(self) -> Tokens:
        global _tokens  # noqa: PLW0603 - one theme per process, as Qt's palette is
        chosen = choose_tokens(dark=self._is_dark(), high_contrast=self._is_high_contrast(), text_size=self._text_size)
        if chosen != self._applied:
            self._applied = _tokens = chosen
            self._app.setPalette(_palette(chosen))
            # Taken off first: Qt would dress again what it remembers, and among that are widgets that are gone.
            self._app.setStyleSheet("")
            self._app.setStyleSheet(style_sheet(chosen))
        return chosen

    def _is_dark(self) -> bool:
        if self._theme in {"light", "dark"}:
            return self._theme == "dark"
        scheme = self._hints.colorScheme()
        if scheme is Qt.ColorScheme.Unknown:
            return self._dark_by_palette
        return scheme is Qt.ColorScheme.Dark

    def _is_high_contrast(self) -> bool:
        # Asked anew each time: PySide calls a kept reference deleted after a while.
        return self._hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


def _is_dark(palette: QPalette) -> bool:
    """Whether a palette that the system made writes light on dark."""
    return (
        palette.color(QPalette.ColorRole.Window).lightness() < palette.color(QPalette.ColorRole.WindowText).lightness()
    )


def _base_font() -> QFont:
    """The system's font; on a Linux that offers only a plain one, Inter if it is there."""
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if (
        sys.platform == "linux"
        and made.family().lower() in _PLAIN_FAMILIES
        and QFontDatabase.hasFamily(_FALLBACK_FAMILY)
    ):
        made.setFamily(_FALLBACK_FAMILY)
    made.setPixelSize(Type.BASE)
    for feature in ("tnum", "cv11"):  # figures in columns; in Inter, the plain round a
        made.setFeature(QFont.Tag(feature), 1)
    return made


def _palette(chosen: Tokens) -> QPalette:
    """Qt's own roles, so that what no style sheet reaches looks right too."""
    role = QPalette.ColorRole
    palette = QPalette()
    for which, name in (
        (role.Window, "surface_1"),
        (role.WindowText, "text_1"),
        (role.Base, "surface_2"),
        (role.AlternateBase, "surface_1"),
        (role.Text, "text_1"),
        (role.PlaceholderText, "text_3"),
        (role.Button, "surface_2"),
        (role.ButtonText, "text_1"),
        (role.BrightText, "contradicted"),
        (role.ToolTipBase, "surface_3"),
        (role.ToolTipText, "text_1"),
        (role.Highlight, "selection"),
        (role.HighlightedText, "text_1"),
        (role.Accent, "accent"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.Light, "surface_3"),
        (role.Midlight, "line"),
        (role.Mid, "line"),
        (role.Dark, "line_strong"),
        (role.Shadow, "shadow"),
    ):
        palette.setColor(which, QColor(chosen.colour(name)))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(chosen.text_3))
    return palette
