"""Every fault over every route: the sentence, the button, the text that is kept, the number of requests; and Stop.

`docs/faults.md` is written from the same run with COPYDESK_WRITE_DOCS=1, and must be what this run gives.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from typing import NamedTuple

import pytest

from desktop.core.draft import Variant
from desktop.core.errors import Remedy
from desktop.core.profile import Profile
from desktop.core.prompt import FinishReason
from desktop.core.provider import Protocol
from desktop.engine.gateway import Gateway, Patience
from desktop.engine.redaction import Redactor
from tests.conftest import REPOSITORY
from tests.faults.conftest import Desk
from tests.faults.matrix import ADDRESSES, CASES, IMPATIENT, ROUTES, STOPS, Case
from tests.faults.page import counted, page
from tests.faults.runs import SECRET_TEXT, Bench, Outcome, Stopped, Table
from tests.faults.server import FaultServer
from tests.faults.steps import CANARY

pytest.importorskip("cryptography", reason="it makes the certificate that nobody trusts")
from tests.faults.certificate import untrusted

pytestmark = pytest.mark.filterwarnings("ignore:.*ReadOnly. qualifier:UserWarning")  # pydantic's, of litellm's types

PAGE = REPOSITORY / "docs" / "faults.md"
LONGEST_S = 60.0


class Run(NamedTuple):
    """What one run of the whole table gave; `led_astray` is what the servers got that redirects point to, in bytes."""

    table: Table
    endings: Mapping[tuple[str, Protocol], Variant]
    stops: Mapping[tuple[str, Protocol], Stopped]
    logged: list[str]
    warned: list[str]
    led_astray: int
    seconds: float


class _Log(logging.Handler):
    """Keeps everything that is logged, of all libraries."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.warnings: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = self.format(record)
        self.lines.append(line)
        if record.levelno >= logging.WARNING:
            self.warnings.append(line)


@pytest.fixture(scope="module")
def run(whole_desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """The whole table, run once."""
    log, root = _Log(), logging.getLogger()
    level = root.level
    root.addHandler(log)
    root.setLevel(logging.DEBUG)
    began = time.monotonic()
    try:
        with ExitStack() as stack:
            bait = stack.enter_context(FaultServer())
            tls = untrusted()
            servers = {each: stack.enter_context(FaultServer(each.value, elsewhere=bait)) for each in ROUTES}
            secure = {each: stack.enter_context(FaultServer(each.value, tls=tls)) for each in ROUTES}
            folder = tmp_path_factory.mktemp("profile")
            table, endings, stops = whole_desk.run(
                _all(whole_desk, servers, secure, Profile(folder, folder / "models"))
            )
            yield Run(table, endings, stops, log.lines, log.warnings, bait.bytes_in, time.monotonic() - began)
    finally:
        root.removeHandler(log)
        root.setLevel(level)


async def _all(
    desk: Desk, servers: Mapping[Protocol, FaultServer], secure: Mapping[Protocol, FaultServer], profile: Profile
) -> tuple[Table, Mapping[tuple[str, Protocol], Variant], Mapping[tuple[str, Protocol], Stopped]]:
    library = await desk.gateway.library()
    patient = Gateway(Redactor(), Patience(30, 30), lambda: library)
    impatient = Gateway(Redactor(), Patience(1, 1), lambda: library)
    for gateway in (patient, impatient):
        for route in ROUTES:
            await gateway.library_for(route)
    bench = Bench(servers, secure, (patient, impatient))
    try:
        table = await bench.table()
        return table, await bench.endings(profile, table), await bench.stops()
    finally:
        await patient.clients.close()
        await impatient.clients.close()


def _ends_well(case: Case, route: Protocol, outcome: Outcome) -> None:
    """Hold an outcome against what it must be."""
    told, problem = case.on(route), outcome.problem
    assert outcome.text == told.text
    assert "\N{REPLACEMENT CHARACTER}" not in outcome.text
    assert (outcome.ending.reason if outcome.ending else None) is told.ending
    assert outcome.requests == told.requests
    assert counted(outcome) == told.waits
    if told.kind is None:
        assert problem is None
        return
    assert problem is not None
    assert problem.kind is told.kind
    assert told.message in problem.message
    assert problem.remedy is told.remedy
    if told.text:
        assert "kept" in problem.hint
    for hidden in (CANARY, SECRET_TEXT):
        assert hidden not in outcome.shown
    if case.fault in IMPATIENT:
        assert outcome.left, "the connection stayed open"


_ALL = [
    pytest.param(case, route, id=f"{case.number}-{case.fault}-{route}")
    for case in (*CASES, *ADDRESSES)
    for route in ROUTES
    if route not in case.without
]


@pytest.mark.parametrize(("case", "route"), _ALL)
def test_a_fault_ends_as_it_must(run: Run, case: Case, route: Protocol) -> None:
    _ends_well(case, route, run.table[case.fault, route])


@pytest.mark.parametrize("route", ROUTES)
def test_an_answer_that_was_not_whole_is_never_a_finished_variant(run: Run, route: Protocol) -> None:
    buttons = {
        FinishReason.CUT_OFF: Remedy.CONTINUE,
        FinishReason.LENGTH: Remedy.CONTINUE,
        FinishReason.DECLINED: Remedy.CHOOSE_MODEL,
    }
    found = {fault: variant for (fault, on), variant in run.endings.items() if on is route}
    assert {"no-finish", "length"} <= set(found)
    for fault, variant in found.items():
        ending = run.table[fault, route].ending
        assert ending is not None
        assert not variant.complete
        assert variant.error is not None
        assert variant.error.remedy is buttons[ending.reason]
        assert bool(run.table[fault, route].text) is not variant.copy.is_empty, "the text is kept"


def _stops_well(fault: str, stopped: Stopped) -> None:
    assert stopped.ended_s < 0.5
    assert stopped.requests == 1
    if fault != "429":
        assert stopped.seen_s < 0.5, "the server did not see it"
    if fault in {"slow", "stall"}:
        assert stopped.text.startswith("A mug that keeps ")


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("fault", STOPS)
def test_stop_is_heard_in_every_state(run: Run, fault: str, route: Protocol) -> None:
    _stops_well(fault, run.stops[fault, route])


def test_where_redirects_point_to_nothing_arrived(run: Run) -> None:
    assert run.led_astray == 0


def test_no_log_line_holds_the_key_or_the_brief(run: Run) -> None:
    assert run.warned == []
    said = "\n".join(run.logged)
    for hidden in (CANARY, SECRET_TEXT):
        assert hidden not in said


def test_the_whole_table_is_quick(run: Run) -> None:
    assert run.seconds < LONGEST_S


def _good(run: Run) -> Iterator[object]:
    """The faults and routes that ended as they must."""
    for parameter in _ALL:
        case, route = parameter.values
        assert isinstance(case, Case)
        assert isinstance(route, Protocol)
        try:
            _ends_well(case, route, run.table[case.fault, route])
        except AssertionError:
            continue
        yield case.fault, route
    for (fault, route), stopped in run.stops.items():
        try:
            _stops_well(fault, stopped)
        except AssertionError:
            continue
        yield "stop", fault, route


@pytest.mark.skipif(sys.platform != "linux", reason="the page is written on Linux; other systems word some errors so")
def test_the_page_in_docs_is_what_this_run_gives(run: Run) -> None:
    text = page(run.table, run.endings, run.stops, _good(run))
    if os.environ.get("COPYDESK_WRITE_DOCS") == "1":
        PAGE.write_text(text, encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == text, "COPYDESK_WRITE_DOCS=1 writes it anew"
