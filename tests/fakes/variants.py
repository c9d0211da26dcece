"""Variants, duels, figures from outside and short lines in memory, for the screens that show them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.brief import Brief
from desktop.core.comparison import Choice, ColumnKey, ColumnState, Compared, letter_of
from desktop.core.copy import Copy
from desktop.core.duels import Contender, Winner
from desktop.core.finding import CheckReport, Claim, Finding, Measure, Verdict
from desktop.core.lines import Clash, Line
from desktop.core.outcomes import Metric, Outcome
from desktop.core.standings import Rated, Record, Standings
from desktop.runtime.duels import DuelResult, RoundRow
from desktop.runtime.fields import ChannelChoice, channel_choices
from desktop.runtime.lining import DESCRIPTIONS, HEADLINES
from desktop.runtime.results import ResultRow, ResultsMapping, ResultsTable
from tests.fakes.comparing import FakeComparing
from tests.fakes.desk import FakeDesk, sample_draft

HAIKU, MINI, INSIDE = "anthropic/claude-haiku-4.5", "openai/gpt-5-mini", "local/qwen2.5-coder-1.5b"
TEXTS = (
    (
        "Havn backpack 18 l: light and water-repellent",
        (
            "Eighteen litres, 980 grams. The Havn carries a laptop of up to 15 inches and what you need for a "
            "working day, and you hardly notice it on the way to the train.\n\nThe outside is 600D polyester, made "
            "entirely from recycled material, and it is water-repellent. Made in Portugal, with a five-year warranty."
        ),
    ),
    (
        "Havn, the 980-gram backpack for the way to work",
        (
            "Walk or ride with a lightweight backpack that does not ask for attention. The Havn weighs just 980 "
            "grams, yet it holds 18 litres and a laptop of up to 15 inches.\n\nIt is made in Portugal from fully "
            "recycled polyester, it shrugs off a shower, and its warranty lasts five years."
        ),
    ),
    ("Havn backpack 18 l: light on your shoulders, 5-year warranty", "The Havn weighs just 980 grams."),
    ("Havn lightweight backpack 18 l with 5-year warranty", "The Havn weighs only 980 grams and has 18 litres."),
)
CHOICES = (Choice(HAIKU, "Plain"), Choice(MINI, "Warm"), Choice(HAIKU, "Warm"), Choice(INSIDE, "Plain"))
STANDINGS = Standings(
    (
        Rated(Contender(HAIKU, "product/3", "Plain"), 42, 17, 2, 61, 0.70, 0.58, 0.80, Record.MORE),
        Rated(Contender(MINI, "product/3", "Warm"), 22, 21, 2, 45, 0.51, 0.37, 0.65, Record.EVEN),
        Rated(Contender(HAIKU, "product/3", "Warm"), 15, 36, 2, 53, 0.30, 0.20, 0.44, Record.LESS),
        Rated(Contender(INSIDE, "product/3", "Plain"), 3, 8, 0, 11, None, None, None, Record.TOO_FEW),
    ),
    85, "product:title,description", "en",
)  # fmt: skip


def column(place: int, copy: Copy, choice: Choice | None = None, brief: Brief = Brief()) -> Compared:  # noqa: B008 - frozen
    """A column that is done and checked."""
    letter = letter_of(place)
    label = f"{choice.model}, {choice.tone}" if choice is not None else f"Text {letter}"
    return Compared(ColumnKey(f"c{place}"), letter, label, copy, brief, choice, report=CheckReport())


def four_columns() -> tuple[Compared, ...]:
    """Four variants of the sample, from three models."""
    return tuple(
        column(place, Copy({"title": title, "description": text}), choice)
        for place, ((title, text), choice) in enumerate(zip(TEXTS, CHOICES, strict=True))
    )


class Columns(FakeComparing):
    """Columns that a test puts in all at once."""

    def show(self, *columns: Compared) -> None:
        """There are these columns now, and no others."""
        self._held = {each.key: each for each in columns}
        self._order = [each.key for each in columns]
        self._keep(shown=tuple(each.key for each in columns))
        self.changed.emit()


class FakeDuels(QObject):
    """Every pair once, in the order of the columns."""

    changed = Signal()

    def __init__(self, comparing: Columns, parent: QObject) -> None:
        super().__init__(parent)
        self._comparing = comparing
        self._pairs: list[tuple[Compared, Compared]] = []
        self.chosen: list[Winner] = []
        self.running = False
        self.result: DuelResult | None = None
        self.known = Standings((), 0, "product:title,description", "en")
        self.took = 0

    @property
    def _ready(self) -> list[Compared]:
        return [each for each in self._comparing.columns() if not each.why_not]

    def why_not(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple(
            (each.letter, tuple(f"It is {fault}." for fault in each.why_not)) for each in self._comparing.columns()
        )

    def ready(self) -> int:
        return len(self._ready)

    @property
    def total(self) -> int:
        return len(self._pairs)

    @property
    def done(self) -> int:
        return len(self.chosen)

    @property
    def pair(self) -> tuple[Copy, Copy] | None:
        if not self.running or self.done >= self.total:
            return None
        left, right = self._pairs[self.done]
        return left.copy, right.copy

    def begin(self) -> None:
        ready = self._ready
        self._pairs = [(left, right) for place, left in enumerate(ready) for right in ready[place + 1 :]]
        self.chosen = []
        self.result = None
        self.running = True
        self.changed.emit()

    def another_round(self) -> None:
        self.begin()

    def end(self) -> None:
        self.running = False
        self.result = self._result() if self.chosen else None
        self.changed.emit()

    def choose(self, winner: Winner) -> None:
        self.chosen.append(winner)
        if self.done == self.total:
            self.running = False
            self.result = self._result()
        self.changed.emit()

    def back(self) -> None:
        if self.chosen:
            self.chosen.pop()
            self.running = True
            self.result = None
            self.changed.emit()

    def standings(self, then: Callable[[Standings], None]) -> None:
        then(self.known)

    def take_winner(self) -> None:
        self.took += 1

    def _result(self) -> DuelResult:
        rows = []
        for each in self._ready:
            won, ties = 0.0, 0
            met = 0
            for (left, right), winner in zip(self._pairs, self.chosen, strict=False):
                if each.key in (left.key, right.key):
                    met += 1
                    ties += winner is Winner.TIE
                    is_left = each.key == left.key
                    won += 0.5 if winner is Winner.TIE else float(is_left is (winner is Winner.LEFT))
            rows.append(RoundRow(each, won, met, ties))
        rows.sort(key=lambda row: -row.share)
        alone = len(rows) > 1 and rows[0].won > rows[1].won
        return DuelResult(tuple(rows), rows[0].compared if alone else None, self.known)


class FakeResults(QObject):
    """A table that a test puts in, and the rows that it asks for."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.table = ResultsTable(
            "spring.csv", ("Version", "Sent", "Opened", "Revenue"),
            (("A", "4000", "612", "90.5"), ("B", "4000", "702", "")),
            ResultsMapping(0, 1, -1, -1, Metric.OPENS),
        )  # fmt: skip
        self.read_paths: list[Path] = []
        self.imported: list[ResultsMapping] = []
        self.rows: tuple[ResultRow, ...] = ()
        self.sentences: tuple[str, ...] = ()

    def put(self, rows: Sequence[ResultRow], *sentences: str) -> None:
        """There are these figures now."""
        self.rows, self.sentences = tuple(rows), sentences
        self.changed.emit()

    def read(self, path: Path, then: Callable[[ResultsTable], None]) -> None:
        self.read_paths.append(path)
        then(self.table)

    def import_(self, table: ResultsTable, mapping: ResultsMapping) -> None:
        self.imported.append(mapping)
        rows = []
        for row in table.rows:
            shown, happened = int(row[mapping.shown]), int(row[mapping.happened])
            rate = happened / shown
            outcome = Outcome(row[mapping.name], mapping.metric, shown, happened, source=table.source)
            rows.append(ResultRow(outcome, rate, rate - 0.011, rate + 0.012))
        self.put(rows, "B ahead of A, 97 % sure.")

    def forget(self) -> None:
        self.put(())


