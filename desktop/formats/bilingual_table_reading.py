"""Bilingual tables that come back from people: what became of the targets, and what was remarked.

People change more than what they were asked to: Word turns quotes, rows go, columns move, changes are tracked. So a row
is known by its id, wherever it stands; and what cannot be matched is told in a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from desktop.core.errors import ErrorKind, UserError
from desktop.core.segment import Segment, TaggedText, tagged
from desktop.core.words import tr, trn
from desktop.formats.bilingual_table import ID
from desktop.formats.bilingual_table_cells import Cells, docx_rows, html_rows

_TARGET = ("target", "translation", "vertaling", "doel", "doeltekst", "översättning", "mål", "måltext")
_SOURCE = ("source", "original", "bron", "brontekst", "källa", "källtext")
_COMMENT = ("comment", "comments", "note", "opmerking", "kommentar", "anteckning")
_LOOSE_TAG = re.compile(r"[{\uff5b]\s*(\d{1,6})\s*[}\uff5d]")
_SPACES = re.compile(r"[ \t]+")
_PLAIN = str.maketrans({
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "\xa0": " ", "\u202f": " ",
    "–": "-", "—": "-", "…": "...", "\u00ad": None, "\u200b": None,
})  # fmt: skip


class ReturnedText(msgspec.Struct, frozen=True):
    """A row as it came back; `source` is what stands beside the target there now."""

    target: str
    comment: str = ""
    source: str = ""


class Returned(msgspec.Struct, frozen=True):
    """The rows by their ids, in the order of the table, and sentences to know."""

    rows: dict[str, ReturnedText]
    notes: tuple[str, ...] = ()


class BroughtBack(msgspec.Struct, frozen=True):
    """What a returned table changes of segments: targets and new comments by their ids, and sentences to know."""

    targets: dict[str, TaggedText]
    comments: dict[str, str]
    notes: tuple[str, ...] = ()


def returned(data: bytes, name: str) -> dict[str, tuple[str, str]]:
    """Target and comment of each row by the segment's id. Raises `UserError` for a file without such a table."""
    return {segment: (row.target, row.comment) for segment, row in read_returned(data, name).rows.items()}


def read_returned(data: bytes, name: str) -> Returned:
    """The rows of a table that came back as DOCX, HTML, CSV or XLSX. Raises `UserError` for a file without one."""
    low = name.lower()
    if low.endswith((".csv", ".tsv", ".xlsx")):
        return _of_spreadsheet(data, name)
    if low.endswith((".docx", ".docm")):
        cells = docx_rows(data)
    elif low.endswith((".html", ".htm", ".xhtml", ".mht")):
        cells = html_rows(data)
    else:
        raise UserError(
            ErrorKind.UNSUPPORTED,
            tr("{file} is no table that can come back.", file=name),
            tr("Known are DOCX, HTML, CSV and XLSX."),
        )
    return _of_cells(cells, name)


def _of_spreadsheet(data: bytes, name: str) -> Returned:
    from desktop.formats.bitext.opening import open_bitext

    rows = {
        each.unit: ReturnedText(each.target.text, "\n".join(each.notes), each.source.text)
        for each in open_bitext(data, name).segments
    }
    return Returned(rows)


def _of_cells(cells: Cells, name: str) -> Returned:
    columns: dict[str, int] = {}
    rows: dict[str, ReturnedText] = {}
    nameless, twice = 0, list[str]()
    for row in cells.rows:
        found = _columns(row)
        if found:
            columns = found
            continue
        if not columns:
            continue

        text = {what: row[place] if 0 <= place < len(row) else "" for what, place in columns.items()}
        segment = text["id"].strip()
        if not segment:
            nameless += any(each.strip() for each in row)
        elif segment in rows:
            twice.append(segment)
        else:
            rows[segment] = ReturnedText(text["target"], text["comment"].strip(), text["source"])
    if not columns:
        raise UserError(
            ErrorKind.INPUT,
            tr("{file} has no table with the columns “ID” and the target.", file=name),
            tr("Bring back the table that was exported, with its headings."),
        )
    return Returned(rows, (*_told(nameless, twice), *cells.notes))


def _told(nameless: int, twice: Sequence[str]) -> list[str]:
    notes = []
    if nameless:
        notes.append(trn("{n} row has no ID and is left out.", "{n} rows have no ID and are left out.", nameless))
    if twice:
        names = ", ".join(twice[:5])
        notes.append(tr("Rows that are there twice count once, as they come first: {names}.", names=names))
    return notes


