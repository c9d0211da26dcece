"""What of a row is shown in the grid, put together from all that is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from desktop.core.finding import Severity
from desktop.core.segment import SegmentState, TaggedText, TagKind
from desktop.core.translation import Row, RowKey
from desktop.core.translation_finding import SegmentFinding, Side
from desktop.core.words import tr, trn
from desktop.runtime.translating_values import TermHit, TermStanding
from desktop.views.editor.marks import ICONS, RANK
from desktop.views.translate.cell_text import Look, TextMark
from desktop.views.translate.words import state_words

if TYPE_CHECKING:
    from desktop.runtime.translating import Translating

SPELLING = "spelling"
"""The check whose findings get a wave."""
_NOTHING = "–"
_LOOKS = {Severity.ERROR: Look.WRONG, Severity.WARNING: Look.DOUBT}
_STATES: dict[SegmentState, tuple[str, str]] = {
    SegmentState.UNTRANSLATED: ("waiting", "text_2"),
    SegmentState.DRAFT: ("pencil", "text_2"),
    SegmentState.TRANSLATED: ("languages", "text_2"),
    SegmentState.REVIEWED: ("check", "supported"),
    SegmentState.APPROVED: ("shield-check", "supported"),
    SegmentState.REJECTED: ("undo", "contradicted"),
}


class Face(msgspec.Struct, frozen=True):
    """A row as it is painted and spoken; the marks are in code points of the two texts."""

    number: str
    source: TaggedText
    target: TaggedText
    kinds: dict[int, TagKind]
    source_marks: tuple[TextMark, ...]
    target_marks: tuple[TextMark, ...]
    icon: str
    icon_role: str
    match: str
    score: str
    score_role: str
    said: str


def face_of(translating: Translating, key: RowKey) -> Face:
    """How a row is shown now."""
    row = translating.rows[key]
    findings = translating.findings(key)
    hits = translating.term_hits(key)
    icon, role = icon_of(row, findings)
    score = translating.score(key)
    gravest = worst(findings)
    return Face(
        number=str(row.number),
        source=row.segment.source,
        target=row.segment.target,
        kinds=kinds_of(row),
        source_marks=(*term_marks(hits, in_source=True), *finding_marks(findings, Side.SOURCE)),
        target_marks=finding_marks(findings, Side.TARGET),
        icon=icon,
        icon_role=role,
        match=match_words(row),
        score=_NOTHING if score is None else str(round(score)),
        score_role="text_2" if score is None else score_role(gravest),
        said=_said(row, findings, score),
    )


def kinds_of(row: Row) -> dict[int, TagKind]:
    """What the tags of a row do, by their numbers."""
    return {tag.number: tag.kind for tag in row.segment.tags}


def worst(findings: Sequence[SegmentFinding]) -> Severity | None:
    """How grave the gravest finding is."""
    return min((finding.severity for finding in findings), key=lambda each: RANK[each], default=None)


def score_role(gravest: Severity | None) -> str:
    """The colour of a score."""
    return {Severity.ERROR: "contradicted", Severity.WARNING: "warning"}.get(gravest or Severity.INFO, "text_1")


def icon_of(row: Row, findings: Sequence[SegmentFinding]) -> tuple[str, str]:
    """The icon of a row: of its gravest finding, else of its state."""
    if row.segment.locked:
        return "lock", "text_2"
    if row.segment.target.is_empty:
        return _STATES[SegmentState.UNTRANSLATED]
    gravest = worst(findings)
    if gravest in _LOOKS:
        return ICONS[gravest]
    if row.changed_source:
        return "retry", "warning"
    return _STATES[state_of(row)]


def state_of(row: Row) -> SegmentState:
    """The state of a row as the desk keeps it."""
    return row.note.state or row.segment.state


def match_words(row: Row) -> str:
    """The percentage of the best match of the memories."""
    return tr("{n} %", n=row.note.match) if row.note.match else _NOTHING


def finding_marks(findings: Iterable[SegmentFinding], side: Side) -> tuple[TextMark, ...]:
    """The marks of findings on one side; advice has none until its card is open."""
    return tuple(
        TextMark(each.start, each.end, Look.WAVE if each.check == SPELLING else _LOOKS[each.severity])
        for each in findings
        if each.side is side and each.severity in _LOOKS and each.end > each.start
    )


def term_marks(hits: Iterable[TermHit], *, in_source: bool) -> tuple[TextMark, ...]:
    """The marks of terms that are there; forbidden ones are marked by their finding."""
    return tuple(
        TextMark(hit.start, hit.end, Look.TERM)
        for hit in hits
        if hit.in_source is in_source and hit.standing is not TermStanding.FORBIDDEN
    )


def _said(row: Row, findings: Sequence[SegmentFinding], score: float | None) -> str:
    """The whole row in words."""
    segment = row.segment
    parts = [
        tr("Row {n}", n=row.number),
        segment.source.words.strip(),
        segment.target.words.strip() or tr("Not translated yet"),
        tr("locked") if segment.locked else state_words(state_of(row)),
        tr("match {n} %", n=row.note.match) if row.note.match else "",
        tr("score {n}", n=round(score)) if score is not None else "",
        trn("{n} finding", "{n} findings", len(findings)) if findings else "",
        tr("the source changed") if row.changed_source else "",
    ]
    return ", ".join(part for part in parts if part)
