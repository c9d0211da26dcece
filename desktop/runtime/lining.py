"""Many short variants of one text, as a table: written, typed, ticked, sorted, and taken into the draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.checks.line_sorts import line_channels
from desktop.core.brief import Kind
from desktop.core.draft import Draft
from desktop.core.errors import ErrorKind, Problem, Remedy, UserError
from desktop.core.lines import Clash, Line, LineList
from desktop.core.words import tr, trn
from desktop.runtime.comparing_grid import nothing_to_write_from
from desktop.runtime.comparing_values import Services
from desktop.runtime.fields import ChannelChoice, channel_choice
from desktop.runtime.lining_checks import LineChecks
from desktop.runtime.lining_keeping import LineKeeping
from desktop.runtime.lining_sheet import ORDERS, Row, Sheet
from desktop.runtime.lining_taking import take_lines
from desktop.runtime.lining_writing import LineWriting
from desktop.runtime.notices import Answer
from desktop.runtime.session import DraftChange, Place

HEADLINES, DESCRIPTIONS = "google_ads.headline", "google_ads.description"
SUBJECTS = "mail.subject"
_KEY = "lines"


class Lining(QObject):
    """The lines of the draft on the desk, one list for each channel; one of them is shown.

    A place is that of a line in `lines`, as it is shown, from 0. Lines are written into one list at a time.
    """

    changed = Signal()  # anything may have changed: the list that is shown, its order, ticks, what is said of a line
    line_added = Signal(object)  # Line: it is the last of `lines` now
    line_changed = Signal(int)  # the place of a line: its text, or what the checks say of it
    busy_changed = Signal(bool)
    progress = Signal(object)  # Progress
    taken = Signal(object)  # Source
    waiting = Signal(object)  # Waiting: a call that failed is made again in so many seconds

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._sheets: dict[str, Sheet] = {}
        self._channel = HEADLINES
        self._segment: Callable[[], str] = str
        self._brief = services.session.handed_in.brief
        self._note = ""
        self._clashes: tuple[tuple[tuple[str, ...], tuple[str, ...], str, str], tuple[Clash, ...]] | None = None
        self._writing = LineWriting(services, self)
        self._writing.begun.connect(lambda: self.busy_changed.emit(True))
        self._writing.came.connect(self._on_line)
        self._writing.ended.connect(self._on_ended)
        self._writing.progress.connect(self.progress)
        self._writing.waiting.connect(self.waiting)
        self._keeping = LineKeeping(services, self)
        self._checks = LineChecks(services, self._waiting_rows, self)
        self._checks.read.connect(self._on_read)
        self._keeping.loaded.connect(self._on_loaded)
        services.session.opened.connect(self._on_draft)
        services.session.changed.connect(self._on_change)
        services.drafts.leaving.connect(self._leave)

    def tell_segment(self, segment: Callable[[], str]) -> None:
        """Ask this from now on for the segment of the mail on the desk whose texts are written; empty for everybody."""
        self._segment = segment

    # What there is

    @property
    def channel(self) -> str:
        """The channel whose lines are shown."""
        return self._channel

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that are shown, in their order."""
        return self._sheet.lines

    @property
    def chosen(self) -> frozenset[int]:
        """The places of the lines that are ticked."""
        return frozenset(place for place, row in enumerate(self._sheet.rows) if row.chosen)

    @property
    def unchecked(self) -> frozenset[int]:
        """The places of lines that the checks have not read as they are."""
        return frozenset(place for place, row in enumerate(self._sheet.rows) if row.waiting)

    @property
    def sorted_by(self) -> str:
        """What the lines are sorted by, one of `orders`."""
        return self._sheet.order

    @property
    def orders(self) -> tuple[str, ...]:
        """What they can be sorted by; empty is the order in which they came."""
        return ORDERS

    @property
    def note(self) -> str:
        """A sentence on what was written last: why there are fewer than were asked for; empty when all is said."""
        return self._note

    @property
    def busy(self) -> bool:
        """Whether lines are written, or wait for their permission."""
        return self._writing.target is not None

    @property
    def writing(self) -> str:
        """The channel that is written for; empty for none."""
        return self._writing.target.id if self._writing.target is not None else ""

    @staticmethod
    def channels() -> tuple[ChannelChoice, ...]:
        """The channels that short lines are written for."""
        return tuple(channel_choice(each) for each in line_channels())

    @property
    def filled(self) -> tuple[str, ...]:
        """The channels of which the draft has lines."""
        return tuple(sheet.id for sheet in self._sheets.values() if sheet.rows)

    def clashes(self) -> tuple[Clash, ...]:
        """The headlines and descriptions of Google Ads that do not go together, with their places in both lists."""
        from desktop.checks.clashes import clashes

        first, second = self._sheets.get(HEADLINES), self._sheets.get(DESCRIPTIONS)
        if first is None or second is None:
            return ()
        asked = first.texts, second.texts, self._language, self._services.session.handed_in.brief.product
        if self._clashes is None or self._clashes[0] != asked:
            self._clashes = asked, clashes(*asked[:3], product=asked[3])
        return self._clashes[1]

    def texts(self, channel: str) -> tuple[str, ...]:
        """The texts of a channel's lines, as they are sorted there."""
        sheet = self._sheets.get(channel)
        return sheet.texts if sheet is not None else ()

    @property
    def _sheet(self) -> Sheet:
        return self._sheets.get(self._channel) or Sheet(self._channel)

    @property
    def _language(self) -> str:
        return self._services.session.handed_in.brief.language or "en"

    def _own(self, channel: str) -> Sheet:
        """The list of a channel, begun when there is none."""
        return self._sheets.setdefault(channel, Sheet(channel))

    # Writing

    def show(self, channel: str) -> None:
        """Show the lines of this channel. Raises `UserError` (usage) for one that there is none of."""
        self._own(channel)
        if channel != self._channel:
            self._channel, self._note = channel, ""
            self.changed.emit()

    def write(self, channel: str = "", count: int = 20) -> None:
        """Write so many lines more for a channel (empty: the one that is shown), and show them as they come."""
        if self.busy:
            return
        self.show(channel or self._channel)
        if self._services.session.draft.brief.is_empty:
            problem = nothing_to_write_from()
            self._services.notices.warn(problem.message, problem.hint, key=_KEY)
            return
        self._services.notices.dismiss(_KEY)
        self._note = ""
        self._writing.begin(self._own(self._channel), count)

    def stop(self) -> None:
        """End the writing; the lines that came are kept. What was not settled yet is not written."""
        self._writing.stop()

    def _on_line(self, line: Line) -> None:
        sheet = self._writing.target
        if sheet is None:
            return
        row = sheet.add(line)
        self._keeping.later(sheet)
        if self._services.session.handed_in.brief != self._writing.brief:
            row.waiting = True  # the facts have changed since it was asked for
            self._checks.later()
        if sheet is self._sheet:
            self.line_added.emit(line)

    def _on_ended(self, sheet: Sheet, note: str, problem: Problem | None) -> None:
        if sheet.order:
            sheet.sort(sheet.order)
        self._note = note
        if problem is not None and problem.kind is not ErrorKind.CANCELLED:
            again = Answer(tr("Retry"), lambda: self.write(sheet.id), primary=True)
            answers = (again,) if problem.remedy in (Remedy.RETRY, Remedy.CONTINUE) else ()
            self._services.notices.problem(problem, *answers, key=_KEY)
        self.busy_changed.emit(False)
        self.changed.emit()

    # Changing

    def add(self, text: str) -> None:
        """A line that the writer typed, at the end of those that are shown."""
        if text.strip():
            sheet = self._own(self._channel)
            row = sheet.add(sheet.typed(text.strip()))
            row.waiting = True
            self._after(sheet)
            self.line_added.emit(row.line)

    def edit(self, place: int, text: str) -> None:
        """Change a line; it is counted at once and checked a moment later, and is the writer's own from now on."""
        sheet = self._sheet
        if not 0 <= place < len(sheet.rows) or sheet.rows[place].line.text == text:
            return
        row = sheet.rows[place]
        row.line, row.waiting = sheet.typed(text), True
        self._after(sheet)
        self.line_changed.emit(place)

    def remove(self, places: Sequence[int]) -> None:
        """Take lines out; the bar offers to bring them back."""
        sheet = self._sheet
        gone = sheet.remove(places)
        if gone:
            self._services.notices.info(
                trn("{n} line is removed.", "{n} lines are removed.", len(gone)),
                "",
                Answer(tr("Bring back"), lambda: self._bring_back(sheet, gone)),
                key=_KEY,
            )
            self._keeping.later(sheet)
            self.changed.emit()

    def _bring_back(self, sheet: Sheet, gone: list[Row]) -> None:
        if self._sheets.get(sheet.id) is sheet:
            sheet.bring_back(gone)
            self._after(sheet)
            self.changed.emit()

    def choose(self, place: int, on: bool) -> None:
        """Tick a line or not."""
        self.choose_all((place,), on)

    def choose_all(self, places: Sequence[int], on: bool) -> None:
        """Tick several lines or none of them."""
        sheet = self._sheet
        for place in places:
            if 0 <= place < len(sheet.rows):
                sheet.rows[place].chosen = on
        self._keeping.later(sheet)
        self.changed.emit()

    def sort(self, by: str) -> None:
        """Show the lines in another order, one of `orders`."""
        sheet = self._sheet
        sheet.sort(by)
        self._keeping.later(sheet)
        self.changed.emit()

    def _after(self, sheet: Sheet) -> None:
        self._keeping.later(sheet)
        self._checks.later()

    # Taking and handing out

    def take(self, places: Sequence[int], *, keep: bool = False) -> None:
        """Put lines into the draft's field, in one step of undo.

        In a list field they take the place of what stands there, as many as the channel takes; with `keep` they come
        after it. In a text field the first one stands.
        """
        session, sheet = self._services.session, self._sheet
        lines = sheet.at(places)
        if session.locked or not lines:
            if session.locked:
                self._services.notices.info(
                    tr("A model is writing into the draft."), tr("Take it when it has ended, or stop it."), key=_KEY
                )
            return
        done = take_lines(session.draft, sheet.where, lines, keep=keep, segment=self._segment())
        if done.left:
            self._services.notices.info(
                trn(
                    "{n} line is in the draft: there is no room for more.",
                    "{n} lines are in the draft: there is no room for more.",
                    done.taken,
                ),
                key=_KEY,
            )
        elif done.copy == session.draft.copy:
            self._services.notices.info(tr("The draft has that already."), key=_KEY)
        session.replace(done.brief, done.copy, Place("take"), tr("Take lines"), done.sources)
        for source in done.new:
            self.taken.emit(source)

    def export(self, path: Path) -> None:
        """Write the ticked lines (all where none is ticked) to a CSV file that spreadsheets open."""
        from desktop.formats.lines_csv import lines_as_csv

        self._write_file(path, lines_as_csv(self._sheet.taken))

    def export_ads(self, path: Path) -> None:
        """Write the table that the advertising program imports: the ticked lines of all its fields.

        What was left out of it is said in the bar; a channel that has no such table is said there too.
        """
        from desktop.formats.lines_csv import lines_as_ads

        kind = self._channel.partition(".")[0]
        sheets = [sheet for sheet in self._sheets.values() if sheet.id.partition(".")[0] == kind and sheet.rows]
        lines = {sheet.where.field: sheet.taken for sheet in sheets}
        labels = {sheet.where.field: channel_choice(sheet.where).label for sheet in sheets}
        title = self._services.session.draft.title
        try:
            made = lines_as_ads(lines, labels, kind, title, self._language)
        except UserError as error:
            self._services.notices.problem(error.problem, key=_KEY)
            return
        self._write_file(path, made.csv, made.remarks)

    @property
    def has_ads_sheet(self) -> bool:
        """Whether there is a table for an advertising or mail program with the channel that is shown."""
        from desktop.formats.ads_sheet import SHEETS

        return self._channel.partition(".")[0] in SHEETS

    def _write_file(self, path: Path, text: str, remarks: Sequence[str] = ()) -> None:
        from desktop.formats.export import write_whole

        notices = self._services.notices
        self._services.store.submit(
            lambda _store: write_whole(path, text),
            lambda _none: notices.info(tr("Exported to {file}.", file=path.name), " ".join(remarks), key=_KEY),
            lambda problem: notices.problem(problem, key=_KEY),
        )

    # What happens elsewhere

    def _waiting_rows(self) -> list[tuple[Sheet, Row]]:
        """The lines that the checks have to read, those that are shown first."""
        sheets = sorted(self._sheets.values(), key=lambda sheet: sheet.id != self._channel)
        return [(sheet, row) for sheet in sheets for row in sheet.rows if row.waiting]

    def _on_read(self, sheet: Sheet, row: Row) -> None:
        self._keeping.later(sheet)
        if sheet is self._sheet:
            self.line_changed.emit(sheet.rows.index(row) if row in sheet.rows else -1)

    def _on_change(self, change: DraftChange) -> None:
        """Other facts: what was said of the lines may hold no more."""
        brief = change.draft.brief
        if brief is self._brief or brief == self._brief:
            return
        self._brief = brief
        for sheet in self._sheets.values():
            for row in sheet.rows:
                row.waiting = True
        self._checks.later()

    def _leave(self) -> None:
        """The draft leaves the desk: the lines that came are its own, the rest is not waited for."""
        self._writing.abandon()
        self._keeping.leave()

    def _on_draft(self, draft: Draft) -> None:
        self._leave()
        self._checks.forget()
        self._sheets, self._note = {}, ""
        self._brief = draft.brief
        if (draft.kind is Kind.MAIL) is not self._channel.startswith("mail."):
            self._channel = SUBJECTS if draft.kind is Kind.MAIL else HEADLINES
        self._keeping.open(draft)
        self.changed.emit()

    def _on_loaded(self, found: list[LineList]) -> None:
        """The lists of the draft; what was begun meanwhile goes after what was kept."""
        for kept in found:
            begun = self._sheets.get(kept.channel)
            if begun is None:
                self._sheets[kept.channel] = Sheet.opened(kept)
            else:
                begun.go_before(kept)
                self._keeping.later(begun)
        newest = next((kept.channel for kept in found if kept.lines), self._channel)
        if not self._sheet.rows and not self.busy:
            self._channel = newest
        self.changed.emit()
