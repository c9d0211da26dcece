"""The HTML of a mail as a client without style sheets would read it: what is seen, in which colours, with which links.

css-inline writes the rules of the mail's own sheet into its elements, so that the cascade need not be known here; the
standard library's parser walks the rest. What is in conditional comments is for Outlook alone and not read.
"""

from __future__ import annotations

import functools
import re
from html.parser import HTMLParser

import css_inline
import msgspec

from desktop.checks.mail.colours import Colour, read_colour

LONGEST_READ = 300_000
"""Characters of HTML that are read; beyond, only the size is judged: clients clip a mail at a third of that."""
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_UNSEEN = frozenset({"head", "style", "script", "title", "template", "noscript", "object"})
_DECLARATION = re.compile(r"([-\w]+)\s*:\s*((?:[^;\"'(]|\"[^\"]*\"|'[^']*'|\([^()]*\))+)")
_PARTS = re.compile(r"#\w+|rgba?\([^)]*\)|[a-z]+")
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|em|rem|%)?")
_IN_PX = {"px": 1.0, "": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "%": 0.16}
_BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
_SIZES = {"h1": 32.0, "h2": 24.0, "h3": 18.7, "h5": 13.3, "h6": 10.7, "small": 13.3}
_SHEET = re.compile(r"<style\b[^>]*>(.*?)</style>", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_QUERY = re.compile(r"@(?:media|supports|layer|container|-moz-document)\b[^{;]*\{", re.IGNORECASE)
_DARK = re.compile(r"prefers-color-scheme\s*:\s*dark", re.IGNORECASE)
_TO_INLINE = css_inline.CSSInliner(
    inline_style_tags=True, keep_style_tags=True, keep_link_tags=True, load_remote_stylesheets=False
)


class Run(msgspec.Struct, frozen=True):
    """Words that are seen, with their colour and the one behind them; `size` in CSS pixels; `over_image` hides it."""

    text: str
    colour: Colour
    behind: Colour
    size: float
    bold: bool
    over_image: bool = False


class Picture(msgspec.Struct, frozen=True):
    """A picture; `alt` is `None` when it has none at all, `width` and `height` 0 when they are not said."""

    src: str
    alt: str | None
    width: int = 0
    height: int = 0
    linked: bool = False


class Element(msgspec.Struct, frozen=True):
    """A start tag with its attributes and the declarations of its own style."""

    tag: str
    attributes: dict[str, str]
    style: dict[str, str]


class Tree(msgspec.Struct, frozen=True):
    """What a mail holds: words in the order in which they are read, pictures, elements, and its plain style rules."""

    runs: tuple[Run, ...] = ()
    pictures: tuple[Picture, ...] = ()
    elements: tuple[Element, ...] = ()
    sheet: str = ""

    @property
    def text(self) -> str:
        """All words that are seen."""
        return " ".join(run.text for run in self.runs)


class _Context(msgspec.Struct, frozen=True):
    """What an element hands down to what is in it."""

    tag: str = ""
    colour: Colour = Colour(0, 0, 0)
    behind: Colour = Colour(255, 255, 255)
    size: float = 16.0
    bold: bool = False
    hidden: bool = False
    over_image: bool = False
    linked: bool = False


@functools.lru_cache(maxsize=8)
def read_tree(html: str, *, dark: bool = False) -> Tree:
    """The mail's HTML as it is seen in the light or, with `dark`, by a client that obeys its rules for the dark."""
    html = html[:LONGEST_READ]
    sheet = "\n".join(_COMMENT.sub("", found) for found in _SHEET.findall(html))
    plain, rules_for_dark = split_sheet(sheet)
    if dark:
        html = html.replace("</head>", f"<style>{rules_for_dark}</style></head>", 1)
    walker = _Walker()
    walker.feed(_inlined(html))
    walker.close()
    return Tree(tuple(walker.runs), tuple(walker.pictures), tuple(walker.elements), plain)


def has_dark_rules(html: str) -> bool:
    """Whether a mail says how it looks in the dark."""
    return bool(split_sheet("\n".join(_SHEET.findall(html[:LONGEST_READ])))[1].strip())


def split_sheet(sheet: str) -> tuple[str, str]:
    """The rules of a style sheet that always hold, and those for the dark; other queries are left out."""
    plain: list[str] = []
    dark: list[str] = []
    at = 0
    while found := _QUERY.search(sheet, at):
        plain.append(sheet[at : found.start()])
        end = _end_of_block(sheet, found.end())
        if _DARK.search(found[0]):
            dark.append(sheet[found.end() : max(found.end(), end - 1)])
        at = end
    return "".join((*plain, sheet[at:])), "\n".join(dark)


def _end_of_block(sheet: str, start: int) -> int:
    depth = 1
    for found in re.finditer(r"[{}]", sheet[start:]):
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            return start + found.end()
    return len(sheet)


def _inlined(html: str) -> str:
    try:
        return _TO_INLINE.inline(html)
    except (css_inline.InlineError, ValueError):
        return html  # read by its own attributes alone


class _Walker(HTMLParser):
    """Walks the elements with what each hands down; elements that were never closed end with those around them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[Run] = []
        self.pictures: list[Picture] = []
        self.elements: list[Element] = []
        self._open: list[_Context] = [_Context()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        style = declarations(attributes.get("style", ""))
        self.elements.append(Element(tag, attributes, style))
        context = _within(self._open[-1], tag, attributes, style)
        if tag == "img":
            self._picture(attributes, style, context)
        elif tag not in _VOID:
            self._open.append(context)

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        context = self._open[-1]
        if text.strip("\u034f\u200b\u200c\u00a0\u00ad\ufeff ") and not context.hidden:
            self.runs.append(Run(text, context.colour, context.behind, context.size, context.bold, context.over_image))

    def _picture(self, attributes: dict[str, str], style: dict[str, str], context: _Context) -> None:
        if context.hidden:
            return
        sizes = [_pixels(style.get(name, "") or attributes.get(name, "")) for name in ("width", "height")]
        self.pictures.append(
            Picture(attributes.get("src", ""), attributes.get("alt"), sizes[0], sizes[1], context.linked)
        )


@functools.lru_cache(maxsize=2048)
def declarations(style: str) -> dict[str, str]:
    """The declarations of a `style` attribute; the last of a name holds, unless one before it is important.

    The colour of `background` is given as `background-color`, whichever of the two was said last.
    """
    said: dict[str, str] = {}
    important: set[str] = set()
    for found in _DECLARATION.finditer(style):
        name, value = found[1].lower(), found[2].strip().lower()
        is_important = value.endswith("!important")
        value = value.removesuffix("!important").strip()
        if name in important and not is_important:
            continue
        important |= {name} if is_important else set()
        said[name] = value
        if name == "background" and ("background-color" not in important or is_important):
            colour = next((each for each in _PARTS.findall(value) if read_colour(each)), "")
            said["background-color"] = colour
            important |= {"background-color"} if is_important else set()
    return said


def _within(around: _Context, tag: str, attributes: dict[str, str], style: dict[str, str]) -> _Context:
    """What holds within an element."""
    behind = read_colour(style.get("background-color", "")) or read_colour(attributes.get("bgcolor", ""))
    shorthand = style.get("background", "")
    image = "url(" in shorthand or "url(" in style.get("background-image", "") or "gradient(" in shorthand
    colour = read_colour(style.get("color", "")) or read_colour(attributes.get("color", "") if tag == "font" else "")
    if colour is None and tag == "a" and attributes.get("href"):
        colour = Colour(0, 0, 238)
    weight = style.get("font-weight", "")
    return _Context(
        tag,
        around.colour if colour is None else colour.over(behind or around.behind),
        around.behind if behind is None else behind.over(around.behind),
        _size(style.get("font-size", ""), _SIZES.get(tag, around.size), around.size),
        weight in {"bold", "bolder"}
        or (weight.isdigit() and int(weight) >= 700)
        or (not weight and (around.bold or tag in _BOLD)),
        around.hidden or tag in _UNSEEN or _is_hidden(attributes, style),
        image or attributes.get("background", "") != "" or (around.over_image and behind is None),
        around.linked or (tag == "a" and bool(attributes.get("href"))),
    )


def _is_hidden(attributes: dict[str, str], style: dict[str, str]) -> bool:
    return (
        "hidden" in attributes
        or style.get("display") == "none"
        or style.get("visibility") == "hidden"
        or style.get("mso-hide") == "all"
        or style.get("opacity") in {"0", "0.0"}
        or _zero(style.get("max-height"))
        or style.get("color") == "transparent"
    )


def _zero(value: str | None) -> bool:
    return value is not None and _LENGTH.fullmatch(value) is not None and _pixels(value) == 0


def _size(value: str, usual: float, around: float) -> float:
    found = _LENGTH.fullmatch(value)
    if found is None:
        return usual
    number, unit = float(found[1]), found[2] or ""
    if unit in {"em", "%"}:
        return around * number / (100 if unit == "%" else 1)
    return number * _IN_PX[unit]


def _pixels(value: str) -> int:
    found = _LENGTH.match(value.strip())
    if found is None or found[2] == "%":
        return 0
    return round(float(found[1]) * _IN_PX[found[2] or ""])