class FakeLining(QObject):
    """Lines of each channel in memory; a test adds them one by one."""

    changed = Signal()
    line_added = Signal(object)
    line_changed = Signal(int)
    busy_changed = Signal(bool)
    progress = Signal(object)
    taken = Signal(object)
    waiting = Signal(object)
    has_ads_sheet = True

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.channel = HEADLINES
        self.held: dict[str, list[Line]] = {}
        self.chosen: frozenset[int] = frozenset()
        self.sorted_by = ""
        self.orders = ("", "shortest", "alphabet")
        self.note = ""
        self.busy = False
        self.unchecked: frozenset[int] = frozenset()
        self.found: tuple[Clash, ...] = ()
        self.asked: list[tuple[object, ...]] = []

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(self.held.get(self.channel, ()))

    @staticmethod
    def channels() -> tuple[ChannelChoice, ...]:
        wanted = (HEADLINES, DESCRIPTIONS, "x.post", "facebook.post")
        return tuple(each for each in channel_choices() if each.id in wanted)

    def texts(self, channel: str) -> tuple[str, ...]:
        return tuple(line.text for line in self.held.get(channel, ()))

    def clashes(self) -> tuple[Clash, ...]:
        first, second = len(self.texts(HEADLINES)), len(self.texts(DESCRIPTIONS))
        return tuple(each for each in self.found if each.first < first and each.second < second)

    def show(self, channel: str) -> None:
        self.channel, self.chosen = channel, frozenset()
        self.changed.emit()

    def put(self, *lines: Line) -> None:
        """One line after another comes."""
        for line in lines:
            self.held.setdefault(self.channel, []).append(line)
            self.line_added.emit(line)

    def write(self, channel: str = "", count: int = 20) -> None:
        self.asked.append(("write", channel, count))
        self.busy = True
        self.busy_changed.emit(True)

    def finish(self, note: str = "") -> None:
        """The lines are all there."""
        self.busy, self.note = False, note
        self.busy_changed.emit(False)
        self.changed.emit()

    def stop(self) -> None:
        self.asked.append(("stop",))
        self.finish()

    def choose(self, place: int, on: bool) -> None:
        self.chosen = self.chosen | {place} if on else self.chosen - {place}
        self.changed.emit()

    def choose_all(self, places: Sequence[int], on: bool) -> None:
        self.chosen = frozenset(places) if on else frozenset()
        self.changed.emit()

    def edit(self, place: int, text: str) -> None:
        lines = self.held[self.channel]
        measure = msgspec.structs.replace(lines[place].measure, count=len(text))
        lines[place] = Line(text, measure)
        self.line_changed.emit(place)

    def remove(self, places: Sequence[int]) -> None:
        self.held[self.channel] = [line for place, line in enumerate(self.lines) if place not in places]
        self.chosen = frozenset()
        self.changed.emit()

    def sort(self, by: str) -> None:
        self.sorted_by = by
        self.held[self.channel].sort(key=lambda line: line.text if by == "alphabet" else len(line.text))
        self.changed.emit()

    def take(self, places: Sequence[int]) -> None:
        self.asked.append(("take", tuple(places)))
        for place in places:
            self.taken.emit(self.lines[place])

    def export(self, path: Path) -> None:
        self.asked.append(("export", path))

    def export_ads(self, path: Path) -> None:
        self.asked.append(("export_ads", path))


