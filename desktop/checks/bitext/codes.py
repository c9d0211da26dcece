"""Tags, placeholders and addresses, which a translation keeps as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from desktop.checks.bitext.pair import Code, Pair, Spot
from desktop.core.finding import Severity
from desktop.core.segment import TagKind
from desktop.core.words import tr


def tags(pair: Pair) -> Iterator[Spot]:
    """Inline tags that are missing, that are there too often, or that close before they open."""
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
    """Placeholders and merge tags: each as often as in the source, letter for letter."""
    yield from _kept(pair, "placeholders", pair.source.placeholders, pair.target.placeholders)


def addresses(pair: Pair) -> Iterator[Spot]:
    """Web addresses, of which the language's own part may differ, and mail addresses."""
    for check, is_mail in (("url", False), ("email", True)):
        ours = [code for code in pair.source.addresses if _is_mail(code) is is_mail]
        theirs = [code for code in pair.target.addresses if _is_mail(code) is is_mail]
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


def _localised(one: str, other: str, pair: Pair) -> bool:
    """Whether two addresses differ in the language alone: `/en/` and `/nl/`, `.com` stays."""
    if one == other:
        return True
    marks = ((pair.source.language, pair.target.language), (pair.source.region.lower(), pair.target.region.lower()))
    return any(
        one.lower().replace(f"/{ours}/", f"/{theirs}/").replace(f"={ours}", f"={theirs}") == other.lower()
        for ours, theirs in marks
    )


def _kept(pair: Pair, check: str, ours: Sequence[Code], theirs: Sequence[Code]) -> Iterator[Spot]:
    """What only one of the texts has; what stands in its place is offered."""
    there, here = Counter(code.text for code in theirs), Counter(code.text for code in ours)
    missing = []
    for code in ours:
        if there[code.text] > 0:
            there[code.text] -= 1
        else:
            missing.append(code)
    added = []
    for code in theirs:
        if here[code.text] > 0:
            here[code.text] -= 1
        else:
            added.append(code)
    for code in added:
        fixes = [missing[0].text] if missing else []
        message = tr("“{code}” is not in the source.", code=code.text)
        yield pair.on_target(check, Severity.ERROR, code.start, code.end, message, *fixes)
    for code in missing if not added else ():
        message = tr("“{code}” of the source is missing in the translation.", code=code.text)
        yield pair.on_source(check, Severity.ERROR, code.start, code.end, message)
