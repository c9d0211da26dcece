"""Pairs of texts for the checks of translations."""

from __future__ import annotations

from desktop.checks.bitext.catalogue import check_pair
from desktop.checks.bitext.pair import Pair, SegmentFinding, Surroundings
from desktop.core.finding import Severity
from desktop.core.segment import Segment, Tag, TaggedText, TagKind, tagged

NOTHING = Surroundings()
TAGS = (
    Tag(1, TagKind.OPEN, "<b>", "b:1"),
    Tag(2, TagKind.CLOSE, "</b>", "b:1"),
    Tag(3, TagKind.ALONE, "<br/>", "br:2"),
)


def found(
    languages: str, source: str, target: str, around: Surroundings = NOTHING, most: int = 0
) -> list[SegmentFinding]:
    """What the checks say; `languages` is `en-nl`, and `<1>` in the texts is a tag."""
    ours, theirs = [
        tagged(text.replace("<", "{").replace(">", "}"), {1, 2, 3}) if "<" in text else TaggedText(text)
        for text in (source, target)
    ]
    segment = Segment("s", "s", ours, theirs, tags=TAGS, most=most)
    first, _, second = languages.partition("-")
    return check_pair(Pair(segment, first, second, around))


def alarms(languages: str, source: str, target: str, around: Surroundings = NOTHING) -> set[str]:
    """The ids of all checks that say more than advice."""
    return {each.check for each in found(languages, source, target, around) if each.severity is not Severity.INFO}
