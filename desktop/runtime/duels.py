"""Duels: two variants at a time, without their names, until every pair was judged."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.comparison import Compared
from desktop.core.copy import Copy
from desktop.core.duels import Contender, Duel, Winner
from desktop.core.errors import ErrorKind, Problem
from desktop.core.finding import Severity, Verdict
from desktop.core.moment import timestamp
from desktop.core.words import tr, trn
from desktop.runtime.comparing import Comparing
from desktop.runtime.comparing_grid import new_key
from desktop.runtime.comparing_values import Services
from desktop.runtime.duel_pairs import Pair, pairs_of

if TYPE_CHECKING:
    from random import Random

    from desktop.statistics.pooling import Standings
    from desktop.store.store import Store

_KEY = "duels"
_OTHER_SIDE = {Winner.LEFT: 0.0, Winner.RIGHT: 1.0, Winner.TIE: 0.5}


class RoundRow(msgspec.Struct, frozen=True):
    """How one column did in a round: it `won` so many `of` its duels, a tie counting half; `ties` of them were ties."""

    compared: Compared
    won: float
    of: int
    ties: int

    @property
    def share(self) -> float:
        """The share of its duels that it won."""
        return self.won / self.of if self.of else 0.0


class DuelResult(msgspec.Struct, frozen=True):
    """What came of a round, best first; `winner` is missing when the first places are shared.

    `standings` say what all rounds of this task say; they come a moment later.
    """

    rows: tuple[RoundRow, ...]
    winner: Compared | None
    standings: Standings | None = None


class _Round(msgspec.Struct):
    """A round under way: those that take part as they were at its beginning, the pairs, and what was chosen."""

    name: str
    task: str
    language: str
    entries: tuple[Compared, ...]
    contenders: tuple[Contender, ...]
    pairs: list[Pair]
    chosen: list[Duel] = []
    ended: bool = False

    @property
    def is_open(self) -> bool:
        """Whether a pair waits."""
        return not self.ended and len(self.chosen) < len(self.pairs)


class Duels(QObject):
    """One round at a time, among the columns that nothing speaks against."""

    changed = Signal()  # the pair, how far it is, or the end

    def __init__(
        self, comparing: Comparing, services: Services, parent: QObject | None = None, *, dice: Random | None = None
    ) -> None:
        super().__init__(parent)
        self._comparing = comparing
        self._services = services
        self._dice = dice
        self._round: _Round | None = None
        self._standings: Standings | None = None
        comparing.opened.connect(self._on_opened)

    # Who takes part

    def why_not(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The letter of each column with sentences on why it takes no part; none when it does."""
        return tuple((each.letter, _reasons(each)) for each in self._comparing.columns())

    def ready(self) -> int:
        """How many columns may take part."""
        return len(self._ready())

    def _ready(self) -> tuple[Compared, ...]:
        return tuple(each for each in self._comparing.columns() if not each.why_not)

    # The round

    def begin(self) -> None:
        """Begin a round among the columns that are ready."""
        entries = self._ready()
        if len(entries) < 2:
            self._services.notices.info(
                tr("A duel needs two variants."),
                tr("Only those take part that are checked, keep the limits and stand by the facts."),
                key=_KEY,
            )
            return
        self._services.notices.dismiss(_KEY)
        self._round = _Round(
            new_key(),
            self.task,
            self._language,
            entries,
            tuple(self._comparing.contender(each.key) for each in entries),
            pairs_of(len(entries), self._chance()),
        )
        self._standings = None
        self.changed.emit()

    def _chance(self) -> Random:
        if self._dice is None:
            from random import Random  # not at the start

            self._dice = Random()  # noqa: S311 - an order, not a secret
        return self._dice

    def another_round(self) -> None:
        """Begin another round with the columns there are."""
        self.begin()

    def end(self) -> None:
        """End the round here; the choices that were made stay."""
        if self._round is None:
            return
        if self._round.chosen:
            self._finish(self._round)
        else:
            self._round = None
        self.changed.emit()

    @property
    def task(self) -> str:
        """What is judged here: the kind of draft and its fields."""
        kind = self._services.session.handed_in.brief.kind
        return f"{kind.value}:{','.join(spec.name for spec in self._comparing.fields)}"

    @property
    def running(self) -> bool:
        """Whether a pair waits for its choice."""
        return self._round is not None and self._round.is_open

    @property
    def pair(self) -> tuple[Copy, Copy] | None:
        """The two texts to choose from, without a name."""
        one = self._round
        if one is None or not one.is_open:
            return None
        left, right = (one.entries[place].copy for place in one.pairs[len(one.chosen)])
        names = [spec.name for spec in self._comparing.fields if left.text(spec.name) or right.text(spec.name)]
        return _only(left, names), _only(right, names)

    @property
    def done(self) -> int:
        """How many choices were made in this round."""
        return len(self._round.chosen) if self._round is not None else 0

    @property
    def total(self) -> int:
        """How many pairs this round has."""
        return len(self._round.pairs) if self._round is not None else 0

    def choose(self, winner: Winner) -> None:
        """Choose one of the two, or neither; it is kept at once."""
        one = self._round
        if one is None or not one.is_open:
            return
        left, right = one.pairs[len(one.chosen)]
        duel = Duel(
            timestamp(), one.name, one.task, one.language, one.contenders[left], one.contenders[right], winner,
            one.entries[left].version, one.entries[right].version,
        )  # fmt: skip
        one.chosen.append(duel)
        self._keep([duel])
        if len(one.chosen) == len(one.pairs):
            self._finish(one)
        self.changed.emit()

    def back(self) -> None:
        """Take the last choice back, also the one that ended the round."""
        one = self._round
        if one is None or not one.chosen:
            return
        before, one.name = one.name, new_key()
        one.chosen = [msgspec.structs.replace(duel, round=one.name) for duel in one.chosen[:-1]]
        one.ended, self._standings = False, None
        self._keep(one.chosen, instead_of=before)
        self.changed.emit()

    def _keep(self, duels: list[Duel], instead_of: str = "") -> None:
        """Keep choices; those that take the place of a round are there before that is gone."""
        draft, sent = self._services.drafts.on_desk(), tuple(duels)

        def work(store: Store) -> None:
            store.add_duels([msgspec.structs.replace(duel, draft=draft()) for duel in sent])
            if instead_of:
                store.delete_round(instead_of)

        self._services.store.submit(work, lambda _none: None, self._say)

    def _say(self, problem: Problem) -> None:
        if problem.kind is not ErrorKind.READ_ONLY:
            self._services.notices.problem(problem, key=_KEY)

    # What came of it

    @property
    def result(self) -> DuelResult | None:
        """What came of the round, after its last pair."""
        one = self._round
        if one is None or one.is_open:
            return None
        rows = sorted(_rows(one), key=lambda row: (not row.of, -row.share, -row.won))
        first = rows[0] if rows and rows[0].of else None
        shared = first is None or (len(rows) > 1 and rows[1].share == first.share)
        winner = None if first is None or shared else first.compared
        return DuelResult(tuple(rows), winner, self._standings)

    def standings(self, then: Callable[[Standings], None]) -> None:
        """Hand what all duels of this task say to `then`."""
        task, language = self.task, self._language

        def work(store: Store) -> Standings:
            from desktop.statistics.pooling import standings

            return standings(store.duels(), task, language)

        self._services.store.submit(work, then, self._say)

    def take_winner(self) -> None:
        """Put the winner's text in the place of the draft's."""
        result = self.result
        if result is not None and result.winner is not None:
            self._comparing.take_all(result.winner.key)

    @property
    def _language(self) -> str:
        return self._services.session.handed_in.brief.language or "en"

    def _finish(self, one: _Round) -> None:
        one.ended = True
        self.standings(lambda found: self._on_standings(one, found))

    def _on_standings(self, one: _Round, found: Standings) -> None:
        if one is self._round and one.ended:
            self._standings = found
            self.changed.emit()

    def _on_opened(self) -> None:
        """Another comparison is on the screen: the choices that were made stay."""
        if self._round is not None:
            self._round = None
            self._standings = None
            self.changed.emit()


