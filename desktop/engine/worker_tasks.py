"""What the worker process can do, each task imported only by the worker that serves it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import msgspec

from desktop.core.collecting import uncollected
from desktop.core.finding import CheckReport
from desktop.core.reply import Resting
from desktop.engine.mail_messages import ExportMail, ReadMail, RenderMail, RestReply, SendTest
from desktop.engine.messages import (
    Check,
    PasteRead,
    Proofread,
    Proofreading,
    ReadPaste,
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
    from desktop.engine.mail_checking import check_draft

    def work(request: Check) -> CheckReport:
        with uncollected():
            report = check_draft(request.copy, request.brief, channels=request.brief.channels, options=request.options)
        return shortened(report)

    return Task(Check, work)


def _warm_words() -> Task:
    from desktop.engine.warming import WarmWords, bend_words

    return Task(WarmWords, bend_words)


def _read_paste() -> Task:
    from desktop.formats.paste import read_paste

    def work(request: ReadPaste) -> PasteRead:
        return PasteRead(read_paste(request.text))

    return Task(ReadPaste, work)


def _render() -> Task:
    from desktop.engine.post_messages import Render, Rendered
    from desktop.formats.blog.markdown import shown_post

    def work(request: Render) -> Rendered:
        shown = shown_post(request.markdown)
        return Rendered(shown.html, shown.anchors)

    return Task(Render, work)


def _proofread() -> Task:
    from desktop.checks.grammar.proofread import proofread_copy
    from desktop.engine.mail_checking import spam_findings

    def work(request: Proofread) -> Proofreading:
        grammar = proofread_copy(request.copy, request.brief, request.options)
        return Proofreading(grammar + spam_findings(request.copy, request.brief, request.options))

    return Task(Proofread, work)


def _suggest() -> Task:
    from desktop.checks.spelling.state import suggest

    def work(request: Suggest) -> Suggestions:
        return Suggestions(suggest(request.word, request.language, request.dictionaries_folder))

    return Task(Suggest, work)


def _reply_rest() -> Task:
    from desktop.checks.resting import resting

    def work(request: RestReply) -> Resting:
        return resting(request.copy, request.brief)

    return Task(RestReply, work)


def _mail_render() -> Task:
    from desktop.engine.mail_tasks import render

    return Task(RenderMail, render)


def _mail_read() -> Task:
    from desktop.engine.mail_letters import read

    return Task(ReadMail, read)


def _mail_compose() -> Task:
    from desktop.engine.mail_letters import compose

    return Task(SendTest, compose)


def _mail_export() -> Task:
    from desktop.engine.mail_tasks import export

    return Task(ExportMail, export)


def _mail_inspect() -> Task:
    from desktop.engine.inspecting import inspect_request
    from desktop.engine.mail_messages import InspectMail

    return Task(InspectMail, inspect_request)


def _post_export() -> Task:
    from desktop.engine.post_messages import ExportPost
    from desktop.engine.post_tasks import export

    return Task(ExportPost, export)


def _post_export_all() -> Task:
    from desktop.engine.post_messages import ExportPosts
    from desktop.engine.post_tasks import export_all

    return Task(ExportPosts, export_all)


def _post_check() -> Task:
    from desktop.engine.post_messages import CheckPost
    from desktop.engine.post_tasks import check

    return Task(CheckPost, check)


def _post_read() -> Task:
    from desktop.engine.post_messages import ReadPost
    from desktop.engine.post_tasks import read

    return Task(ReadPost, read)


def _post_shape() -> Task:
    from desktop.engine.post_messages import ShapePost
    from desktop.engine.post_tasks import shape

    return Task(ShapePost, shape)


def _post_ideas() -> Task:
    from desktop.checks.search.ideas import keyphrase_ideas
    from desktop.engine.post_messages import FindKeyphrases, Keyphrases

    def work(request: FindKeyphrases) -> Keyphrases:
        found = keyphrase_ideas(request.texts, request.facts, request.language, title=request.title, most=request.most)
        return Keyphrases(tuple(each.phrase for each in found))

    return Task(FindKeyphrases, work)


def _source_read() -> Task:
    from desktop.engine.source_messages import ReadSource
    from desktop.engine.source_tasks import read

    return Task(ReadSource, read)


def _source_take() -> Task:
    from desktop.engine.source_messages import FetchedSource
    from desktop.engine.source_tasks import take

    return Task(FetchedSource, take)


def _source_match() -> Task:
    from desktop.engine.source_messages import MatchSources
    from desktop.engine.source_tasks import match

    return Task(MatchSources, match)


def _translation_file(name: str) -> Task:
    from desktop.engine.translation_tasks import FILE_TASKS

    return Task(*FILE_TASKS[name])


def _translation_check(name: str) -> Task:
    from desktop.engine.translation_checking import CHECK_TASKS

    return Task(*CHECK_TASKS[name])


def _translation_export(name: str) -> Task:
    from desktop.engine.translation_exporting import EXPORT_TASKS

    return Task(*EXPORT_TASKS[name])


TASKS: dict[str, Callable[[], Task]] = {
    "check": _check,
    "warm_words": _warm_words,
    "read_paste": _read_paste,
    "render": _render,
    "mail.render": _mail_render,
    "mail.export": _mail_export,
    "mail.read": _mail_read,
    "mail.compose": _mail_compose,
    "mail.inspect": _mail_inspect,
    "post.check": _post_check,
    "post.export": _post_export,
    "post.export_all": _post_export_all,
    "post.read": _post_read,
    "post.shape": _post_shape,
    "post.ideas": _post_ideas,
    "reply.rest": _reply_rest,
    "source.read": _source_read,
    "source.take": _source_take,
    "source.match": _source_match,
    "translation.open": partial(_translation_file, "translation.open"),
    "translation.write": partial(_translation_file, "translation.write"),
    "translation.export": partial(_translation_export, "translation.export"),
    "translation.returned": partial(_translation_export, "translation.returned"),
    "translation.post_editing": partial(_translation_export, "translation.post_editing"),
    "translation.check": partial(_translation_check, "translation.check"),
    "translation.check_begin": partial(_translation_check, "translation.check_begin"),
    "translation.check_part": partial(_translation_check, "translation.check_part"),
    "proofread": _proofread,
    "suggest": _suggest,
}
"""Each task by its name; calling it imports what the task needs."""
