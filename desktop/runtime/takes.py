"""Where a piece of a variant goes in the draft's text, and which spaces and line breaks go with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from desktop.core.copy import Copy, FieldValue, field_of
from desktop.core.provenance import Source

NEARLY_THE_SAME = 80.0
"""From this `token_set_ratio` of rapidfuzz on, a sentence takes the place of the other."""

_MARKER = re.compile(r"[ \t]*(?:[-*•–]|\d{1,3}[.)])[ \t]+")
_WORD = re.compile(r"\w+(?:[’'.,\-]\w+)*")
_NO_SPACE_BEFORE = ".,;:!?…)]}”’»%"
_NO_SPACE_AFTER = "([{“‘«„"


class Part(msgspec.Struct, frozen=True):
    """A piece of a text, without the white space and the mark of a list item around it.

    `sentences` are how many whole ones it is, 0 for a piece of one; an `item` stood in a list, a `paragraph` on lines
    of its own in a text that has more of them.
    """

    text: str
    sentences: int = 1
    item: bool = False
    paragraph: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """Its lines, each without the mark of a list item."""
        return tuple(bare(line) for line in self.text.split("\n") if line.strip())


class Taken(msgspec.Struct, frozen=True):
    """The draft's field with the piece in it, and where the piece's texts stand: address and text.

    `there`: all of it stood there already, and nothing was changed.
    """

    value: FieldValue
    placed: tuple[tuple[str, str], ...] = ()
    there: bool = False


def bare(line: str) -> str:
    """A line without the mark of a list item and the white space around it."""
    found = _MARKER.match(line)
    return line[found.end() if found else 0 :].strip()


def part_of(text: str, start: int, end: int, language: str, *, listed: bool) -> Part | None:
    """The piece from `start` to `end` (code points); `listed`: each line is an item. `None` when no word is in it."""
    from desktop.checks.sentences import sentences_of

    start, end = max(0, min(start, end)), min(len(text), max(start, end))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    line = text.rfind("\n", 0, start) + 1
    mark = _MARKER.match(text, line)
    begins = mark.end() if mark is not None and not listed else line
    item = (listed or mark is not None) and start <= begins
    if mark is not None and start < begins:
        start = min(begins, end)
    if not text[start:end].strip():
        return None
    spans = [(max(begin, _after_mark(text, begin)), stop) for begin, stop in sentences_of(text, language)]
    begun = [begin for begin, stop in spans if begin >= start and stop <= end]
    ended = [stop for begin, stop in spans if begin >= start and stop <= end]
    whole = bool(begun) and begun[0] == start and ended[-1] == end
    stop = text.find("\n", end)
    alone = not text[line:start].strip() and not text[end : stop if stop >= 0 else len(text)].strip()
    paragraph = whole and not item and not listed and alone and "\n" in text.strip()
    return Part(text[start:end], len(begun) if whole else 0, item and (whole or listed), paragraph)


def take(part: Part, value: FieldValue, language: str, *, listed: bool, at: int = -1) -> Taken:
    """Put a piece into a field: where `at` says, else in the place of what says nearly the same, else at the end."""
    if listed or not isinstance(value, str):
        items = tuple(value.split("\n")) if isinstance(value, str) else value
        return _into_list(part, tuple(item for item in items if item.strip()), at)
    return _into_text(part, value, language, at)


def landing(part: Part, value: FieldValue, language: str, *, listed: bool, at: int = -1) -> int:
    """Where `take` would put a piece, in code points of the field as one text (a list has one item a line)."""
    if listed or not isinstance(value, str):
        items = tuple(value.split("\n")) if isinstance(value, str) else value
        text = "\n".join(items)
        place = _line_of(text, at) if at >= 0 else nearest(part.text, items)
        return len(text) if not 0 <= place < len(items) else sum(len(item) + 1 for item in items[:place])
    if at >= 0:
        return _border(at, _line_borders(value) if part.item or part.paragraph else _borders(part, value, language))
    span = _alike(part, value, language)
    return span[0] if span is not None else len(value.rstrip())


def texts_of(value: FieldValue, language: str, *, most: int = 200) -> tuple[str, ...]:
    """The sentences of a text, so that where each comes from is known for as long as it stands; few for long ones."""
    from desktop.checks.sentences import paragraphs_of, sentences_of

    if not isinstance(value, str):
        return tuple(item for item in value if item.strip())
    spans: Sequence[tuple[int, int]] = sentences_of(value, language)
    if len(spans) > most:
        spans = paragraphs_of(value)
    if len(spans) > most:
        return (value,)
    return tuple(bare(value[start:end]) for start, end in spans if bare(value[start:end]))


def addressed_again(sources: Iterable[Source], copy: Copy) -> tuple[Source, ...]:
    """Sources of list items where these stand in the copy; those of which no word is left are gone."""
    texts = dict(copy.addressed())
    found: list[Source] = []
    for source in sources:
        if source.text in texts.get(source.field, ""):
            found.append(source)
            continue
        name = field_of(source.field)
        if name == source.field:
            continue
        address = next((each for each, text in texts.items() if field_of(each) == name and source.text in text), "")
        if address:
            found.append(msgspec.structs.replace(source, field=address))
    return tuple(found)


def nearest(text: str, others: Sequence[str]) -> int:
    """The place of the one that says nearly the same; -1 when none does."""
    from rapidfuzz import fuzz, process  # 0.1 s that a window does not wait for

    asked, words = _words(text), [_words(other) for other in others]
    close = process.extract(asked, words, scorer=fuzz.token_set_ratio, score_cutoff=NEARLY_THE_SAME, limit=None)
    best = max(close, key=lambda each: (each[1], fuzz.ratio(asked, each[0])), default=None)
    return best[2] if best is not None and asked else -1


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _after_mark(text: str, at: int) -> int:
    found = _MARKER.match(text, at)
    return found.end() if found is not None else at


def _into_list(part: Part, items: tuple[str, ...], at: int) -> Taken:
    new = [line for line in part.lines if line not in items]
    if not new:
        return Taken(items, there=True)
    made = list(items)
    if at >= 0:
        place = _line_of("\n".join(items), at)
        made[place:place] = new
    else:
        for line in new:
            place = nearest(line, items)
            if place >= 0 and made[place] == items[place]:
                made[place] = line
            else:
                made.append(line)
    return Taken(tuple(made), tuple((f"[{made.index(line)}]", line) for line in new))


def _line_of(text: str, at: int) -> int:
    """Before which line of a list a place is: the nearer border of the line that it is in."""
    if not text:
        return 0
    at = min(at, len(text))
    line = text.count("\n", 0, at)
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    middle = (start + (end if end >= 0 else len(text))) / 2
    return line if at < middle else line + 1


def _into_text(part: Part, text: str, language: str, at: int) -> Taken:
    placed = tuple(("", line) for line in part.lines) if part.item else (("", part.text),)
    if all(_stands(piece, text) for _, piece in placed):
        return Taken(text, there=True)
    if at < 0:
        replaced = _in_place(part, text, language)
        if replaced is not None:
            return Taken(replaced, (("", "\n".join(part.lines) if part.item else part.text),))
    words = "\n".join(f"- {line}" for line in part.lines) if part.item else part.text
    if part.item or part.paragraph:
        place = len(text.rstrip()) if at < 0 else _border(at, _line_borders(text))
        made = _on_lines(text[:place], words, text[place:], part)
    else:
        place = len(text.rstrip()) if at < 0 else _border(at, _borders(part, text, language))
        made = _in_line(text[:place], words, text[place:])
    return Taken(made, placed)


def _stands(piece: str, text: str) -> bool:
    """Whether the words stand in the text, not as a part of longer ones."""
    start = text.find(piece)
    while start >= 0:
        end = start + len(piece)
        before, after = text[start - 1 : start], text[end : end + 1]
        if not (before.isalnum() and piece[:1].isalnum()) and not (after.isalnum() and piece[-1:].isalnum()):
            return True
        start = text.find(piece, start + 1)
    return False


def _in_place(part: Part, text: str, language: str) -> str | None:
    """The text with the piece in the place of the sentence, or paragraph, that says nearly the same."""
    span = _alike(part, text, language)
    if span is None:
        return None
    return text[: span[0]] + ("\n".join(part.lines) if part.item else part.text) + text[span[1] :]


def _alike(part: Part, text: str, language: str) -> tuple[int, int] | None:
    """Where a sentence, or paragraph, says nearly the same; without the mark of a list item."""
    from desktop.checks.sentences import paragraphs_of, sentences_of

    if not part.sentences:
        return None
    spans: Sequence[tuple[int, int]] = sentences_of(text, language) if part.sentences == 1 else paragraphs_of(text)
    place = nearest(part.text, [text[start:end] for start, end in spans])
    if place < 0:
        return None
    start, end = spans[place]
    return min(_after_mark(text, start), end), end


def _borders(part: Part, text: str, language: str) -> list[int]:
    """Where a sentence may be put: before and after each sentence; a piece of one beside each word."""
    from desktop.checks.sentences import sentences_of

    if part.sentences:
        spans: Iterable[tuple[int, int]] = sentences_of(text, language)
        return [border for start, end in spans for border in (_after_mark(text, start), end)]
    return [border for found in re.finditer(r"\S+", text) for border in found.span()]


def _line_borders(text: str) -> list[int]:
    return [border for found in re.finditer(r"[^\n]+", text) for border in found.span()]


def _border(at: int, borders: list[int]) -> int:
    return min(borders, key=lambda border: abs(border - at), default=0)


def _in_line(left: str, piece: str, right: str) -> str:
    """In the run of the text: one space on each side, none beside a line break or before a full stop."""
    before, after = left.rstrip(" \t"), right.lstrip(" \t")
    first = "" if not before or before.endswith("\n") or before[-1] in _NO_SPACE_AFTER else " "
    last = "" if not after or after.startswith("\n") or after[0] in _NO_SPACE_BEFORE else " "
    if not after.strip():
        after = last = ""
    return f"{before}{first}{piece}{last}{after}"


def _on_lines(left: str, piece: str, right: str, part: Part) -> str:
    """On lines of its own: items stand close together, paragraphs as far apart as those that are there."""
    before, after = left.rstrip(), right.lstrip("\n") if right.strip() else ""
    beside = _is_item(before.rpartition("\n")[2]), _is_item(after.partition("\n")[0])
    apart = "\n" if "\n" in f"{left}{right}".strip() and "\n\n" not in f"{left}{right}" else "\n\n"
    first = "" if not before else "\n" if part.item and beside[0] else apart
    last = "" if not after else "\n" if part.item and beside[1] else apart
    return f"{before}{first}{piece}{last}{after}"


def _is_item(line: str) -> bool:
    return _MARKER.match(line) is not None
