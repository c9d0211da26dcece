"""One set of tokens: readable in every theme, and written nowhere else."""

from __future__ import annotations

import ast
import plistlib
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyle

from desktop.core.resources import resource_folder
from desktop.views import icons, reduced_motion, theme
from desktop.views.tokens import DARK, LIGHT, THEMES, Motion, Tokens, Type, Weight, choose_tokens

VIEWS = Path(theme.__file__).parent
SURFACES = ("surface_0", "surface_1", "surface_2", "surface_3")
MEANINGS = ("supported", "warning", "contradicted", "information")
PAIRS = (
    *((text, surface) for text in ("text_1", "text_2", "text_3", "accent", *MEANINGS) for surface in SURFACES),
    *((meaning, f"{meaning}_soft") for meaning in MEANINGS),
    *((text, f"{meaning}_soft") for meaning in MEANINGS for text in ("text_1", "text_2")),
    *((text, ground) for text in ("text_1", "text_2", "accent") for ground in ("accent_soft", "selection")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
)


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    channels = (value / 255 for value in _rgb(QColor(colour)))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_measures_as_the_guideline_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
def test_words_can_be_read_on_every_ground(tokens: Tokens) -> None:
    weak = {
        f"{text} on {ground}": round(contrast(tokens.colour(text), tokens.colour(ground)), 2)
        for text, ground in PAIRS
        if contrast(tokens.colour(text), tokens.colour(ground)) < 4.5
    }
    assert not weak


@pytest.mark.parametrize("tokens", [each for each in THEMES if each.high_contrast], ids=lambda tokens: tokens.name)
def test_high_contrast_is_higher(tokens: Tokens) -> None:
    for text in ("text_1", "text_2", "text_3", "accent", *MEANINGS):
        for surface in SURFACES:
            assert contrast(tokens.colour(text), tokens.colour(surface)) >= 7
    for surface in SURFACES:
        assert contrast(tokens.line_strong, tokens.colour(surface)) >= 3


def test_tokens_are_chosen_by_what_is_wished() -> None:
    names = {
        choose_tokens(dark=dark, high_contrast=high, text_size=15).name
        for dark in (False, True)
        for high in (False, True)
    }
    assert names == {tokens.name for tokens in THEMES}
    assert choose_tokens(dark=True, high_contrast=False, text_size=21).text_size == 21


@pytest.mark.parametrize(("name", "expected"), [("light", LIGHT), ("dark", DARK)])
def test_a_theme_fills_palette_and_style_sheet(qapp: QApplication, name: str, expected: Tokens) -> None:
    assert theme.apply_theme(qapp, name, 15) == expected
    assert theme.tokens() == expected
    palette = qapp.palette()
    assert palette.color(QPalette.ColorRole.Window).name() == expected.surface_1
    assert palette.color(QPalette.ColorRole.Text).name() == expected.text_1
    assert palette.color(QPalette.ColorRole.Accent).name() == expected.accent
    assert expected.surface_2 in qapp.styleSheet()
    other = DARK if expected is LIGHT else LIGHT
    assert other.surface_2 not in qapp.styleSheet()


def test_the_system_is_followed_and_an_unknown_one_is_light(qapp: QApplication) -> None:
    scheme = qapp.styleHints().colorScheme()
    expected = scheme is Qt.ColorScheme.Dark
    assert theme.apply_theme(qapp, "system", 15).dark is expected


def test_a_change_of_the_system_is_taken_over(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    theme.apply_theme(qapp, "system", 15)
    follower = qapp.findChild(theme.ThemeFollower)
    assert isinstance(follower, theme.ThemeFollower)
    monkeypatch.setattr(follower, "_is_dark", lambda: True)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.tokens() == DARK


def test_the_size_of_the_text_is_part_of_the_tokens(qapp: QApplication) -> None:
    assert theme.apply_theme(qapp, "light", 22).text_size == 22


def test_fonts_come_in_the_sizes_and_weights_of_the_tokens(qapp: QApplication) -> None:
    made = theme.font(Type.HEADING, Weight.STRONG)
    assert made.pixelSize() == Type.HEADING
    assert made.weight().value == Weight.STRONG
    assert made.isFeatureSet(QFont.Tag("tnum"))


def test_movement_stops_when_nobody_wants_it(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "prefers_no_motion", lambda: False)
    animated = qapp.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
    assert theme.motion(Motion.FAST) == (Motion.FAST if animated else 0)
    monkeypatch.setattr(theme, "prefers_no_motion", lambda: True)
    assert theme.motion(Motion.FAST) == 0


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations=0\n", True),
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=false\n", True),
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=1\n", False),
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=0\n", True),
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=0.5\n", False),
        ("kdeglobals", "not an ini file", False),
        ("other", "", False),
    ],
)
def test_desktops_say_that_they_want_no_movement(tmp_path: Path, file: str, text: str, expected: bool) -> None:
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(text, encoding="utf-8")
    assert reduced_motion.freedesktop(tmp_path) is expected


