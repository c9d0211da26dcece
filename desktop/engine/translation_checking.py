"""The worker's tasks that check translations: some segments at once, or a whole file in parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from desktop.checks.bitext.address import mostly
from desktop.checks.bitext.catalogue import check_over, check_pair
from desktop.checks.bitext.pair import Pair
from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr
from desktop.engine.translation_messages import CheckBitext, ChecksPart, SegmentFindings, TranslationChecks


def check(request: CheckBitext) -> SegmentFindings:
    """`translation.check` of some segments, each by itself."""
    around = request.around
    pairs = (Pair(each, request.source, request.target, around) for each in request.segments if not each.locked)
    return SegmentFindings(tuple(finding for pair in pairs for finding in check_pair(pair)), around.register)


class WholeChecks:
    """The file that is being checked in parts: it crosses the pipe once. A new one takes the place of the last."""

    def __init__(self) -> None:
        self._ticket = ""
        self._pairs: tuple[Pair, ...] = ()
        self._register = ""

    def begin(self, request: TranslationChecks) -> SegmentFindings:
        """Take a file in; the answer says which form of address it mostly uses."""
        asked = request.check
        around = asked.around
        pairs = [Pair(each, asked.source, asked.target, around) for each in asked.segments]
        if not around.register and (way := mostly(pair for pair in pairs if not pair.segment.locked)):
            around = msgspec.structs.replace(around, register=way)
            for pair in pairs:
                pair.around = around
        self._ticket, self._pairs, self._register = request.ticket, tuple(pairs), around.register
        return SegmentFindings((), around.register)

    def part(self, request: ChecksPart) -> SegmentFindings:
        """What the checks say of some of its segments; of all beside each other with `over`."""
        if request.ticket != self._ticket:
            raise UserError(ErrorKind.INPUT, tr("The checks were begun anew."))
        if request.over:
            free = [pair for pair in self._pairs if not pair.segment.locked]
            return SegmentFindings(tuple(check_over(free)), self._register)
        pairs = [pair for pair in self._pairs[request.start : request.end] if not pair.segment.locked]
        return SegmentFindings(tuple(finding for pair in pairs for finding in check_pair(pair)), self._register)


_WHOLE = WholeChecks()

CHECK_TASKS: dict[str, tuple[type[msgspec.Struct], Callable[[Any], msgspec.Struct]]] = {
    "translation.check": (CheckBitext, check),
    "translation.check_begin": (TranslationChecks, _WHOLE.begin),
    "translation.check_part": (ChecksPart, _WHOLE.part),
}
"""Each task with the type of its parameters."""
