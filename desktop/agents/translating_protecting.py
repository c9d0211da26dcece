"""Keeps tags, placeholders, addresses and names whole while a segment is translated.

A model sees each of them as a short sign (`<1>`), which small models carry well, and gives it back. What it loses is
put in its place by rule, so that none is ever missing; a pair around the whole of a segment is not sent at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import msgspec

from desktop.checks.bitext.pair import Half
from desktop.core.merge_tags import find_tags
from desktop.core.segment import Chip, Segment, Tag, TaggedText, TagKind

_FIRST = 0xE100
"""Each thing is one letter of the private use area while texts are taken apart and put together."""
_MOST = 400
_ANGLE, _SQUARE = ("<", ">"), ("[[", "]]")
_SIGNS = {
    _ANGLE: re.compile(r"</?\s*(\d{1,3})\s*/?>"),
    _SQUARE: re.compile(r"\[{1,2}\s*(\d{1,3})\s*\]{1,2}"),
}
_LETTER = re.compile("[\ue100-\ue2ff]")
_WORD = re.compile(r"[^\s\ue100-\ue2ff]+")
_MARKUP = re.compile(r"</?[A-Za-z][^<>\n]{0,300}>")
_GLUED = 12


class Kept(msgspec.Struct, frozen=True):
    """Something that stays: its `text`, and of a tag its number and what it does; `partner` closes or opens it."""

    text: str
    tag: int = 0
    kind: TagKind = TagKind.ALONE
    partner: int = -1


class Guarded(msgspec.Struct, frozen=True):
    """A source to translate: `inner` has a letter for each thing of `kept`; `before` and `after` stand around it."""

    inner: str
    kept: tuple[Kept, ...]
    before: str = ""
    after: str = ""
    square: bool = False

    @property
    def shown(self) -> str:
        """What a model sees."""
        return self.sign_all(self.inner)

    def sign_all(self, text: str) -> str:
        """A text with signs in the place of letters."""
        return _LETTER.sub(lambda found: self.sign(_index(found[0])), text)

    def sign(self, index: int) -> str:
        """The sign of a thing; things with the same words share one."""
        first = next(place for place, each in enumerate(self.kept) if each == self.kept[index] or place == index)
        opening, closing = _SQUARE if self.square else _ANGLE
        return f"{opening}{first + 1}{closing}"

    @property
    def signs(self) -> tuple[str, ...]:
        """The signs that a model sees, each once."""
        return tuple(dict.fromkeys(self.sign(_index(each)) for each in _LETTER.findall(self.inner)))

    @property
    def has_words(self) -> bool:
        """Whether there is anything to translate."""
        return any(letter.isalpha() for letter in _LETTER.sub("", self.inner))


class Loss(msgspec.Struct, frozen=True):
    """What an answer did to the signs: those it lost and those it has too many, and whether pairs stand wrong."""

    lost: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    crossed: bool = False

    @property
    def is_none(self) -> bool:
        """Whether each sign is there as it was."""
        return not (self.lost or self.added or self.crossed)


def guard(segment: Segment, language: str, brands: Iterable[str] = ()) -> Guarded:
    """The source of a segment with a letter for each thing that stays."""
    spans = _spans(segment.source, language, tuple(brands))[:_MOST]
    partners = _partners(segment, [number for _, _, number in spans])
    tags = {tag.number: tag for tag in segment.tags}
    parts, kept, place = [], [], 0
    for index, (start, end, number) in enumerate(spans):
        parts += [segment.source.text[place:start], chr(_FIRST + index)]
        kept.append(_kept(segment.source.text[start:end], tags.get(number), partners.get(index, -1)))
        place = end
    whole = "".join([*parts, segment.source.text[place:]])
    inner = _unwrapped(whole, tuple(kept))
    at = whole.find(inner) if inner else 0
    square = bool(_SIGNS[_ANGLE].search(inner))
    return Guarded(inner, tuple(kept), whole[:at], whole[at + len(inner) :], square)


def read_signs(answer: str, guarded: Guarded) -> str:
    """An answer with a letter for each sign; a sign that nothing has is gone."""
    wanted = Counter(guarded.sign(_index(each)) for each in _LETTER.findall(guarded.inner))
    letters: dict[str, list[str]] = {}
    for each in _LETTER.findall(guarded.inner):
        letters.setdefault(guarded.sign(_index(each)), []).append(each)

    def letter(found: re.Match[str]) -> str:
        opening, closing = _SQUARE if guarded.square else _ANGLE
        sign = f"{opening}{found[1]}{closing}"
        if sign not in wanted:
            return "\ue300"
        waiting = letters[sign]
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    text = _SIGNS[_SQUARE if guarded.square else _ANGLE].sub(letter, answer)
    for index, each in enumerate(guarded.kept):  # written out instead of its sign
        own = chr(_FIRST + index)
        if own in guarded.inner and own not in text and len(each.text) > 1 and each.text in text:
            text = text.replace(each.text, own, 1)
    return text


def loss_of(text: str, guarded: Guarded) -> Loss:
    """What became of the things of a source in a translation with letters."""
    wanted, there = Counter(_LETTER.findall(guarded.inner)), Counter(_LETTER.findall(text))
    lost = tuple(guarded.sign(_index(each)) for each in (wanted - there).elements())
    added = tuple(guarded.sign(_index(each)) for each in (there - wanted).elements())
    unknown = ("?",) * text.count("\ue300")
    return Loss(lost, added + unknown, not lost and not added and not _fits(text, guarded))


def all_placed(text: str, guarded: Guarded) -> str:
    """A translation in which each thing stands once: too many are taken out, lost ones come in where they stood."""
    text = text.replace("\ue300", "")
    left = Counter(_LETTER.findall(guarded.inner))
    parts: list[str] = []
    for each in text:
        if _LETTER.match(each):
            left[each] -= 1
            if left[each] < 0:
                continue
        parts.append(each)
    text = "".join(parts)
    for found in _LETTER.finditer(guarded.inner):
        if found[0] not in text:
            text = _with(text, found.start(), guarded)
    return _tidied(text if _fits(text, guarded) else _in_order(text, guarded), guarded)


def restored(text: str, guarded: Guarded) -> TaggedText:
    """A translation with letters as the text it is, with what stood around the source around it."""
    parts: list[str] = []
    chips: list[Chip] = []
    length = 0
    for each in f"{guarded.before}{text}{guarded.after}":
        written = each
        if _LETTER.match(each):
            kept = guarded.kept[_index(each)]
            written = kept.text
            if kept.tag:
                chips.append(Chip(length, kept.tag))
        parts.append(written)
        length += len(written)
    return TaggedText("".join(parts), tuple(chips))


def _tidied(text: str, guarded: Guarded) -> str:
    """Pairs close around their words as in the source: models like to set blanks within them."""
    source = guarded.inner
    for at, letter in ((found.start(), found[0]) for found in _LETTER.finditer(source)):
        kept = guarded.kept[_index(letter)]
        place = text.find(letter)
        if kept.partner < 0 or place < 0:
            continue
        before, after = text[:place], text[place + 1 :]
        if kept.kind is TagKind.OPEN and after[:1].isspace() and not source[at + 1 : at + 2].isspace():
            gap = " " if before and not before[-1].isspace() else ""
            text = f"{before}{gap}{letter}{after.lstrip()}"
        elif kept.kind is TagKind.CLOSE and before[-1:].isspace() and not source[at - 1].isspace():
            gap = " " if after[:1].isalnum() else ""
            text = f"{before.rstrip()}{letter}{gap}{after}"
    return text


def _index(letter: str) -> int:
    return ord(letter) - _FIRST


def _kept(text: str, tag: Tag | None, partner: int) -> Kept:
    return Kept(text) if tag is None else Kept(text, tag.number, tag.kind, partner)


def _spans(source: TaggedText, language: str, brands: tuple[str, ...]) -> list[tuple[int, int, int]]:
    """What stays in a text, in its order, none within another; a tag with its number."""
    half = Half(source, language)
    found = [(chip.start, chip.end, chip.number) for chip in source.chips]
    found += [(code.start, code.end, 0) for code in (*half.addresses, *half.placeholders)]
    found += [(tag.start, tag.end, 0) for tag in find_tags(source.text)]
    found += [(*each.span(), 0) for each in _MARKUP.finditer(source.text)]
    for brand in (each for each in brands if each.strip()):
        found += [(*each.span(), 0) for each in re.finditer(rf"(?<!\w){re.escape(brand)}(?!\w)", source.text)]
    apart: list[tuple[int, int, int]] = []
    for span in sorted(found, key=lambda each: (not each[2], each[0], -each[1])):
        if not any(span[0] < other[1] and other[0] < span[1] for other in apart):
            apart.append(span)
    return sorted(apart)


def _partners(segment: Segment, numbers: list[int]) -> dict[int, int]:
    """Which tag closes which, by their places among the things that stay."""
    tags = {tag.number: tag for tag in segment.tags}
    open_ones: list[tuple[str, int]] = []
    found: dict[int, int] = {}
    for index, number in enumerate(numbers):
        tag = tags.get(number) if number else None
        if tag is None or tag.kind is TagKind.ALONE:
            continue
        if tag.kind is TagKind.OPEN:
            open_ones.append((tag.key, index))
            continue
        same = next((each for each in reversed(open_ones) if each[0] == tag.key), None)
        if same is not None:
            open_ones.remove(same)
            found[same[1]], found[index] = index, same[1]
    return found


def _unwrapped(whole: str, kept: tuple[Kept, ...]) -> str:
    """The text within the blanks and the pairs of tags that are around all of it."""
    text = whole.strip()
    while len(text) > 2 and _LETTER.match(text[0]) and _LETTER.match(text[-1]):
        if kept[_index(text[0])].partner != _index(text[-1]):
            break
        text = text[1:-1].strip()
    return text


def _fits(text: str, guarded: Guarded) -> bool:
    """Whether the pairs stand as well as in the source."""
    return _nested(text, guarded) or not _nested(guarded.inner, guarded)


def _nested(text: str, guarded: Guarded) -> bool:
    """Whether each pair opens before it closes, and none crosses another."""
    waiting: list[int] = []
    for each in _LETTER.findall(text):
        index = _index(each)
        kept = guarded.kept[index]
        if kept.partner < 0:
            continue
        if kept.kind is TagKind.OPEN:
            waiting.append(index)
        elif not waiting or waiting.pop() != kept.partner:
            return False
    return True


def _in_order(text: str, guarded: Guarded) -> str:
    """The same places for the tags of pairs, in the order of the source."""
    of_pairs = iter([each for each in _LETTER.findall(guarded.inner) if guarded.kept[_index(each)].partner >= 0])
    return _LETTER.sub(lambda found: next(of_pairs) if guarded.kept[_index(found[0])].partner >= 0 else found[0], text)


def _with(text: str, at: int, guarded: Guarded) -> str:
    """A translation with one more letter: beside what it stands beside in the source, else as far along the words."""
    source, letter = guarded.inner, guarded.inner[at]
    kept = guarded.kept[_index(letter)]
    low, high = _bounds(text, at, source)
    closes = kept.kind is TagKind.CLOSE
    beside = _beside(text, source, at, closes=closes)
    if beside is not None and low <= beside <= high:
        place = beside
    else:
        words = list(_WORD.finditer(text))
        share = len(_WORD.findall(source[:at])) / max(1, len(_WORD.findall(source)))
        places = [each.end() if closes else each.start() for each in words]
        places += [len(text)] if not closes else [0]
        inside = [each for each in sorted(set(places)) if low <= each <= high] or [min(max(low, 0), len(text))]
        wanted = share * len(text)
        place = min(inside, key=lambda each: abs(each - wanted))
    before = " " if at and source[at - 1].isspace() and place and not text[place - 1].isspace() else ""
    spaced = source[at + 1 : at + 2].isspace()
    after = " " if spaced and place < len(text) and not text[place].isspace() else ""
    return f"{text[:place]}{before}{letter}{after}{text[place:]}"


def _bounds(text: str, at: int, source: str) -> tuple[int, int]:
    """Between which places a letter belongs: after the one before it in the source, before the one behind it."""
    low, high = 0, len(text)
    for found in _LETTER.finditer(source):
        there = text.find(found[0])
        if there < 0:
            continue
        if found.start() < at:
            low = max(low, there + 1)
        elif found.start() > at and there < high:
            high = there
    return (low, high) if low <= high else (0, len(text))


def _beside(text: str, source: str, at: int, *, closes: bool) -> int | None:
    """Where the same letters stand in both texts that the source has directly beside this place."""
    right = re.match(r"[^\s\ue100-\ue2ff]+", source[at + 1 : at + 1 + _GLUED])
    left = re.search(r"[^\s\ue100-\ue2ff]+$", source[max(0, at - _GLUED) : at])
    if left is not None and (closes or right is None) and text.count(left[0]) == 1:
        return text.index(left[0]) + len(left[0])
    if right is not None and text.count(right[0]) == 1:
        return text.index(right[0])
    return None


def as_letters(target: TaggedText, guarded: Guarded) -> str:
    """An existing translation of a guarded source with letters for what stays, without what stands around it."""
    numbers = {each.tag: index for index, each in enumerate(guarded.kept) if each.tag}
    parts, place = [], 0
    for chip in target.chips:
        parts.append(target.text[place : chip.start])
        parts += [chr(_FIRST + numbers[chip.number])] if chip.number in numbers else []
        place = chip.end
    text = "".join([*parts, target.text[place:]])
    for index, each in enumerate(guarded.kept):
        if not each.tag and chr(_FIRST + index) in guarded.inner:
            text = text.replace(each.text, chr(_FIRST + index), 1)
    around = set(_LETTER.findall(guarded.before + guarded.after))
    return "".join(each for each in text if each not in around).strip()
