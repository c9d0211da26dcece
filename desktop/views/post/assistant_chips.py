"""The wishes that can be asked for: chips, menus behind two of them, and a line for what they do not say."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from desktop.core.brief import LANGUAGES
from desktop.core.wishes import Person, Wish, WishName
from desktop.core.words import language_name, tr
from desktop.runtime.assisting_values import translation
from desktop.views.product.brief_panel import tones
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import LineEdit

_GAP = Space.XS + Space.XXS
_LEAST_FIELD = Size.COLUMN - Space.XL


def wish_words(wish: Wish) -> str:
    """A wish as people call it; empty for one in the writer's own words."""
    match wish.name:
        case WishName.TONE:
            return wish.argument
        case WishName.PERSON:
            return person_words(Person(wish.argument))
        case WishName.TRANSLATE:
            return tr("In {language}", language=language_name(wish.argument, within=True))
    named = {
        WishName.SHORTER: tr("Shorter"),
        WishName.LONGER: tr("Longer"),
        WishName.SIMPLER: tr("Simpler"),
        WishName.ACTIVE: tr("Active voice"),
        WishName.CONTINUE: tr("Continue"),
        WishName.SUMMARISE: tr("Summarise"),
        WishName.EXPLAIN: tr("Explain"),
        WishName.AGAIN: tr("Again"),
    }
    return named.get(wish.name, "")


def person_words(person: Person) -> str:
    """Who speaks, or is spoken to."""
    return {
        Person.I: tr("I"),
        Person.WE: tr("We"),
        Person.YOU: tr("You"),
        Person.THEY: tr("They"),
    }[person]


class WishChip(Button):
    """A chip on a quiet ground; checked, it says what was asked for."""

    def __init__(self, text: str, *, menu: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, ButtonKind.QUIET, small=False, parent=parent)
        self.setCheckable(True)
        if menu:
            self.set_trailing("chevron-down")

    def show_chosen(self, *, chosen: bool) -> None:
        """Whether this is what was asked for."""
        self.setChecked(chosen)
        self.set_icon("check" if chosen else "")
        self.set_tip(tr("Ask for it again") if chosen else "")

    @property
    def _side(self) -> int:
        return Space.S + Space.XXS

    def nextCheckState(self) -> None:
        """Nothing: what was asked for is shown, not what was pressed."""

    def _colours(self) -> tuple[str, str]:
        hot = self.isEnabled() and (self.underMouse() or self.isDown())
        if self.isChecked():
            return "accent_soft", ""
        return ("surface_0" if hot else "surface_1"), ""

    def _text_role(self) -> str:
        if self.isChecked():
            return "accent"
        return "text_2" if self.isEnabled() else "text_3"


