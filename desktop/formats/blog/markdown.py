"""The Markdown of posts as HTML that may be shown or published: CommonMark with tables, footnotes and named headings.

Whatever a text holds, nothing in the HTML runs, and nothing loads but the pictures that the caller lets through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence
from functools import cache
from html import escape, unescape
from typing import TYPE_CHECKING, Any

import msgspec
import nh3

from desktop.core.errors import ErrorKind, UserError
from desktop.core.post import TextAnchor
from desktop.core.slug import name_of
from desktop.core.words import tr
from desktop.formats.clean import cleaned, depth_of

if TYPE_CHECKING:  # a twentieth of a second, for all that only want to know the names here
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token
    from markdown_it.utils import OptionsDict

LONGEST = 800_000
"""Characters; 50,000 words are about 300,000. The time that a shorter text may take is limited by who calls."""

MOST_BRACKETS = 5_000
"""Opening brackets of one paragraph; the time for them grows with their square, and nobody writes as many.

The squares of all paragraphs together are not more than that of such a one either.
"""

DEEPEST = 1_000
"""Elements of HTML in each other; the time for them grows with the square of it."""

OWN_PICTURE = "picture:"
"""What the address of a picture in the profile begins with; its file's name follows."""

PictureAddress = Callable[[str], str]
"""Turns the address of a picture into the one that is to stand there; empty: the picture's words stand there."""

_TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "details", "div", "dl", "dt", "em"),
    *("figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol"),
    *("p", "pre", "q", "s", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td"),
    *("tfoot", "th", "thead", "tr", "u", "ul", "var"),
}
_ATTRIBUTES = {
    "a": {"href", "title", "id", "rel", "class"},
    "abbr": {"title"},
    "code": {"class"},
    "img": {"src", "alt", "title", "width", "height"},
    "li": {"id"},
    "ol": {"start"},
    "section": {"class"},
    "sup": {"class"},
    "td": {"style", "colspan", "rowspan"},
    "th": {"style", "colspan", "rowspan", "scope"},
    "*": {"lang", "dir", "id"},
}
_SCHEMES = {"http", "https", "mailto", "tel", OWN_PICTURE.rstrip(":")}
_CLASS = re.compile(r"footnotes|footnote-ref|footnote-backref|language-[\w+#.-]{1,30}")
_ID = re.compile(r"[\w:-]{1,120}")
_PICTURE = re.compile(r'<img((?: [a-z]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
_ELSEWHERE = re.compile(r"\s*[/\\]\s*[/\\]|\s*\\|[\x00-\x1f]")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")


class RenderedPost(msgspec.Struct, frozen=True):
    """The HTML of a text's body; `anchors` are its blocks by the line in which each begins, with their ids."""

    html: str
    anchors: tuple[TextAnchor, ...] = ()


def render_post(text: str, picture: PictureAddress, *, anchored: bool = False) -> RenderedPost:
    """HTML of Markdown; pictures stand where `picture` gives them an address. `anchored` gives every block an id.

    Raises `UserError` (input) for a text beyond `LONGEST`, one that `require_few_brackets` refuses, and elements of
    HTML more than `DEEPEST` deep in each other.
    """
    if len(text) > LONGEST:
        raise UserError(ErrorKind.INPUT, tr("This text is too long to be shown as a page."))
    require_few_brackets(text)
    parser = _parser()
    environment: MutableMapping[str, Any] = {}
    tokens = parser.parse(text, environment)
    anchors = _anchored(tokens) if anchored else ()
    html = parser.renderer.render(tokens, parser.options, environment)
    return RenderedPost(cleaned_html(html, picture), anchors)


def shown_post(text: str) -> RenderedPost:
    """What a preview shows: pictures of the profile keep their address, those of the web are words; nothing is loaded.

    Raises `UserError` (input) as `render_post` does.
    """
    return render_post(text, lambda source: source if source.startswith(OWN_PICTURE) else "", anchored=True)


def published_picture(source: str) -> str:
    """The address of a picture that a page on the web may have: of the web, of the same site, or of the profile."""
    return "" if _ELSEWHERE.match(source) else source


def cleaned_html(html: str, picture: PictureAddress) -> str:
    """HTML with nothing in it that runs or styles, and no pictures but those that `picture` gives an address.

    Raises `UserError` (input) for elements more than `DEEPEST` deep in each other.
    """
    if depth_of(html) > DEEPEST:
        raise UserError(ErrorKind.INPUT, tr("The elements of this page lie too deep in each other."))

    def kept(_element: str, attribute: str, value: str) -> str | None:
        if attribute == "class":
            return value if _CLASS.fullmatch(value) else None
        if attribute == "id":
            return value if _ID.fullmatch(value) else None
        if attribute == "src":
            return picture(value) or None
        if attribute == "href" and (value.lower().startswith(OWN_PICTURE) or _ELSEWHERE.match(value)):
            return None
        return value

    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
        filter_style_properties={"text-align"},
        attribute_filter=kept,
    )
    return cleaned(_PICTURE.sub(_picture_or_words, clean))


