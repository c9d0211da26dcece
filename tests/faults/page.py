"""Writes `docs/faults.md` from what a run of the table gave."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from desktop.core.draft import Variant
from desktop.core.errors import Problem, Remedy
from desktop.core.provider import Protocol
from tests.faults.matrix import ADDRESSES, CASES, ROUTES, STOPS, Case
from tests.faults.runs import Outcome, Stopped, Table

TITLES = {
    Protocol.OPENAI: "OpenAI",
    Protocol.MISTRAL: "Mistral",
    Protocol.HUGGINGFACE: "Hugging Face",
    Protocol.ANTHROPIC: "Anthropic",
    Protocol.GEMINI: "Gemini",
    Protocol.OLLAMA: "Ollama",
}
_BUTTONS = {
    Remedy.RETRY: "Retry",
    Remedy.CONTINUE: "Continue",
    Remedy.OPEN_KEYS: "Open keys",
    Remedy.CHOOSE_MODEL: "Choose a model",
    Remedy.ADD_CREDIT: "Add credit",
    Remedy.USE_LOCAL_MODEL: "Use the model on this computer",
    Remedy.OPEN_SETTINGS: "Open settings",
    Remedy.NONE: "–",
}
_HEAD = """# What the writer sees when a provider fails

Written by the tests (`tests/faults/test_matrix.py`): every fault is made by a server of their own, in the protocol of
each provider, and met by a real call over a real socket. ✓ is a route on which it ended as it must; – one whose
protocol has no such fault. Where routes end in different ways, each way has its row. The numbers are those of the list
of faults in the threat table. “Example” is the name of the provider. Deadlines are 1 s in this run; in the program they
are 120 s for the first word and 60 s between two pieces, and can be set.

No row ends in a text that is called complete and is not; no key and no word of the brief is in any sentence, detail,
log line or traceback; the servers that redirects point to received nothing.
"""
_STOP_HEAD = """
## Stop

The call ends and the server sees its connection closed within half a second, nothing is asked again, and the text that
had come is kept.
"""

Endings = Mapping[tuple[str, Protocol], Variant]
Row = tuple[str, str, str, str]


def page(table: Table, endings: Endings, stops: Mapping[tuple[str, Protocol], Stopped], good: Iterable[object]) -> str:
    """The page; `good` are the faults and routes that ended as they must."""
    fine = set(good)
    titles = " | ".join(TITLES[route] for route in ROUTES)
    lines = [
        _HEAD,
        f"| no. | what happens | {titles} | what the writer reads | button | text | requests |",
        f"|--:|---|{'---|' * len(ROUTES)}---|---|---|---|",
    ]
    for case in sorted((*CASES, *ADDRESSES), key=lambda case: case.number):
        rows: dict[Row, list[Protocol]] = {}
        for route in ROUTES:
            if route not in case.without:
                key = (case.fault, route)
                rows.setdefault(_row(table[key], endings.get(key)), []).append(route)
        lines += [_line(case, row, routes, fine) for row, routes in rows.items()]
    lines += [_STOP_HEAD, f"| when | {titles} | requests |", f"|---|{'---|' * len(ROUTES)}---|"]
    for fault, when in STOPS.items():
        marks = " | ".join("✓" if ("stop", fault, route) in fine else "✗" for route in ROUTES)
        lines.append(f"| {when} | {marks} | {max(stops[fault, route].requests for route in ROUTES)} |")
    return "\n".join(lines) + "\n"


def _line(case: Case, row: Row, routes: list[Protocol], fine: set[object]) -> str:
    def mark(route: Protocol) -> str:
        if route in routes:
            return "✓" if (case.fault, route) in fine else "✗"
        return "–" if route in case.without else " "

    return f"| {case.number} | {case.what} | {' | '.join(map(mark, ROUTES))} | {' | '.join(row)} |"


def _row(outcome: Outcome, variant: Variant | None) -> Row:
    problem = outcome.problem or (variant.error if variant is not None else None)
    requests = str(outcome.requests)
    if outcome.waits:
        waited = " and ".join(str(seconds) for seconds in counted(outcome))
        requests += f", counted down {waited} s"
    kept = "whole" if problem is None else "kept" if outcome.text else "none had come"
    return _sentence(problem), _BUTTONS[problem.remedy if problem else Remedy.NONE], kept, requests


def counted(outcome: Outcome) -> tuple[int, ...]:
    """The seconds that were counted down before each further request."""
    waits = {wait.attempt: wait.seconds for wait in reversed(outcome.waits)}
    return tuple(round(waits[attempt]) for attempt in sorted(waits))


def _sentence(problem: Problem | None) -> str:
    if problem is None:
        return "(the text)"
    return re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:1234", f"{problem.message} {problem.hint}".strip())
