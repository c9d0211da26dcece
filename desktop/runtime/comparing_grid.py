"""The grid of models, tones and instructions: what is asked for each of its boxes, and what all of it would take."""

from __future__ import annotations

import math
import os

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.brief import Brief
from desktop.core.comparison import Choice, Grid
from desktop.core.errors import ErrorKind, Problem, Remedy
from desktop.core.provider import INSIDE, split_model
from desktop.core.settings import LAST_GRID, LOCAL_ONLY, MASK_PRIVATE, MAX_REPAIRS, MODEL
from desktop.core.words import tr
from desktop.engine.messages import Estimate, Estimated, Write
from desktop.runtime.comparing_values import GridEstimate, Services
from desktop.runtime.engine_client import EngineState
from desktop.runtime.question import Question

_QUIET_MS = 400
_SEEDS = 2**31
_COUNTS = frozenset({LOCAL_ONLY.key, MASK_PRIVATE.key, MAX_REPAIRS.key})


def brief_for(brief: Brief, choice: Choice) -> Brief:
    """The brief with the tone and the instruction of a box."""
    instructions = "\n".join(part for part in (brief.instructions.strip(), choice.instruction.strip()) if part)
    return msgspec.structs.replace(brief, tone=choice.tone or brief.tone, instructions=instructions)


def new_key() -> str:
    """A name that nothing else has: of a column, a variant, a group of requests, a round."""
    return os.urandom(8).hex()  # `uuid` and `secrets` bring along what takes the start milliseconds


def new_seed() -> int:
    """What the dice of a variant begin with."""
    return int.from_bytes(os.urandom(4), "big") % _SEEDS


def nothing_to_write_from() -> Problem:
    """A brief says nothing yet."""
    return Problem(
        ErrorKind.INPUT,
        tr("There is nothing to write from yet."),
        tr("Name the product, or paste what the supplier says about it. A few facts are enough."),
    )


