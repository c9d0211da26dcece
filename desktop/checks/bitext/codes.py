"""Tags, placeholders and addresses, which a translation keeps as they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from desktop.checks.bitext.coded import Code, Mark, escapes_in, is_broken
from desktop.checks.bitext.pair import Half, Pair, Spot
from desktop.core.finding import Severity
from desktop.core.segment import TagKind
from desktop.core.words import tr


def tags(pair: Pair) -> Iterator[Spot]:
    """Inline tags that are missing, that are there too often, or that close before they open."""
    if not pair.source.tagged.chips and not pair.target.tagged.chips:
        return
    ours, theirs = Counter(pair.source.tagged.numbers), Counter(pair.target.tagged.numbers)
    kinds = {tag.number: tag for tag in pair.segment.tags}
    for chip in pair.source.tagged.chips:
        if theirs[chip.number] < ours[chip.number]:
            ours[chip.number] -= 1
            message = tr("The tag {tag} is missing in the translation.", tag=chip.text)
            yield pair.on_source("tags", Severity.ERROR, chip.start, chip.end, message)
    left = Counter(pair.source.tagged.numbers)
    opened: list[str] = []
    for chip in pair.target.tagged.chips:
        left[chip.number] -= 1
        if left[chip.number] < 0:
            message = tr("The tag {tag} is not in the source.", tag=chip.text)
            yield pair.on_target("tags", Severity.ERROR, chip.start, chip.end, message)
            continue
        tag = kinds.get(chip.number)
        if tag is None or tag.kind is TagKind.ALONE:
            continue
        if tag.kind is TagKind.OPEN:
            opened.append(tag.key)
        elif not opened or opened.pop() != tag.key:
            message = tr("The tag {tag} closes what is not open there.", tag=chip.text)
            yield pair.on_target("tags", Severity.ERROR, chip.start, chip.end, message)


def placeholders(pair: Pair) -> Iterator[Spot]:
    """Placeholders and merge tags: each as often as in the source, in an order that the program can fill."""
    ours, theirs = pair.source.placeholders, pair.target.placeholders
    if ours or theirs:
        if not all("$" in key for code in (*ours, *theirs) if (key := code.key).startswith("%") and "{" not in key):
            ours, theirs = _unnumbered(ours), _unnumbered(theirs)
        spots = list(_kept(pair, "placeholders", [c for c in ours if c.key], [c for c in theirs if c.key]))
        yield from spots or _order(pair, ours, theirs)
    if is_broken(pair.target.text) and not is_broken(pair.source.text):
        message = tr("A brace has no other half.")
        yield pair.on_target("placeholders", Severity.ERROR, 0, len(pair.target.text), message)
    yield from _escapes(pair)
    yield from _accelerators(pair)


_NUMBERED = re.compile(r"^%\d+\$")


def _unnumbered(codes: Sequence[Code]) -> tuple[Code, ...]:
    return tuple(msgspec.structs.replace(code, key=_NUMBERED.sub("%", code.key)) for code in codes)


def _order(pair: Pair, ours: Sequence[Code], theirs: Sequence[Code]) -> Iterator[Spot]:
    """Values of several kinds that stand in another order without numbers: a text would be filled in for a number."""
    if any(_NUMBERED.match(code.text) for code in theirs):
        return
    kinds = [[code.key for code in codes if len(code.key) == 2 and code.key[0] == "%"] for codes in (ours, theirs)]
    if kinds[0] != kinds[1] and len(kinds[0]) == len(kinds[1]):
        place = next(code for code in theirs if code.key in kinds[1])
        message = tr("The placeholders stand in another order and have no numbers.")
        yield pair.on_target("placeholders", Severity.ERROR, place.start, place.end, message)


def _escapes(pair: Pair) -> Iterator[Spot]:
    """Line breaks written as `\\n`, which the program reads."""
    ours, theirs = Counter(escapes_in(pair.source.text)), Counter(escapes_in(pair.target.text))
    for escape in ("\\n", "\\t", "\\r"):
        if bool(ours[escape]) is not bool(theirs[escape]):
            message = tr("“{code}” of the source is missing in the translation.", code=escape)
            if theirs[escape]:
                message = tr("“{code}” is not in the source.", code=escape)
            yield pair.on_target("placeholders", Severity.WARNING, 0, len(pair.target.text), message)


_ACCELERATOR = re.compile(r"(?<!&)&(?=[^\W\d_])(?!\w+;)")
_SHORT = 60


def _accelerators(pair: Pair) -> Iterator[Spot]:
    """The key of a menu's entry, as in `&File`: where it begins the source, the translation has one too."""
    source = pair.source.text
    start = len(source) - len(source.lstrip())
    if source[start : start + 1] != "&" or len(source) > _SHORT or len(_ACCELERATOR.findall(source)) != 1:
        return
    if not _ACCELERATOR.search(pair.target.text):
        message = tr("The key of the menu, “{key}”, is missing in the translation.", key=source[start : start + 2])
        yield pair.on_source("placeholders", Severity.WARNING, start, start + 2, message)


