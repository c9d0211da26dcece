"""The inline marks of Markdown, each with the place where it stands; markdown-it says what is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from desktop.core.segment import TagKind
from desktop.formats.bitext.monolingual_html_scan import VOID, Kind, tokens_of
from desktop.formats.bitext.monolingual_pieces import Piece

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

MOST_BRACKETS = 5_000
"""Opening brackets of a paragraph that is read: more are no text of anybody."""

VERBATIM = re.compile(
    r"\{\{[^{}\n]{1,300}\}\}|\{%[^%\n]{1,300}%\}|\*\|[^|*\n]{1,200}\|\*|\{\{<[^\n]{1,300}?>\}\}"
    r"|\{:?[#.][\w#. :=\"-]{1,100}\}"
)
"""What is filled in by a sender or a site; it is words that nothing in it changes."""

TASK = "task"
"""Set in the environment of a paragraph that begins an item of a list, where `[ ]` is a box to tick."""

_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,100}\](?::(?=\s))?")
_TASK = re.compile(r"\[[ xX]\](?=\s)")
_SHORTCUT = re.compile(r"\](?:\[\])?")
_TITLE = re.compile(r"""[ \t\r\n]("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))\s*\)$""", re.DOTALL)
_RULES = ["text", "newline", "escape", "backticks", "strikethrough", "emphasis", "link", "image", "autolink",
          "html_inline", "entity"]  # fmt: skip
_OPENING = ("em_open", "strong_open", "s_open")


class Aside(NamedTuple):
    """A text within a tag that is translated by itself: the alternative text of an image, or a link's title.

    `start` and `end` are places in the paragraph's content; `quote` is the sign around a title.
    """

    start: int
    end: int
    quote: str = ""
    html: bool = False


class Inline(NamedTuple):
    """The pieces of a paragraph by places in its content, and the texts within its tags."""

    pieces: list[Piece]
    asides: list[Aside]


@cache
def parser() -> MarkdownIt:
    """The parser: CommonMark with tables and strikethrough, and inline tokens that know their places."""
    from markdown_it import MarkdownIt
    from markdown_it.parser_inline import ParserInline

    class _Tracking(ParserInline):
        """Notes with each token from where to where it reaches, in `meta["range"]`."""

        last_end = 0

        def tokenize(self, state: StateInline) -> None:
            rules, end = self.ruler.getRules(""), state.posMax
            deepest = state.md.options["maxNesting"]
            while state.pos < end:
                place, count = state.pos, len(state.tokens)
                if state.level >= deepest or not any(rule(state, False) for rule in rules):
                    state.append_pending(state.src[state.pos])
                    state.pos += 1
                if state.pending:
                    state.pushPending()
                _note(state, place, count, self.last_end)
            self.last_end = end

    made = MarkdownIt("commonmark", {"maxNesting": 60}).enable(["table"])
    made.inline = _Tracking()
    made.inline.ruler.enableOnly(_RULES)
    made.inline.ruler2.enableOnly(["balance_pairs", "strikethrough", "emphasis"])
    made.inline.ruler.before("newline", "verbatim", _verbatim)
    made.validateLink = _any_address  # type: ignore[method-assign, assignment]
    made.normalizeLink = str  # type: ignore[method-assign, assignment]
    return made


def _any_address(_address: str) -> bool:
    """A link is one wherever it leads: nothing is shown or followed here."""
    return True