def line(text: str, *, limit: int = 30, verdict: Verdict | None = None, finding: Finding | None = None) -> Line:
    """A short line of a model, counted."""
    claims = (Claim("text", 0, len(text), text, verdict, reason="As the facts have it."),) if verdict else ()
    measure = Measure(HEADLINES, len(text), limit, "characters", fits=len(text) <= limit)
    return Line(text, measure, (finding,) if finding else (), claims, HAIKU)


class VariantsDesk(FakeDesk):
    """A desk with the sample on it, and all that concerns variants."""

    def __init__(self, folder: Path = Path("profile")) -> None:
        super().__init__(folder=folder)
        self.session.open(sample_draft())
        self.comparing = self.columns = Columns(self.session, self)
        self.duels = FakeDuels(self.columns, self)
        self.results = FakeResults(self)
        self.lining = FakeLining(self)


def barred(compared: Compared, verdict: Verdict) -> Compared:
    """The same column with a claim of this verdict."""
    claim = Claim("title", 0, 4, "Havn", verdict)
    return msgspec.structs.replace(compared, report=CheckReport(claims=(claim,)))


def unfinished(compared: Compared, state: ColumnState = ColumnState.FAILED) -> Compared:
    """The same column, without an end."""
    return msgspec.structs.replace(compared, state=state)
