"""The text that a reader sees of a mail's HTML, with its links; what it hides is kept apart, and nothing is loaded."""

from __future__ import annotations

import re

import msgspec

from desktop.core.received import ReceivedLink
from desktop.formats.received.markup import Tag, pieces

LONGEST_HTML = 6_000_000
LONGEST_TEXT = 200_000
"""Code points that are read of a mail; nobody writes more, and the checks need two seconds for it."""
MOST_PIECES = 200_000
"""Tags and texts that are looked at: a mail of 5 MB with no more text than tags takes a second or two."""
MOST_LINKS = 2000
_DEEPEST = 400

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "body",
        "blockquote",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "thead",
        "tr",
        "ul",
    ]
)
_APART = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "table", "hr", "pre"])
"""What stands with an empty line around it; `div` and `tr` only begin a line."""
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_ENDS_ITSELF = {
    "p": ("p",),
    "li": ("li",),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tr": ("td", "th", "tr"),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
}
"""What an element ends, should nobody have ended it, up to the table or list around both."""
_AROUND = frozenset(["table", "ul", "ol", "dl", "blockquote", "div"])
_STYLE = re.compile(r"<style\b[^>]*>", re.IGNORECASE)
_MOST_STYLES, _LONGEST_STYLE = 20, 100_000
_AT_RULE = re.compile(r"@[\w-]{1,40}+[^{};]{0,400}+\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\}")
_RULE = re.compile(r"(?P<names>[.#][\w-]+(?:\s*,\s*[.#][\w-]+)*)\s*\{(?P<body>[^{}]{0,2000})\}")
_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*[01](?:\.\d+)?(?:px|pt|em)?\s*(?:[;!]|$)"
    r"|opacity\s*:\s*0?(?:\.0\d*)?\s*(?:[;!]|$)|text-indent\s*:\s*-\d{3,}|(?:left|top)\s*:\s*-\d{4,}",
    re.IGNORECASE,
)
_NO_HEIGHT = re.compile(r"(?:max-height|max-width|height|width)\s*:\s*0(?:px)?\s*(?:[;!]|$)", re.IGNORECASE)
_OVERFLOW = re.compile(r"overflow\s*:\s*hidden", re.IGNORECASE)
_COLOUR = re.compile(r"(?:^|[;\s])color\s*:\s*(?P<colour>[^;!]+)", re.IGNORECASE)
_GROUND = re.compile(r"background(?:-color)?\s*:\s*(?P<colour>#[0-9a-f]{3,8}|[a-z]+|rgba?\([^)]*\))", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")
_WHITE = frozenset({"#fff", "#ffffff", "white", "rgb(255,255,255)"})


class ReadHtml(msgspec.Struct, frozen=True):
    """What an HTML part says: text with the spans of its links, hidden text, and what it holds besides.

    `remote` counts pictures that would be fetched from elsewhere, `forms` the forms and free input fields.
    """

    text: str
    hidden: str = ""
    links: tuple[ReceivedLink, ...] = ()
    forms: int = 0
    secret_fields: int = 0
    remote: int = 0
    cut: bool = False


def read_html(html: str) -> ReadHtml:
    """Read an HTML part; one that is longer than `LONGEST_HTML` characters is cut."""
    source = html[:LONGEST_HTML]
    hiding = _hiding_names(source)
    walker = _Walker(hiding)
    full = False
    for number, piece in enumerate(pieces(source)):
        walker.take(piece)
        if walker.length > LONGEST_TEXT or number > MOST_PIECES:
            full = True
            break
    return walker.result(cut=full or len(html) > LONGEST_HTML)


def _hiding_names(html: str) -> frozenset[str]:
    """Classes (`.name`) and ids (`#name`) that the mail's own style sheets hide everywhere, not on phones only."""
    found: set[str] = set()
    for number, each in enumerate(_STYLE.finditer(html)):
        if number >= _MOST_STYLES:
            break
        css = html[each.end() : each.end() + _LONGEST_STYLE]
        css = _AT_RULE.sub(" ", css.partition("</")[0])
        for rule in _RULE.finditer(css):
            if _HIDES.search(rule["body"]):
                found.update(name.strip() for name in rule["names"].split(","))
    return frozenset(found)


class _Open(msgspec.Struct):
    """An element that is open: its tag, whether it hides what is in it, its ground, and whether that is known."""

    tag: str
    hidden: bool
    ground: str
    dressed: bool


class _Walker:
    """Gathers what is seen and what is hidden, piece by piece."""

    def __init__(self, hiding: frozenset[str]) -> None:
        self.length = 0
        self._hiding = hiding
        self._open: list[_Open] = []
        self._too_deep = 0
        self._text: list[str] = []
        self._hidden: list[str] = []
        self._links: list[ReceivedLink] = []
        self._link: tuple[str, int] | None = None
        self._pending = ""
        self._cells = 0
        self._forms = 0
        self._secret_fields = 0
        self._remote = 0

    def take(self, piece: Tag | str) -> None:
        """The next tag or text."""
        if isinstance(piece, str):
            if self._open and self._open[-1].hidden:
                self._hidden.append(piece)
            else:
                self._say(piece)
        elif piece.end:
            self._end(piece.name)
        else:
            self._start(piece.name, piece.attributes)

    def _start(self, tag: str, found: dict[str, str]) -> None:
        if tag == "form" or (tag in {"input", "textarea"} and found.get("type", "text").lower() not in _QUIET_INPUTS):
            self._forms += 1
        if tag == "input" and found.get("type", "").lower() == "password":
            self._secret_fields += 1
        if tag == "br":
            self._ask("\n")
        elif tag == "img":
            self._picture(found)
        elif tag == "area" and found.get("href"):
            self._add_link(found["href"], self.length, self.length)
        elif tag == "input" and found.get("value") and found.get("type", "").lower() in {"submit", "button"}:
            self._say(found["value"])
        if tag in _VOID:
            return
        self._end_others(tag)
        if len(self._open) >= _DEEPEST:
            self._too_deep += 1
            return
        self._begin(tag)
        above = self._open[-1] if self._open else _Open("", hidden=False, ground="", dressed=False)
        style = found.get("style", "")
        own = _ground(style, found)
        # A class may bring a ground that is not known here; then white words are no sign of anything.
        dressed = not own and (above.dressed or "class" in found or "url(" in style or "gradient" in style)
        here = _Open(tag, above.hidden, own or above.ground, dressed)
        here.hidden = above.hidden or self._hides(style, found, here)
        self._open.append(here)
        if tag == "a" and "href" in found:
            self._close_link()
            self._flush()
            self._link = (found["href"].strip(), self.length)

    def _end(self, tag: str) -> None:
        if self._too_deep and tag not in {"a", "table"}:
            self._too_deep -= 1
            return
        if tag == "a":
            self._close_link()
        if tag in _BLOCKS:
            self._ask("\n\n" if tag in _APART else "\n")
        for place in range(len(self._open) - 1, max(-1, len(self._open) - 40), -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                break

    def _end_others(self, tag: str) -> None:
        """End what the beginning of this element ends, as browsers do."""
        ended = _ENDS_ITSELF.get(tag, ())
        if not ended:
            return
        for place in range(len(self._open) - 1, max(-1, len(self._open) - 12), -1):
            name = self._open[place].tag
            if name in ended:
                del self._open[place:]
                if tag != "tr":
                    return
            elif name in _AROUND:
                return

    def result(self, *, cut: bool) -> ReadHtml:
        """All that was found; spans count the code points of the text without what stands around it."""
        self._close_link()
        text = "".join(self._text)
        hidden = _SPACES.sub(" ", "".join(self._hidden)).strip()
        return ReadHtml(text, hidden, tuple(self._links), self._forms, self._secret_fields, self._remote, cut)

    def _begin(self, tag: str) -> None:
        if tag == "tr":
            self._cells = 0
            self._ask("\n")
        elif tag in {"td", "th"}:
            self._ask("\t" if self._cells else "")
            self._cells += 1
        elif tag in _BLOCKS:
            self._ask("\n\n" if tag in _APART and tag != "table" else "\n")
        if tag == "li":
            self._say("• ")

    def _picture(self, found: dict[str, str]) -> None:
        if found.get("src", "").lower().startswith(("http:", "https:", "//")):
            self._remote += 1
        if found.get("alt", "").strip() and not (self._open and self._open[-1].hidden):
            self._say(found["alt"])

    def _hides(self, style: str, found: dict[str, str], here: _Open) -> bool:
        if "hidden" in found:
            return True
        names = {f".{name}" for name in found.get("class", "").split()} | {f"#{found.get('id', '')}"}
        if names & self._hiding:
            return True
        if not style and "color" not in found:
            return False
        if _HIDES.search(style) or (_NO_HEIGHT.search(style) and _OVERFLOW.search(style)):
            return True
        colour = _COLOUR.search(style)
        shown = _plain(colour["colour"]) if colour else _plain(found.get("color", ""))
        return not here.dressed and shown == (here.ground or "#ffffff")

    def _ask(self, wanted: str) -> None:
        """A break or a tab before the next word; the larger one wins."""
        if wanted and _BREAKS.index(wanted) > _BREAKS.index(self._pending):
            self._pending = wanted

    def _say(self, data: str) -> None:
        preformatted = any(each.tag == "pre" for each in self._open[-3:])
        text = data if preformatted else _SPACES.sub(" ", data)
        if not preformatted:
            if text == " " and (self._pending or not self._text):
                return
            if self._pending or not self._text or self._text[-1].endswith((" ", "\n", "\t")):
                text = text.lstrip(" ")
        if not text:
            return
        self._flush()
        self._text.append(text)
        self.length += len(text)

    def _flush(self) -> None:
        """Write the break that is due; a link that begins stands behind it."""
        due, self._pending = self._pending, ""
        if due and self._text:
            self._text.append(due)
            self.length += len(due)

    def _close_link(self) -> None:
        if self._link is None:
            return
        href, start = self._link
        self._link = None
        end = self.length
        text = "".join(self._text[-200:])
        lost = len(text) - len(text.rstrip())
        self._add_link(href, min(start, end), max(start, end - lost) if end > start else end)

    def _add_link(self, href: str, start: int, end: int) -> None:
        hidden = bool(self._open and self._open[-1].hidden)
        if href and not href.startswith("#") and len(self._links) < MOST_LINKS and not hidden:
            self._links.append(ReceivedLink(href[:4000], start, end))


_BREAKS = ("", "\t", "\n", "\n\n")
_QUIET_INPUTS = frozenset({"hidden", "submit", "button", "checkbox", "radio", "image", "reset"})


def _plain(colour: str) -> str:
    text = colour.strip().lower().replace(" ", "")
    if text in _WHITE:
        return "#ffffff"
    if re.fullmatch("#[0-9a-f]{3}", text):
        return "#" + "".join(2 * char for char in text[1:])
    return text


def _ground(style: str, found: dict[str, str]) -> str:
    colour = _GROUND.search(style)
    return _plain(colour["colour"] if colour else found.get("bgcolor", ""))