def markup(pair: Pair) -> Iterator[Spot]:
    """Markup that stands in the text as it is, as in PO files: each element as often as in the source, and nested."""
    ours, theirs = pair.source.marks, pair.target.marks
    if not ours and not theirs:
        return
    spots = list(_kept(pair, "tags", [_element(mark) for mark in ours], [_element(mark) for mark in theirs]))
    yield from spots
    opened: list[str] = []
    for mark in theirs if not spots else ():
        if mark.opens:
            opened.append(mark.name)
        elif mark.closes and (not opened or opened.pop() != mark.name) and _is_nested(ours):
            message = tr("The tag {tag} closes what is not open there.", tag=mark.text)
            yield pair.on_target("tags", Severity.ERROR, mark.start, mark.end, message)
            return


def _element(mark: Mark) -> Code:
    return Code(mark.start, mark.end, mark.text, f"<{'/' if mark.closes else ''}{mark.name}>")


def _is_nested(marks: Sequence[Mark]) -> bool:
    opened: list[str] = []
    for mark in marks:
        if mark.opens:
            opened.append(mark.name)
        elif mark.closes and (not opened or opened.pop() != mark.name):
            return False
    return not opened


def addresses(pair: Pair) -> Iterator[Spot]:
    """Web addresses, of which the language's own part may differ, and mail addresses."""
    for check, is_mail in (("url", False), ("email", True)):
        ours = [code for code in pair.source.addresses if _is_mail(code) is is_mail]
        theirs = [code for code in pair.target.addresses if _is_mail(code) is is_mail]
        if not ours and not theirs:
            continue
        if not is_mail and len(ours) == len(theirs):
            alike = [
                (one, other)
                for one, other in zip(ours, theirs, strict=True)
                if not _localised(one.text, other.text, pair)
            ]
            ours, theirs = [one for one, _ in alike], [other for _, other in alike]
        yield from _kept(pair, check, ours, theirs)


def _is_mail(code: Code) -> bool:
    return "@" in code.text and "://" not in code.text and not code.text.lower().startswith("www.")


_REGIONS = {
    "en": {"en", "us", "gb", "uk", "eng"},
    "nl": {"nl", "be", "nld"},
    "sv": {"sv", "se", "swe"},
    "de": {"de", "at", "ch", "deu"},
}
_PARTS = re.compile(r"[^a-z0-9]+")


def _localised(one: str, other: str, pair: Pair) -> bool:
    """Whether two addresses differ in the language alone: `/en/` and `/nl/`, `en.` and `sv.`; the host's end stays."""
    if one == other:
        return True
    ours, theirs = _PARTS.split(one.lower()), _PARTS.split(other.lower())
    if len(ours) != len(theirs) or _PARTS.findall(one.lower()) != _PARTS.findall(other.lower()):
        return False
    known, wanted = _codes_of(pair.source), _codes_of(pair.target)
    return all(here == there or (here in known and there in wanted) for here, there in zip(ours, theirs, strict=True))


def _codes_of(half: Half) -> set[str]:
    named = set(_PARTS.split(half.region.lower()))
    return _REGIONS.get(half.language, set()) | named | {half.language}


def _key(code: Code) -> str:
    return code.key or code.text


def _kept(pair: Pair, check: str, ours: Sequence[Code], theirs: Sequence[Code]) -> Iterator[Spot]:
    """What only one of the texts has; what stands in its place is offered."""
    there, here = Counter(map(_key, theirs)), Counter(map(_key, ours))
    missing = []
    for code in ours:
        if there[_key(code)] > 0:
            there[_key(code)] -= 1
        else:
            missing.append(code)
    added = []
    for code in theirs:
        if here[_key(code)] > 0:
            here[_key(code)] -= 1
        else:
            added.append(code)
    for code in added:
        fixes = [missing[0].text] if missing else []
        message = tr("“{code}” is not in the source.", code=code.text)
        yield pair.on_target(check, Severity.ERROR, code.start, code.end, message, *fixes)
    for code in missing if not added else ():
        message = tr("“{code}” of the source is missing in the translation.", code=code.text)
        yield pair.on_source(check, Severity.ERROR, code.start, code.end, message)