def _rows(one: _Round) -> list[RoundRow]:
    won, of, ties = ([0.0] * len(one.entries) for _ in range(3))
    for (left, right), duel in zip(one.pairs, one.chosen, strict=False):
        for place, score in ((right, _OTHER_SIDE[duel.winner]), (left, 1 - _OTHER_SIDE[duel.winner])):
            won[place] += score
            of[place] += 1
            ties[place] += duel.winner is Winner.TIE
    return [RoundRow(each, won[place], int(of[place]), int(ties[place])) for place, each in enumerate(one.entries)]


def _only(copy: Copy, names: list[str]) -> Copy:
    return Copy({name: copy.fields[name] for name in names if name in copy.fields})


def _reasons(compared: Compared) -> tuple[str, ...]:
    """Why a column takes no part, in sentences."""
    said: list[str] = []
    for reason in compared.why_not:
        match reason:
            case "unfinished":
                said.append(tr("It is not finished."))
            case "unchecked":
                said.append(tr("It is not checked yet."))
            case "error":
                count = compared.findings(Severity.ERROR)
                said.append(trn("{n} mistake must be put right first.", "{n} mistakes must be put right first.", count))
            case "contradicted":
                count = compared.claims(Verdict.CONTRADICTED)
                said.append(trn("{n} claim contradicts the facts.", "{n} claims contradict the facts.", count))
            case _:
                count = compared.claims(Verdict.UNSUPPORTED)
                said.append(trn("The facts do not say {n} claim.", "The facts do not say {n} claims.", count))
    return tuple(said)
