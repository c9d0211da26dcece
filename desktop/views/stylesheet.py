"""The style sheet, made from the tokens in one go: what Qt's own widgets look like in this window.

Labels say what they are by properties (`type`, `tone`), grounds by `surface`, inputs by `field`; all else is by class.
"""

from __future__ import annotations

from desktop.views.tokens import DARK, INKS, LIGHT, Radius, Size, Space, Tokens, Type, Weight

TONES: tuple[str, ...] = (
    "text_1",
    "text_2",
    "text_3",
    "accent",
    "on_accent",
    "supported",
    "warning",
    "contradicted",
    "information",
)
"""The colours that a label may have."""

TYPES: dict[str, tuple[Type, Weight]] = {
    "small": (Type.SMALL, Weight.REGULAR),
    "small_strong": (Type.SMALL, Weight.STRONG),
    "base": (Type.BASE, Weight.REGULAR),
    "strong": (Type.BASE, Weight.STRONG),
    "text": (Type.TEXT, Weight.REGULAR),
    "text_strong": (Type.TEXT, Weight.STRONG),
    "heading": (Type.HEADING, Weight.STRONG),
    "title": (Type.TITLE, Weight.STRONG),
}
"""The kinds of type that a label may have."""

_ROUND = f"border-radius: {Radius.SMALL}px;"
_MENU_PADDING = f"{Space.XS + Space.XXS}px {Space.XL}px {Space.XS + Space.XXS}px {Space.S}px"
_SCROLL_RADIUS = Radius.SMALL // 2


def style_sheet(tokens: Tokens) -> str:
    """The whole sheet for one theme."""
    return "\n".join((_surfaces(tokens), _labels(tokens), _inputs(tokens), _lists(tokens), _BARS, _bars(tokens)))


def _hair(colour: str) -> str:
    return f"border: {Size.HAIR}px solid {colour};"


def _surfaces(t: Tokens) -> str:
    levels = "\n".join(
        f'QFrame[surface="{level}"] {{ background: {t.colour(f"surface_{level}")}; border: none; }}'
        for level in range(4)
    )
    return f"""
QMainWindow, QDialog {{ background: {t.surface_1}; }}
{levels}
QFrame[card="true"] {{ background: {t.surface_3}; {_hair(t.line_strong)} border-radius: {Radius.LARGE}px; }}
QFrame[well="true"] {{ background: {t.surface_1}; border: none; border-radius: {Radius.LARGE}px; }}
QFrame[sheet="true"] {{ border-top-left-radius: {Radius.LARGE}px; border-top-right-radius: {Radius.LARGE}px; }}
QFrame[rule="true"] {{ background: {t.line}; border: none; }}
QToolTip {{
    background: {t.surface_3}; color: {t.text_1}; {_hair(t.line_strong)} padding: {Space.XS}px {Space.S}px;
}}
QMenu {{ background: {t.surface_3}; color: {t.text_1}; {_hair(t.line_strong)} padding: {Space.XS}px; }}
QMenu::item {{ padding: {_MENU_PADDING}; {_ROUND} }}
QMenu::item:selected {{ background: {t.accent_soft}; color: {t.text_1}; }}
QMenu::item:disabled {{ color: {t.text_3}; }}
QMenu::icon {{ padding-left: {Space.S}px; }}
QMenu::separator {{ height: {Size.HAIR}px; background: {t.line}; margin: {Space.XS}px {Space.S}px; }}
"""


def _labels(t: Tokens) -> str:
    tones = "\n".join(f'QLabel[tone="{tone}"] {{ color: {t.colour(tone)}; }}' for tone in TONES)
    types = "\n".join(
        f'QLabel[type="{name}"] {{ font-size: {size}px; font-weight: {weight}; }}'
        for name, (size, weight) in TYPES.items()
    )
    return f"QLabel {{ color: {t.text_1}; background: transparent; }}\n{tones}\n{types}"


def _inks(t: Tokens) -> tuple[str, ...]:
    """The colours of texts of a mail: quieter ones, those on a button of any colour, and those of a page of its own."""
    inks = {"text_2": (t.text_2, t.text_3), "text_3": (t.text_3, t.text_3), **INKS}
    texts = (
        f'QPlainTextEdit[ink="{name}"] {{ color: {ink}; placeholder-text-color: {hint}; }}'
        for name, (ink, hint) in inks.items()
    )
    papers = (
        f'QTextBrowser[paper="{name}"] {{ color: {of.text_1}; background: transparent; }}'
        for name, of in (("light", LIGHT), ("dark", DARK))
    )
    return (*texts, *papers)


def _inputs(t: Tokens) -> str:
    selection = f"selection-background-color: {t.selection}; selection-color: {t.text_1};"
    lines = ("QLineEdit", "QSpinBox", "QPlainTextEdit")

    def each(state: str, rules: str) -> str:
        return ", ".join(f'{line}[field="true"]{state}' for line in lines) + f" {{ {rules} }}"

    ground = f"background: {t.surface_2}; color: {t.text_1}; {_hair(t.line)} {_ROUND}"
    bare = f"background: transparent; color: {t.text_1}; border: none; padding: 0;"
    return "\n".join(
        (
            each("", f"{ground} padding: 0 {Space.S + Size.HAIR}px; {selection}"),
            f'QPlainTextEdit[field="true"] {{ padding: {Space.XS}px; }}',
            f'QLineEdit[large="true"] {{ border-radius: {Radius.LARGE}px; font-size: {Type.HEADING}px; }}',
            each('[strong="true"]', f"border-color: {t.line_strong};"),
            each(":hover", f"border-color: {t.line_strong};"),
            each(":focus", f"border-color: {t.accent};"),
            each(":disabled", f"color: {t.text_3}; background: {t.surface_1};"),
            f'QLineEdit[bare="true"], QPlainTextEdit[bare="true"], QTextEdit[bare="true"] {{ {bare} {selection} }}',
            *_inks(t),
        )
    )


def _lists(t: Tokens) -> str:
    return f"""
QAbstractScrollArea {{ border: none; }}
QScrollArea, QScrollArea > QWidget > QWidget[page="true"] {{ background: transparent; }}
QListView, QTableView, QTreeView {{
    background: transparent; color: {t.text_1}; border: none; outline: none;
    selection-background-color: {t.selection}; selection-color: {t.text_1};
}}
QComboBox QAbstractItemView {{
    background: {t.surface_3}; color: {t.text_1}; {_hair(t.line_strong)} padding: {Space.XS}px; outline: none;
}}
QComboBox QAbstractItemView::item {{ min-height: {Size.CONTROL_SMALL}px; padding: 0 {Space.XS}px; {_ROUND} }}
QComboBox QAbstractItemView::item:selected {{ background: {t.accent_soft}; color: {t.text_1}; }}
"""


def _bars(t: Tokens) -> str:
    return f"""
QScrollBar::handle {{ background: {t.line_strong}; border-radius: {_SCROLL_RADIUS}px; margin: {Space.XXS}px; }}
QScrollBar::handle:hover {{ background: {t.text_3}; }}
"""


_BARS = f"""
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: {Size.SCROLL_BAR}px; }}
QScrollBar:horizontal {{ height: {Size.SCROLL_BAR}px; }}
QScrollBar::handle:vertical {{ min-height: {Size.SCROLL_THUMB}px; }}
QScrollBar::handle:horizontal {{ min-width: {Size.SCROLL_THUMB}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: transparent; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 0; height: 0; border: none; }}
"""
