"""One report of several sources: where the words stand now, without what was silenced; one question at a time."""

from __future__ import annotations

from typing import cast

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.finding import CheckReport, Claim, Finding, Severity, Verdict
from desktop.core.ids import DraftId
from desktop.core.rulings import Judgement, Rulings
from desktop.core.settings import GRAMMAR
from desktop.engine.messages import Check, Judge, Judged, Proofread, Proofreading
from desktop.runtime.checker import Checker, Heard, merged
from desktop.runtime.decisions import Decisions
from desktop.runtime.engine_client import EngineClient
from desktop.runtime.judging import Judging
from desktop.runtime.options import WorkspaceOptions
from desktop.runtime.proofreader import Proofreader
from tests.fakes.engine import FakeJob
from tests.unit.runtime.conftest import Bench

TEXT = "The bag are fully waterproof. You will love it dearly."
COPY = Copy({"body": TEXT})


def found(words: str, check: str, severity: Severity = Severity.WARNING, text: str = TEXT) -> Finding:
    start = text.index(words)
    return Finding(check, severity, "body", start, start + len(words), words, "")


def draft(text: str = TEXT, brief: Brief = Brief()) -> Draft:  # noqa: B008 - a frozen value
    return Draft(DraftId("d"), brief=brief, copy=Copy({"body": text}))


JUDGED = Rulings(judgements=(Judgement("You will love it dearly.", "x"),))


class Desk:
    """The services around a checker, with an engine whose answers a test gives."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        engine = cast("EngineClient", bench.engine)
        self.options = WorkspaceOptions(bench.settings, bench.profile, bench.session)
        self.checker = Checker(bench.session, engine, self.options)
        self.decisions = Decisions(bench.session, bench.settings)
        self.said: list[CheckReport] = []
        self.checker.checked.connect(self.said.append)

    def jobs(self, kind: type) -> list[FakeJob]:
        return [job for job in self.bench.engine.jobs if isinstance(job.params, kind)]


@pytest.fixture
def desk(bench: Bench) -> Desk:
    return Desk(bench)


def test_sources_are_joined_gravest_first_and_the_checks_are_heard_of_the_same_words() -> None:
    checks = CheckReport((found("waterproof", "claims.property", Severity.ERROR), found("love", "style.cliches")))
    grammar = CheckReport((found("are", "grammar.agreement"), found("love", "grammar.other")))
    report = merged(Heard(COPY, checks), (Heard(COPY, grammar),), draft(), ())
    assert [each.check for each in report.findings] == ["claims.property", "grammar.agreement", "style.cliches"]


def test_each_source_is_shown_where_its_words_stand_now() -> None:
    typed = TEXT.replace("The bag", "The new bag")
    checks = CheckReport(
        (found("bag", "style.cliches"), found("waterproof", "claims.property", text=typed)),
        (Claim("body", 20, 30, "", Verdict.CONTRADICTED),),
    )
    old = CheckReport((found("are", "grammar.agreement"), found("The bag", "grammar.other")))
    heard = Heard(Copy({"body": typed}), CheckReport(checks.findings[1:], checks.claims))
    report = merged(heard, (Heard(COPY, old),), draft(typed), ())
    assert [typed[each.start : each.end] for each in report.findings] == ["are", "waterproof"]


def test_one_question_at_a_time_and_then_the_newest(desk: Desk, qtbot: QtBot) -> None:
    session = desk.bench.session
    session.open(draft())
    qtbot.waitUntil(lambda: len(desk.jobs(Check)) == 1)
    session.set_field("body", TEXT + " More.", "Typing")
    session.set_field("body", TEXT + " More to come.", "Typing")
    qtbot.wait(400)
    assert len(desk.jobs(Check)) == 1
    desk.jobs(Check)[0].finished.emit(CheckReport((found("waterproof", "claims.property"),)))
    assert [each.text for each in desk.said[-1].findings] == ["waterproof"]
    qtbot.waitUntil(lambda: len(desk.jobs(Check)) == 2)
    asked = desk.jobs(Check)[1].params
    assert isinstance(asked, Check)
    assert asked.copy.text("body") == TEXT + " More to come."


def test_an_answer_about_another_draft_is_not_shown(desk: Desk, qtbot: QtBot) -> None:
    desk.bench.session.open(draft())
    qtbot.waitUntil(lambda: len(desk.jobs(Check)) == 1)
    desk.bench.session.open(msgspec.structs.replace(draft(), id=DraftId("e")))  # of the same words
    desk.jobs(Check)[0].finished.emit(CheckReport((found("waterproof", "claims.property"),)))
    assert desk.said == []


def test_what_is_silenced_goes_at_once_and_comes_back_with_undo(desk: Desk, qtbot: QtBot) -> None:
    session = desk.bench.session
    session.open(draft())
    qtbot.waitUntil(lambda: len(desk.jobs(Check)) == 1)
    finding = found("waterproof", "claims.property")
    desk.jobs(Check)[0].finished.emit(CheckReport((finding,)))
    desk.decisions.silence_here(finding)
    assert list(desk.said[-1].findings) == []
    session.undo()
    assert desk.said[-1].findings == (finding,)


def test_grammar_follows_at_a_pause_and_goes_when_it_is_switched_off(desk: Desk, qtbot: QtBot) -> None:
    bench = desk.bench
    engine = cast("EngineClient", bench.engine)
    reader = Proofreader(bench.session, engine, bench.settings, desk.options, bench.notices, desk.checker)
    bench.session.open(draft())
    qtbot.waitUntil(lambda: len(desk.jobs(Proofread)) == 1, timeout=5_000)
    answer = Proofreading((found("are", "grammar.agreement"),), note="The server did not answer.")
    desk.jobs(Proofread)[0].finished.emit(answer)
    assert desk.said == []  # the checks have not spoken yet, and nothing found by them would be no news
    desk.jobs(Check)[0].finished.emit(CheckReport())
    assert [each.check for each in desk.said[-1].findings] == ["grammar.agreement"]
    assert [notice.title for notice in bench.posted] == ["The server did not answer."]
    bench.settings.set(GRAMMAR, False)
    assert desk.said[-1].findings == ()
    reader.deleteLater()


def test_what_a_model_judged_becomes_a_ruling_that_can_be_undone(desk: Desk) -> None:
    bench = desk.bench
    engine = cast("EngineClient", bench.engine)
    judging = Judging(bench.session, engine, bench.settings, bench.notices)
    gone = Judgement("Gone since.", "x")
    bench.session.open(draft(brief=Brief(facts=(Fact("f1", "Water", "no"),), rulings=Rulings(judgements=(gone,)))))
    judging.ask()
    judging.ask()
    (job,) = desk.jobs(Judge)
    assert judging.busy is True
    judged = Judgement("You will love it dearly.", "x")
    job.finished.emit(Judged((judged,)))
    assert bench.session.draft.brief.rulings.judgements == (judged,)
    assert bool(judging.busy) is False
    bench.session.undo()
    assert bench.session.draft.brief.rulings.judgements == (gone,)


def test_an_answer_about_a_draft_that_left_the_desk_rules_nothing(desk: Desk) -> None:
    bench = desk.bench
    judging = Judging(bench.session, cast("EngineClient", bench.engine), bench.settings, bench.notices)
    bench.session.open(draft())
    judging.ask()
    bench.session.open(draft("Other."))
    desk.jobs(Judge)[0].finished.emit(Judged((Judgement("Other.", "x"),)))
    assert desk.jobs(Judge)[0].cancelled
    assert bench.session.draft.brief.rulings == Rulings()