class Asking:
    """Makes the requests, each for one variant."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def request(self, choice: Choice) -> Write:
        """What would be asked now for a variant of a box, before it has an id and a seed."""
        services = self._services
        return Write(
            brief=brief_for(services.session.draft.brief, choice),
            model=choice.model,
            max_repairs=services.settings.get(MAX_REPAIRS),
            options=services.options.current,
        )

    def again(self, request: Write, group: str) -> Write:
        """The request as that of a variant of its own, with other dice."""
        return msgspec.structs.replace(request, variant=new_key(), seed=new_seed(), group=group)

    def first_grid(self) -> Grid:
        """The grid that was used last; else one box, of the model that writes."""
        settings = self._services.settings
        try:
            grid = msgspec.json.decode(settings.get(LAST_GRID), type=Grid)
        except msgspec.DecodeError:
            grid = Grid()
        return grid if grid.models else Grid(models=(settings.get(MODEL),))

    def remember(self, grid: Grid) -> None:
        """The next comparison begins with this grid."""
        self._services.settings.set(LAST_GRID, msgspec.json.encode(grid).decode())


class GridEstimator(QObject):
    """Finds out quietly, model by model, what writing the grid would take."""

    estimated = Signal(object)  # GridEstimate

    def __init__(self, asking: Asking, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asking = asking
        self._services = services
        self._grid = Grid()
        self._wanted = False
        self._answers: dict[Write, Estimated | Problem] = {}
        self._estimate = GridEstimate()
        self._question = Question(services.engine, Estimated, self)
        self._question.answered.connect(self._on_answer)
        self._question.failed.connect(self._on_failed)
        self._asked: Write | None = None
        self._rest = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._rest.timeout.connect(self._ask)
        services.session.changed.connect(self._later)
        services.session.opened.connect(self._anew)
        services.providers.changed.connect(self._anew)
        services.models.changed.connect(self._anew)
        services.settings.changed.connect(self._on_setting)
        services.engine.state_changed.connect(self._on_engine)

    @property
    def estimate(self) -> GridEstimate:
        """What is known by now; asking for it has it found out."""
        if not self._wanted:
            self._wanted = True
            self._later()
        return self._estimate

    def set_grid(self, grid: Grid, *, looked_at: bool = False) -> None:
        """Estimate this grid from now on."""
        self._wanted = self._wanted or looked_at
        if grid != self._grid or looked_at:
            self._grid = grid
            self._later()

    def _requests(self) -> dict[str, Write]:
        """One request for each model, for all of its variants together."""
        grid = self._grid
        found: dict[str, Write] = {}
        for model in dict.fromkeys(box.model for box in grid.chosen):
            boxes = [box for box in grid.chosen if box.model == model]
            request = self._asking.request(boxes[0])
            found[model] = msgspec.structs.replace(request, variants=len(boxes) * max(1, grid.each))
        return found

    def _later(self, _value: object = None) -> None:
        if self._wanted:
            self._rest.start()

    def _anew(self, _value: object = None) -> None:
        self._answers.clear()
        self._later()

    def _on_setting(self, key: str) -> None:
        if key in _COUNTS:
            self._anew()

    def _on_engine(self, state: str) -> None:
        self._question.drop()
        if state == EngineState.READY:
            self._later()

    def _ask(self) -> None:
        if self._services.session.handed_in.brief.is_empty:
            self._put(GridEstimate(variants=self._grid.total, problem=nothing_to_write_from()))
            return
        requests = self._requests()
        self._answers = {each: self._answers[each] for each in requests.values() if each in self._answers}
        missing = next((each for each in requests.values() if each not in self._answers), None)
        if missing is None:
            self._put(self._joined(requests))
        elif self._question.possible:
            self._asked = missing
            self._question.ask(Estimate(missing))
        elif self._question.open:
            self._rest.start()

    def _on_answer(self, asked: Estimate, estimated: Estimated) -> None:
        self._answers[asked.write] = msgspec.structs.replace(estimated, leaves=(), replaced=())
        self._ask()

    def _on_failed(self, problem: Problem) -> None:
        if self._asked is not None:
            self._answers[self._asked] = problem
            self._ask()

    def _put(self, estimate: GridEstimate) -> None:
        if estimate != self._estimate:
            self._estimate = estimate
            self.estimated.emit(estimate)

    def _joined(self, requests: dict[str, Write]) -> GridEstimate:
        """What the models take together: places work side by side, the models of one place one after another."""
        told = {model: self._answers[request] for model, request in requests.items()}
        known = {model: each for model, each in told.items() if isinstance(each, Estimated)}
        problems = [each for each in told.values() if isinstance(each, Problem)]
        costs = [each.cost for each in known.values() if each.cost is not None]
        seconds: dict[str, list[float | None]] = {}
        for model, each in known.items():
            rounds = math.ceil(requests[model].variants / max(1, each.together))
            took = None if each.seconds is None else each.seconds * rounds
            seconds.setdefault(split_model(model)[0] or INSIDE, []).append(took)
        whole = [_sum(each) for each in seconds.values()]
        return GridEstimate(
            variants=self._grid.total,
            calls=sum(each.calls for each in known.values()),
            cost=sum(costs) if costs or not told else None,
            currency=next((each.currency for each in known.values() if each.cost), "USD"),
            seconds=None if problems or None in whole else max((each for each in whole if each is not None), default=0),
            leaves=tuple(dict.fromkeys(each.place for each in known.values() if not each.here)),
            stays=sum(requests[model].variants for model, each in known.items() if each.here),
            unknown=len(known) - len(costs),
            problem=problems[0] if problems else self._nothing_chosen(),
        )

    def _nothing_chosen(self) -> Problem | None:
        if self._grid.total:
            return None
        return Problem(ErrorKind.INPUT, tr("No box of the grid is chosen."), tr("Choose at least one."), Remedy.NONE)


def _sum(parts: list[float | None]) -> float | None:
    known = [each for each in parts if each is not None]
    return sum(known) if len(known) == len(parts) else None