def _verbatim(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as markdown-it calls it
    """What is filled in, a footnote's mark, the box of a task, and a bracket that nothing closes."""
    sign = state.src[state.pos]
    if sign not in "[{*":
        return False
    mark = None
    if sign == "[":
        mark = _FOOTNOTE.match(state.src, state.pos)
        if mark is None and not state.pos and state.env.get(TASK):
            mark = _TASK.match(state.src, state.pos)
        if mark is None and state.src.find("]", state.pos, state.posMax) < 0:
            if not silent:
                state.append_pending("[")
            state.pos += 1
            return True
    found = mark or VERBATIM.match(state.src, state.pos)
    if found is None or found.end() > state.posMax:
        return False
    if not silent:
        if mark is not None:
            state.push("mark", "", 0).content = found[0]
        else:
            state.append_pending(found[0])
    state.pos = found.end()
    return True


def _note(state: StateInline, place: int, count: int, last_end: int) -> None:
    """Note where the tokens reach that the step from `place` made."""
    new = state.tokens[count:]
    if not new:
        return
    first, last = new[0], new[-1]
    if all(token.type == "text" for token in new) and len(new) > 1:
        for token in new:
            token.meta["range"] = (place, place + len(token.content))
            place += len(token.content)
    elif first.type == "link_open" and first.info != "auto" and first.markup != "autolink":
        first.meta["range"] = (place, place + 1)
        last.meta["range"] = (last_end, state.pos)
    else:
        first.meta["range"] = (place, state.pos)
        if first.type == "softbreak" and count and state.tokens[count - 1].type == "text":
            _take_blanks(state.tokens[count - 1], first, state.pos)


def _take_blanks(before: Token, line_break: Token, end: int) -> None:
    """Blanks before the end of a line belong to it; two of them make it one that is seen."""
    words = before.content.rstrip(" ")
    blanks = len(before.content) - len(words)
    start, stop = before.meta["range"]
    before.content, before.meta["range"] = words, (start, stop - blanks)
    line_break.meta["range"] = (stop - blanks, end)
    if blanks > 1:
        line_break.type = "hardbreak"


def inline_of(content: str, env: EnvType) -> Inline:
    """The pieces of the content of a paragraph."""
    tokens: list[Token] = []
    parser().inline.parse(content, parser(), env, tokens)
    found = Inline([], [])
    _collect(_ranged(tokens), content, 0, found)
    return found


def _ranged(tokens: Sequence[Token]) -> list[tuple[Token, int, int]]:
    """Tokens with their ranges in the order of the text; the second sign of `**` goes with the first."""
    ranged = [(token, *token.meta["range"]) for token in tokens if "range" in token.meta]
    found: list[tuple[Token, int, int]] = []
    begun = -1
    for token, start, end in sorted(ranged, key=lambda each: (each[1], each[2])):
        if token.type == "text" and not token.content and end > start:
            before = found[-1] if found else None
            if before is not None and before[0].type == "strong_close" and (before[1] + 1, before[2]) == (start, start):
                found[-1] = (before[0], before[1], end)
            else:
                begun = start
            continue
        doubled = begun >= 0 and token.type in _OPENING
        found.append((token, begun if doubled else start, end))
        begun = -1 if doubled else begun
    return found


def _collect(tokens: list[tuple[Token, int, int]], content: str, base: int, found: Inline) -> None:
    for token, start, end in tokens:
        found.pieces.extend(_pieces_of(token, base + start, base + end, content[start:end]))
        found.asides.extend(_asides_of(token, base + start, base + end, content[start:end]))


def _pieces_of(token: Token, start: int, end: int, raw: str) -> Iterator[Piece]:
    kind = token.type
    if kind == "text":
        if end > start:
            yield Piece(start, end, token.content)
    elif kind == "text_special":
        yield Piece(start, end, token.content)
    elif kind == "softbreak":
        yield Piece(start, end, " ")
    elif kind == "hardbreak":
        yield Piece(start, end, "", TagKind.ALONE, "br", "br", edge=True, gap=True)
    elif kind == "link_open" and token.markup != "autolink":
        yield Piece(start, end, "", TagKind.OPEN, "a", str(token.attrs.get("href", "a")))
    elif kind == "link_close":
        yield Piece(start, end, "", TagKind.CLOSE, "a", "a", code="" if _SHORTCUT.fullmatch(raw) else None)
    elif kind == "html_inline":
        yield _html_tag(start, end, raw)
    elif kind == "mark":
        yield Piece(start, end, "", TagKind.ALONE, raw, raw, edge=True)
    elif kind.endswith(("_open", "_close")) and token.markup != "autolink":
        way = TagKind.OPEN if token.nesting > 0 else TagKind.CLOSE
        yield Piece(start, end, "", way, token.tag, token.tag)
    else:
        yield Piece(start, end, "", TagKind.ALONE, kind, token.content or raw)


def _html_tag(start: int, end: int, raw: str) -> Piece:
    tag = next(tokens_of(raw), None)
    if tag is None or tag.kind is Kind.REMARK:
        return Piece(start, end, "", TagKind.ALONE, "html", raw, edge=tag is not None)
    if tag.kind is Kind.CLOSE:
        return Piece(start, end, "", TagKind.CLOSE, f"<{tag.name}", tag.name)
    if tag.name in VOID or tag.closed:
        gap = tag.name in {"br", "wbr"}
        return Piece(start, end, "", TagKind.ALONE, tag.name, tag.name, edge=gap, gap=gap)
    return Piece(start, end, "", TagKind.OPEN, f"<{tag.name}", tag.name)


def _asides_of(token: Token, start: int, end: int, raw: str) -> Iterator[Aside]:
    if token.type == "image":
        length = len(token.content)
        behind = raw[2 + length :]
        if length and _SHORTCUT.fullmatch(behind) is None:
            yield Aside(start + 2, start + 2 + length)
        yield from _title(start + 2 + length, behind)
    elif token.type == "link_close":
        yield from _title(start, raw)
    elif token.type == "html_inline":
        yield Aside(start, end, html=True)


def _title(start: int, raw: str) -> Iterator[Aside]:
    """The title behind an address in brackets."""
    found = _TITLE.search(raw) if raw.startswith("](") else None
    if found is not None and found.end(1) - found.start(1) > len('""'):
        yield Aside(start + found.start(1) + 1, start + found.end(1) - 1, found[1][0])
