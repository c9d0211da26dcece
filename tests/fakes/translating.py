"""An open translation job in memory: real rows, order, undo and scores; memories and checks say what a test says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from desktop.core.finding import Severity
from desktop.core.profile import Profile
from desktop.core.segment import Segment, SegmentState, Tag, TaggedText, TagKind, tagged
from desktop.core.settings import Settings
from desktop.core.term import Term
from desktop.core.translation import Job, JobFile, MatchKind, MemoryMatch, RowKey, RowNote
from desktop.core.translation_finding import SegmentFinding, Side
from desktop.runtime.comparing_values import Services
from desktop.runtime.notices import Notices
from desktop.runtime.session import DraftSession
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.translating import Translating
from desktop.runtime.translating_sheet import OpenFile
from desktop.runtime.translating_values import TermHit, TermStanding
from desktop.runtime.translating_words import silenced_as
from tests.fakes.engine import FakeEngine

FILE = 1
TAGS = (Tag(1, TagKind.OPEN, "<b>", "b", "b"), Tag(2, TagKind.CLOSE, "</b>", "b", "b"))
NUMBERS = frozenset({1, 2})


def said(text: str) -> TaggedText:
    """A text with the two tags that segments have here."""
    return tagged(text, NUMBERS)


class _NoStore:
    """Keeps nothing and answers nothing."""

    def submit(self, _work: Callable[[Any], Any], *_then: object) -> None:
        """Nothing is done."""


class FakeTranslating(Translating):
    """The session without engine and store; `put` gives it segments."""

    def __init__(self, services: Services | None = None) -> None:
        settings = SettingsService(Settings({}), lambda _values: None)
        engine = FakeEngine(settings)
        bare = SimpleNamespace(
            store=_NoStore(),
            settings=settings,
            engine=engine,
            notices=Notices(settings),
            session=DraftSession(settings),
            drafts=SimpleNamespace(latest_changed=None),
            permission=None,
        )
        if services is not None:
            bare = SimpleNamespace(**{name: getattr(services, name) for name in services.__struct_fields__})
            bare.store = _NoStore()
        super().__init__(cast("Services", bare), Profile(Path("nowhere"), Path("nowhere")))
        self._settings_kept = settings
        self.found: dict[str, tuple[MemoryMatch, ...]] = {}
        self.terms_found: dict[str, tuple[TermHit, ...]] = {}
        self.heard: dict[str, tuple[SegmentFinding, ...]] = {}
        self.asked: list[tuple[object, ...]] = []

    def put(self, segments: Iterable[Segment], notes: Iterable[RowNote] = ()) -> None:
        """Open a job with one file of these."""
        file = JobFile(FILE, "catalogue-spring.xlf", "xliff 1.2")
        self._job = Job(1, "catalogue-spring.xlf", "en", "nl", files=(file,))
        self._sheet.open(OpenFile(file, "xliff 1.2", "en", "nl", tuple(segments)), notes)
        self.job_opened.emit()
        self._show(self._filter, self._sort)
        self.go(self._order[0])

    def find(self, segment: str, *findings: SegmentFinding) -> None:
        """The checks say this of a segment."""
        self.heard[segment] = findings
        self._changed([RowKey(FILE, segment)])

    def _changed(self, keys: list[RowKey]) -> None:
        for key in keys:
            silenced = self.rows[key].note.silenced
            said = [each for each in self.heard.get(key.segment, ()) if silenced_as(each) not in silenced]
            self._sheet.find(key, tuple(said))
            self._scores.forget(key)
        self.findings_changed.emit(keys)
        self.progress_changed.emit()

    def suggest(self, segment: str, *matches: MemoryMatch) -> None:
        """The memories have this for a segment."""
        self.found[segment] = matches
        self.suggestions_came.emit(RowKey(FILE, segment))

    def suggestions(self, key: RowKey) -> tuple[MemoryMatch, ...]:
        return self.found.get(key.segment, ())

    def term_hits(self, key: RowKey) -> tuple[TermHit, ...]:
        return self.terms_found.get(key.segment, ())

    def translate(
        self, which: Sequence[RowKey] | str = "empty", model: str = "", instruction: str = "", *, below: float = 60.0
    ) -> None:
        self.asked.append(("translate", which, instruction))

    def export(self, path: Path, kind: str = "file", file: int = 0) -> None:
        self.asked.append(("export", path, kind))

    def _entered(self, key: RowKey) -> None:
        """Nothing is looked up."""

    def _check_now(self, key: RowKey) -> None:
        """Nothing is checked."""

    def text(self, segment: str) -> str:
        """The target of a segment now."""
        return self.rows[RowKey(FILE, segment)].segment.target.text

    def state(self, segment: str) -> SegmentState:
        """The state of a segment now."""
        return self.rows[RowKey(FILE, segment)].segment.state


def pair(
    number: int, source: str, target: str = "", state: SegmentState | None = None, context: str = "", most: int = 0
) -> Segment:
    """A segment with this number as its id."""
    given = state or (SegmentState.DRAFT if target else SegmentState.UNTRANSLATED)
    return Segment(str(number), str(number), said(source), said(target), given, TAGS, context=context, most=most)


def finding(
    segment: Segment, words: str, check: str, message: str, *fixes: str, severity: Severity = Severity.ERROR
) -> SegmentFinding:
    """A finding at these words of the target."""
    start = segment.target.text.index(words)
    end = start + len(words)
    return SegmentFinding(segment.id, check, severity, Side.TARGET, start, end, words, message, fixes)


def hit(text: str, words: str, *, in_source: bool, standing: TermStanding = TermStanding.OK) -> TermHit:
    """A term at these words."""
    start = text.index(words)
    return TermHit(Term(words, words), start, start + len(words), in_source, standing)


SEGMENTS = (
    pair(112, "{1}Trek trailer{2}, €1,299.00. Water-repellent cover, folding frame and 5 inch (12.7 cm) ground "
         "clearance.",
         "{1}Trek-aanhanger{2}, € 1.299,00. Waterafstotende hoes, inklapbaar frame en 12,7 inch bodemvrijheid.",
         context="Page 34, bike trailers, caption", most=110),
    pair(203, "Ships in recycled cardboard, no tape."),
    pair(57, "Rain? Bring it on.", "Regen? Kom maar op."),
    pair(64, "Free returns within {1}30 days{2}.", "Gratis retourneren binnen 30 dagen."),
    pair(131, "Water-repellent zip, tested to a water column of 3,000 mm.",
         "Waterdichte rits, getest tot een waterkolom van 3.000 mm."),
    pair(19, "Add to basket", "Toevoegen aan uw winkelwagen"),
    pair(92, "Padded sleeve for laptops up to {1}15 inch{2}.", "Gewatteerde hoes voor laptops tot {1}15 inch{2}."),
    pair(175, "Weighs only 980 g, so you forget you are wearing it.",
         "Weegt maar 980 g, dus je vergeet dat je hem draagt."),
    pair(146, "Reflective trim, visible from 150 m.", "Reflecterende bies, zichtbaar vanaf 150 m.",
         state=SegmentState.REVIEWED),
)  # fmt: skip
"""Rows like those of the drawn picture."""

NOTES = tuple(
    RowNote(segment, match=percent, match_kind=MatchKind.FUZZY)
    for segment, percent in (("112", 93), ("64", 88), ("131", 81), ("92", 94), ("175", 76), ("146", 71))
)


def opened() -> FakeTranslating:
    """A job with these rows and what there is to say of them."""
    made = FakeTranslating()
    fill(made)
    return made


def fill(made: FakeTranslating) -> None:
    """Open such a job."""
    made.put(SEGMENTS, NOTES)
    by_id = {segment.id: segment for segment in SEGMENTS}
    first = by_id["112"]
    made.find(
        "112",
        finding(first, "12,7 inch", "units", "The English says 5 inch (12.7 cm).", "5 inch (12,7 cm)"),
    )
    made.find("64", finding(by_id["64"], "30 dagen", "tags", "Two tags of the source are missing."))
    made.find("131", finding(by_id["131"], "Waterdichte", "terms", "“waterdicht” is not allowed.", "Waterafstotende"))
    made.find("19", finding(by_id["19"], "uw", "register", "The rest says “je”.", "je", severity=Severity.WARNING))
    made.find(
        "92", finding(by_id["92"], "Gewatteerde hoes", "consistency", "Elsewhere: “hoes”.", severity=Severity.WARNING)
    )
    made.terms_found["112"] = (
        hit(first.source.text, "Water-repellent", in_source=True),
        hit(first.target.text, "Waterafstotende", in_source=False),
    )
    made.terms_found["131"] = (hit(by_id["131"].source.text, "Water-repellent", in_source=True),)
    made.rows_changed.emit(list(made.order))