def _columns(row: Sequence[str]) -> dict[str, int]:
    """Which columns hold what, when this is the row of headings."""
    low = [each.strip().lower() for each in row]
    if ID.lower() not in low:
        return {}

    def place(own: str, names: Iterable[str]) -> int:
        wanted = (own.lower(), *names)
        return next((at for at, head in enumerate(low) if head.partition("(")[0].strip() in wanted), -1)

    found = {
        "id": low.index(ID.lower()), "source": place(tr("Source"), _SOURCE), "target": place(tr("Target"), _TARGET),
        "comment": place(tr("Comment"), _COMMENT),
    }  # fmt: skip
    return found if found["target"] >= 0 else {}


class Owners:
    """Whose rows they are that came back: by their ids, and by their sources where texts have other ids since."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        """`sources` are those of the segments now, by their ids."""
        self._sources = sources
        self._alike: dict[str, list[str]] | None = None

    def of(self, name: str, source: str) -> str | None:
        """The id of the segment that a row with this id and source is about.

        Without a source it is the one with the id; so it is where nobody has that source, which somebody corrected.
        """
        now = self._sources.get(name)
        folded = _folded(source)
        if now is not None and (not folded or _folded(now) == folded):
            return name
        alike = self._with_sources().get(folded, []) if folded else []
        if len(alike) == 1:
            return alike[0]
        return None if alike or now is None else name

    def _with_sources(self) -> dict[str, list[str]]:
        if self._alike is None:
            self._alike = {}
            for name, source in self._sources.items():
                self._alike.setdefault(_folded(source), []).append(name)
        return self._alike


def bring_back(
    came: Returned, segments: Sequence[Segment], comments: Mapping[str, Sequence[str]] | None = None
) -> BroughtBack:
    """What changes by a returned table; `comments` are those that the segments had in it, by their ids.

    A row whose id is not known, or is that of another text by now, is matched by its source, where only one segment
    has it. Locked segments stay.
    """
    known, had = {each.id: each for each in segments}, comments or {}
    owners = Owners({each.id: each.source.text for each in segments})
    targets: dict[str, TaggedText] = {}
    said: dict[str, str] = {}
    lost, other, locked, tags = [list[str]() for _ in range(4)]
    for name, row in came.rows.items():
        owner = owners.of(name, row.source)
        if owner is None:
            lost.append(name)
            continue
        segment = known[owner]
        if row.source.strip() and _folded(row.source) != _folded(segment.source.text):
            other.append(segment.id)
        text = target_of(row.target, segment)
        if text.text != segment.target.text:
            (locked if segment.locked else tags if _loses_tags(text, segment) else []).append(segment.id)
            if not segment.locked:
                targets[segment.id] = text
        if remark := new_comment(row.comment, had.get(segment.id, segment.notes)):
            said[segment.id] = remark
    return BroughtBack(targets, said, (*came.notes, *_sentences(lost, other, locked, tags)))


def _sentences(lost: list[str], other: list[str], locked: list[str], tags: list[str]) -> list[str]:
    said = (
        (lost, tr("No segment is called like these rows, which are left out: {names}.", names=_named(lost))),
        (other, tr("The source of these rows was changed; their targets are taken: {names}.", names=_named(other))),
        (locked, tr("These segments are locked and stay as they are: {names}.", names=_named(locked))),
        (tags, tr("These targets have other tags than their sources: {names}.", names=_named(tags))),
    )  # fmt: skip
    return [sentence for names, sentence in said if names]


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(names[:8])
    return tr("{names} and {n} more", names=shown, n=len(names) - 8) if len(names) > 8 else shown


def target_of(text: str, segment: Segment) -> TaggedText:
    """A target as it came back, for its segment: with its tags, also where somebody put a blank into one.

    Blanks at its ends are those it had, and where only blanks differ nothing changed.
    """
    numbers = {tag.number for tag in segment.tags}
    mended = _LOOSE_TAG.sub(lambda found: f"{{{found[1]}}}" if int(found[1]) in numbers else found[0], text)
    before = segment.target.text
    if _SPACES.sub(" ", mended).strip() == _SPACES.sub(" ", before).strip():
        return segment.target
    shape = before if before.strip() else segment.source.text
    start = shape[: len(shape) - len(shape.lstrip())]
    end = shape[len(shape.rstrip()) :]
    return tagged(f"{start}{mended.strip()}{end}" if mended.strip() else "", numbers)


def new_comment(comment: str, had: Iterable[str]) -> str:
    """What a comment says besides those that stood there when the table went out."""
    left = [line.strip() for line in comment.splitlines()]
    for each in had:
        lines = [line.strip() for line in each.splitlines()]
        place = next((at for at in range(len(left)) if left[at : at + len(lines)] == lines), -1)
        if lines and place >= 0:
            del left[place : place + len(lines)]
    return "\n".join(left).strip()


def _loses_tags(text: TaggedText, segment: Segment) -> bool:
    return bool(text.text.strip()) and sorted(text.numbers) != sorted(segment.source.numbers)


def _folded(text: str) -> str:
    """A text as it is compared: without what Word and browsers change by themselves."""
    return " ".join(text.translate(_PLAIN).split())