class WishRow(QWidget):
    """Chips that wrap, with the line behind them; `wished` sends a `Wish`."""

    wished = Signal(object)  # Wish

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._language = False
        self._wish: Wish | None = None
        self.shorter = WishChip(tr("Shorter"), parent=self)
        self.simpler = WishChip(tr("Simpler"), parent=self)
        self.tone = WishChip(tr("Other tone"), menu=True, parent=self)
        self.more = WishChip(tr("More"), menu=True, parent=self)
        self.more.set_tip(tr("Longer, other person, active voice, continue, summarise, explain, translate"))
        self.field = LineEdit(tr("Say what to change"), parent=self)
        self.chips = (self.shorter, self.simpler, self.tone, self.more)
        self.shorter.clicked.connect(lambda: self.wished.emit(Wish(WishName.SHORTER)))
        self.simpler.clicked.connect(lambda: self.wished.emit(Wish(WishName.SIMPLER)))
        self.tone.clicked.connect(lambda: _open(self.tone_menu(), self.tone))
        self.more.clicked.connect(lambda: _open(self.more_menu(), self.more))
        self.field.returnPressed.connect(self._on_return)
        self.ask_for_words()

    def show_wish(self, wish: Wish | None) -> None:
        """Show what was asked for last."""
        self._wish = wish
        name = wish.name if wish is not None else None
        self.shorter.show_chosen(chosen=name is WishName.SHORTER)
        self.simpler.show_chosen(chosen=name is WishName.SIMPLER)
        self.tone.show_chosen(chosen=name is WishName.TONE)
        named = {None, WishName.SHORTER, WishName.SIMPLER, WishName.TONE, WishName.FREE}
        other = wish is not None and name not in named
        self.more.setText(wish_words(wish) if wish is not None and other else tr("More"))
        self.more.show_chosen(chosen=other)
        self.tone.setText(wish_words(wish) if wish is not None and name is WishName.TONE else tr("Other tone"))
        self._place(self.width())
        self.updateGeometry()

    def ask_for_words(self) -> None:
        """The line takes a wish in words."""
        self._language = False
        self.field.setPlaceholderText(tr("Or say what to change…"))

    def ask_for_language(self) -> None:
        """The line takes the name of a language."""
        self._language = True
        self.field.clear()
        self.field.setPlaceholderText(tr("Which language?"))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_free(self, free: bool) -> None:
        """Whether anything may be asked now."""
        for each in (*self.chips, self.field):
            each.setEnabled(free)

    def tone_menu(self) -> QMenu:
        """The tones to choose from."""
        menu = QMenu(self)
        for words in tones():
            self._add(menu, words, Wish(WishName.TONE, words))
        return menu

    def more_menu(self) -> QMenu:
        """Every other wish."""
        menu = QMenu(self)
        self._add(menu, tr("Longer"), Wish(WishName.LONGER))
        self._add(menu, tr("Active voice"), Wish(WishName.ACTIVE))
        persons = menu.addMenu(tr("Other person"))
        for person in Person:
            self._add(persons, person_words(person), Wish(WishName.PERSON, person))
        menu.addSeparator()
        for name in (WishName.CONTINUE, WishName.SUMMARISE, WishName.EXPLAIN):
            self._add(menu, wish_words(Wish(name)), Wish(name))
        languages = menu.addMenu(tr("Translate"))
        for code in LANGUAGES:
            self._add(languages, language_name(code), translation(code))
        languages.addAction(tr("Another language…")).triggered.connect(lambda _checked=False: self.ask_for_language())
        return menu

    # Qt's layout

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        return QSize(Size.TEXT_NARROW, self.heightForWidth(self.width() or Size.TEXT_NARROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_FIELD, Size.CONTROL)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width())
        self.updateGeometry()  # how many rows there are follows from how wide it is

    # Inside

    def _add(self, menu: QMenu, words: str, wish: Wish) -> None:
        action = menu.addAction(words.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(wish == self._wish)
        action.triggered.connect(lambda _checked=False: self.wished.emit(wish))

    def _on_return(self) -> None:
        words = self.field.text().strip()
        if words:
            wish = translation(words) if self._language else Wish(WishName.FREE, words)
            self.ask_for_words()
            self.wished.emit(wish)

    def _place(self, width: int, *, move: bool = True) -> int:
        """Put the chips and the line into rows of this width; answers how high they are together."""
        left = top = 0

        def put(widget: QWidget, across: int) -> None:
            if move:
                widget.setGeometry(QRect(left, top, across, Size.CONTROL))

        for chip in self.chips:
            across = chip.sizeHint().width()
            if left and left + across > width:
                left, top = 0, top + Size.CONTROL + _GAP
            put(chip, min(across, width))
            left += across + _GAP
        if width - left < _LEAST_FIELD:
            left, top = 0, top + Size.CONTROL + _GAP
        put(self.field, width - left)
        return top + Size.CONTROL


def _open(menu: QMenu, under: QWidget) -> None:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(under.mapToGlobal(QPoint(0, under.height() + Space.XS)))
