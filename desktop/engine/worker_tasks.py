"""What the worker process can do, each task imported only by the worker that serves it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from desktop.core.finding import CheckReport
from desktop.engine.messages import (
    Check,
    PasteRead,
    Proofread,
    Proofreading,
    ReadPaste,
    Render,
    Rendered,
    Suggest,
    Suggestions,
)

MOST_FINDINGS = 300
MOST_CLAIMS = 1000
"""What a window is sent of one check. Nobody works through more, and all of it is moved along with each word typed."""


class Task(NamedTuple):
    """A task: the type of its parameters, and the function that does it."""

    params: type[msgspec.Struct]
    work: Callable[[Any], msgspec.Struct]


def shortened(report: CheckReport) -> CheckReport:
    """The report with its gravest findings; when they are dealt with, others follow."""
    return msgspec.structs.replace(
        report,
        findings=report.findings[:MOST_FINDINGS],
        claims=report.claims[:MOST_CLAIMS],
        left_out=max(0, len(report.findings) - MOST_FINDINGS),
    )


def _check() -> Task:
    from desktop.checks.report import check_copy

    def work(request: Check) -> CheckReport:
        report = check_copy(request.copy, request.brief, channels=request.brief.channels, options=request.options)
        return shortened(report)

    return Task(Check, work)


def _read_paste() -> Task:
    from desktop.formats.paste import read_paste

    def work(request: ReadPaste) -> PasteRead:
        return PasteRead(read_paste(request.text))

    return Task(ReadPaste, work)


def _render() -> Task:
    from desktop.formats.markdown_html import render_markdown

    def work(request: Render) -> Rendered:
        return Rendered(render_markdown(request.markdown))

    return Task(Render, work)


def _proofread() -> Task:
    from desktop.checks.grammar.proofread import proofread_copy

    def work(request: Proofread) -> Proofreading:
        return Proofreading(proofread_copy(request.copy, request.brief, request.options))

    return Task(Proofread, work)


def _suggest() -> Task:
    from desktop.checks.spelling.state import suggest

    def work(request: Suggest) -> Suggestions:
        return Suggestions(suggest(request.word, request.language, request.dictionaries_folder))

    return Task(Suggest, work)


TASKS: dict[str, Callable[[], Task]] = {
    "check": _check,
    "read_paste": _read_paste,
    "render": _render,
    "proofread": _proofread,
    "suggest": _suggest,
}
"""Each task by its name; calling it imports what the task needs."""
