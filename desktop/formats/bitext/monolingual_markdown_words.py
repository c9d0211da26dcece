"""Words written as Markdown: with as few backslashes as keep them words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import zip_longest

from desktop.core.segment import TagKind
from desktop.formats.bitext.monolingual import Writer, Written
from desktop.formats.bitext.monolingual_inline import VERBATIM
from desktop.formats.bitext.monolingual_pieces import Piece

_INLINE = re.compile(r"[\\`*_\[\]<~]|&(?=#?\w{1,32};)")
_BRACKETS = re.compile(r"(?<!!)\[([^\[\]]{0,300})\](?![\[(:])(?=.)")
_AT_START = re.compile(
    r"(?:#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|=+\s*$|-{2,}\s*$|(?:[-*_]\s*){3,}$|~{3}|`{3}|\+{3}|\||\[[ xX]\](?=\s))"
)
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_CLOSING = re.compile(r"(\s)(#+\s*)$")
_BLANKS = re.compile(r"\s*[\r\n]\s*")
_MARKS = frozenset({"em", "strong", "s"})

EnvType = dict[str, object]


def writer(env: EnvType, begins: Callable[[Piece], bool], *, cell: bool = False, heading: bool = False) -> Writer:
    """Writes sentences of a paragraph; `begins` tells whether one begins a line, `env` has the addresses of links."""

    def write(parts: Sequence[Written], first: Piece) -> str:
        parts = _on_one_line(_moved(parts))
        if begins(first) and parts and parts[0].piece is None:
            parts = [Written(parts[0].text.lstrip()), *parts[1:]]
        text = _inline(parts, env, cell=cell)
        if heading:
            text = _CLOSING.sub(r"\1\\\2", text)
        return _begun(text) if begins(first) and (not parts or parts[0].piece is None) else text

    return write


def title_writer(quote: str) -> Writer:
    """Writes the title of a link between its quotes, or between brackets."""
    closing = ")" if quote == "(" else quote

    def write(parts: Sequence[Written], _first: Piece) -> str:
        words = _BLANKS.sub(" ", "".join(part.text for part in parts))
        words = re.sub(r"\\(?=[!-/:-@\[-`{-~])|&(?=#?\w{1,32};)", r"\\\g<0>", words)
        return re.sub(rf"[{re.escape(quote + closing)}]", r"\\\g<0>", words)

    return write


def without_bars(write: Writer) -> Writer:
    """Writes what another writer does for a cell of a table, where a bar would end the cell."""
    return lambda parts, first: write(parts, first).replace("|", "\\|")


def _on_one_line(parts: Sequence[Written]) -> list[Written]:
    return [part if part.piece is not None else Written(_BLANKS.sub(" ", part.text)) for part in parts]


def _moved(parts: Sequence[Written]) -> list[Written]:
    """Blanks just within marks of emphasis go outside, as they are no such marks otherwise."""
    found: list[Written] = []
    for part in parts:
        before = found[-1] if found else None
        if part.piece is None and before is not None and _is_mark(before, TagKind.OPEN):
            words = part.text.lstrip()
            found[-1:] = [Written(part.text[: len(part.text) - len(words)]), before, Written(words)]
        elif before is not None and before.piece is None and _is_mark(part, TagKind.CLOSE):
            words = before.text.rstrip()
            found[-1:] = [Written(words), part, Written(before.text[len(words) :])]
        else:
            found.append(part)
    return [part for part in found if part.text]


def _is_mark(part: Written, kind: TagKind) -> bool:
    """Whether a part opens or closes an emphasis."""
    return part.piece is not None and part.piece.kind is kind and part.piece.name in _MARKS


def _inline(parts: Sequence[Written], env: EnvType, *, cell: bool) -> str:
    """The text with backslashes where it would say something else without them."""
    out = []
    for part, behind in zip_longest(parts, parts[1:]):
        if part.piece is not None:
            out.append(part.text)
            continue
        words = _escaped(part.text, env)
        if words.endswith("!") and behind is not None and behind.text.startswith("["):
            words = words[:-1] + "\\!"
        out.append(words.replace("|", "\\|") if cell else words)
    return "".join(out)


def _escaped(words: str, env: EnvType) -> str:
    """Words with a backslash before what would be a mark; what is filled in by somebody else stays as it is."""
    filled = [found.span() for found in VERBATIM.finditer(words)]
    brackets = [found.span() for found in _BRACKETS.finditer(words) if not _is_link(found[1], env)]
    parts, place = [], 0
    for found in _INLINE.finditer(words):
        at = found.start()
        if _within(at, filled) or (found[0] in "[]" and _within(at, brackets)):
            continue
        if _says_something(words, at, found[0]):
            parts += [words[place:at], "\\"]
            place = at
    return "".join([*parts, words[place:]])


def _within(at: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in ranges)


def _is_link(label: str, env: EnvType) -> bool:
    """Whether `[label]` is a link because its address stands elsewhere in the text."""
    from markdown_it.common.utils import normalizeReference

    known = env.get("references")
    return label.startswith("^") or (isinstance(known, dict) and normalizeReference(label) in known)


def _says_something(words: str, at: int, sign: str) -> bool:
    """Whether a sign may be a mark where it stands; at the edge of words it is taken for one."""
    before, after = words[at - 1 : at], words[at + 1 : at + 2]
    if sign == "\\":
        return not after or (after.isascii() and not after.isalnum() and not after.isspace())
    if sign == "*":
        return not (before.isspace() and after.isspace())
    if sign == "_":
        return not ((before.isspace() and after.isspace()) or (before.isalnum() and after.isalnum()))
    if sign == "<":
        return not after or after.isalpha() or after in "/!?"
    if sign == "~":
        return "~" in (before, after)
    return True


def _begun(text: str) -> str:
    """A text at the beginning of a line, which is no list, heading or quotation."""
    numbered = _NUMBERED.match(text)
    if numbered is not None:
        return f"{numbered[1]}\\{text[numbered.end(1) :]}"
    return "\\" + text if _AT_START.match(text) is not None else text