def test_a_mac_says_that_it_wants_no_movement(tmp_path: Path) -> None:
    path = tmp_path / "com.apple.universalaccess.plist"
    assert not reduced_motion.macos(path)
    path.write_bytes(plistlib.dumps({"reduceMotion": True}))
    assert reduced_motion.macos(path)
    path.write_bytes(b"damaged")
    assert not reduced_motion.macos(path)


# Icons

ICON_FILES = sorted(path for path in resource_folder("icons").glob("*.svg") if path.stem != "copydesk")


@pytest.mark.parametrize("path", ICON_FILES, ids=lambda path: path.stem)
def test_an_icon_is_tinted_and_drawn_on_the_grid(qapp: QApplication, path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in source
    assert "currentColor" in source
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", source)
    image = icons.pixmap(path.stem, "accent", 20, 2.0).toImage()
    assert image.size() == QSize(40, 40)
    colours = {
        image.pixelColor(x, y).name() for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha() > 250
    }
    tint = QColor(LIGHT.accent)
    far = [name for name in colours if any(abs(a - b) > 2 for a, b in zip(_rgb(QColor(name)), _rgb(tint), strict=True))]
    assert not far
    edge = [image.pixelColor(x, y).alpha() for x in range(40) for y in (0, 39)]
    assert max(edge) < 40, "the drawing is cut off at its edge"


def test_icons_follow_the_theme(qapp: QApplication) -> None:
    icon = icons.icon("plus", "text_1")
    light = icon.pixmap(20, 20).toImage()
    theme.apply_theme(qapp, "dark", 15)
    dark = icon.pixmap(20, 20).toImage()
    assert light.pixelColor(10, 10).name() == LIGHT.text_1
    assert dark.pixelColor(10, 10).name() == DARK.text_1


def test_the_program_has_a_picture(qapp: QApplication) -> None:
    sizes = {size.width() for size in icons.window_icon().availableSizes()}
    assert {16, 32, 48, 128} == sizes


def test_every_icon_that_is_named_is_there() -> None:
    names = {path.stem for path in ICON_FILES}
    used = set()
    for path in VIEWS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.keyword)
                and node.arg in {"icon", "icon_name"}
                and isinstance(node.value, ast.Constant)
                and isinstance(node.value.value, str)
            ):
                used.add(node.value.value)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {
                "IconLabel",
                "IconButton",
                "icon",
                "Hero",
            }:
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    used.add(first.value)
    assert used - names - {""} == set()
    assert len(used) > 15


# Nowhere else

_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(")
_SIZE = re.compile(r"\d+(\.\d+)?(px|pt|em)\b")
_SIZED = {
    "setFixedWidth", "setFixedHeight", "setFixedSize", "setMinimumWidth", "setMinimumHeight", "setMinimumSize",
    "setMaximumWidth", "setMaximumHeight", "setMaximumSize", "setSpacing", "addSpacing", "setContentsMargins",
    "setViewportMargins", "setHorizontalSpacing", "setVerticalSpacing", "setPixelSize", "setPointSize", "setPointSizeF",
    "setBottomMargin", "setTopMargin", "setIndent", "setMargin", "setDocumentMargin", "setIconSize", "QColor", "QSize",
    "QMargins", "setBlurRadius",
}  # fmt: skip
_FREE = (0, 1, -1)


def _numbers(node: ast.AST) -> list[float]:
    """The numbers in an expression, without those that only multiply or divide what has a name."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div | ast.FloorDiv):
        named = [part for part in (node.left, node.right) if not isinstance(part, ast.Constant)]
        return [number for part in named or [node.left] for number in _numbers(part)]
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, int | float) and not isinstance(node.value, bool) else []
    return [number for child in ast.iter_child_nodes(node) for number in _numbers(child)]


def literals_of(source: str) -> list[str]:
    """The colours and sizes that are written out in a file of views."""
    found = []
    tree = ast.parse(source)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body and isinstance(node.body[0], ast.Expr)
    }  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            if _COLOUR.search(node.value) or _SIZE.search(node.value):
                found.append(f"{node.lineno}: {node.value!r}")
        elif isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            numbers = [number for argument in node.args for number in _numbers(argument)]
            if name in _SIZED and any(number not in _FREE for number in numbers):
                found.append(f"{node.lineno}: {name}({', '.join(map(str, numbers))})")
    return found


def test_the_search_for_literals_finds_them() -> None:
    source = (
        'x.setStyleSheet("color: #ff0000")\nlabel.setFixedWidth(76)\nlayout.setSpacing(Space.S)\nx = QColor(1, 2, 3)'
    )
    assert {line.partition(":")[0] for line in literals_of(source)} == {"1", "2", "4"}


def test_no_colour_and_no_size_is_written_outside_the_tokens() -> None:
    allowed = {"tokens.py"}
    found = {
        f"{path.relative_to(VIEWS)}:{literal}"
        for path in sorted(VIEWS.rglob("*.py"))
        if path.name not in allowed
        for literal in literals_of(path.read_text(encoding="utf-8"))
    }
    assert found == set()