def _picture_or_words(found: re.Match[str]) -> str:
    attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(found[1])}
    if attributes.get("src"):
        return found[0]
    words = attributes.get("alt", "").strip()
    shown = tr("[Picture: {words}]", words=words) if words else tr("[Picture]")
    return f"<span>{escape(shown, quote=False)}</span>"


def require_few_brackets(text: str) -> None:
    """Raise `UserError` (input) for a paragraph with too many opening brackets, or the last of too many such."""
    if text.count("[") <= MOST_BRACKETS:
        return
    line, squares = 1, 0
    for paragraph in _PARAGRAPHS.split(text):
        count = paragraph.count("[")
        squares += count * count
        if squares > MOST_BRACKETS * MOST_BRACKETS:
            raise UserError(
                ErrorKind.INPUT,
                tr(
                    "The paragraph in line {line} has {count} opening brackets: it is not shown.",
                    line=line,
                    count=count,
                ),
                tr("Divide it, or take the brackets out."),
            )
        line += paragraph.count("\n") + 2


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": 100, "xhtmlOut": False})
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False)
    parser.core.ruler.push("names", _names)
    parser.core.ruler.push("captions", _captions)
    parser.add_render_rule("footnote_block_open", _footnotes_open)
    parser.add_render_rule("footnote_caption", _footnote_number)
    parser.add_render_rule("footnote_anchor", _footnote_back)
    return parser


def _names(state: StateCore) -> None:
    """Give each heading an id of its words; the second of the same words gets `-1` behind it, the third `-2`."""
    taken: set[str] = set()
    times: dict[str, int] = {}
    for token, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type != "heading_open":
            continue
        words = "".join(each.content for each in inline.children or () if each.type in {"text", "code_inline"})
        name = own = name_of(words) or "part"
        while own in taken:
            times[name] = times.get(name, 0) + 1
            own = f"{name}-{times[name]}"
        taken.add(own)
        token.attrSet("id", own)


def _captions(state: StateCore) -> None:
    """A picture that is a paragraph of its own and has a title becomes a figure with that title as its caption."""
    from markdown_it.token import Token

    for before, inline, after in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        children = inline.children or []
        if before.type != "paragraph_open" or len(children) != 1 or children[0].type != "image":
            continue
        caption = children[0].attrs.pop("title", "")
        if caption:
            before.tag = after.tag = "figure"
            words = Token("text", "", 0, content=str(caption))
            inline.children = [
                children[0],
                Token("caption", "figcaption", 1),
                words,
                Token("caption", "figcaption", -1),
            ]


def _footnotes_open(
    _renderer: RendererHTML, _tokens: Sequence[Token], _index: int, _options: OptionsDict, _environment: object
) -> str:
    return '<section class="footnotes">\n<ol>\n'


def _footnote_number(
    _renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _environment: object
) -> str:
    return str(int(tokens[index].meta["id"]) + 1)


def _footnote_back(
    _renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _environment: object
) -> str:
    meta = tokens[index].meta
    number = str(int(meta["id"]) + 1) + (f":{meta['subId']}" if meta.get("subId", 0) > 0 else "")
    return f' <a href="#fnref{number}" class="footnote-backref">↩\ufe0e</a>'


def _anchored(tokens: Sequence[Token]) -> tuple[TextAnchor, ...]:
    """Give each outermost block an id, those that have one keep it."""
    anchors: list[TextAnchor] = []
    for token in tokens:
        if token.level or token.nesting < 0 or token.map is None:
            continue
        name = str(token.attrGet("id") or f"line-{token.map[0] + 1}")
        token.attrSet("id", name)
        if token.type not in {"fence", "code_block", "html_block"}:
            anchors.append(TextAnchor(token.map[0] + 1, name))
    return tuple(anchors)
