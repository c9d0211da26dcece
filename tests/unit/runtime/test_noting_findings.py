"""What the checks found is known of the versions of a text."""

from __future__ import annotations

from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.copy import Copy
from desktop.core.draft import Origin, SearchHit
from desktop.core.finding import CheckReport, Finding, Severity
from desktop.core.history import Filters
from desktop.engine.messages import Check
from desktop.runtime.checker import Checker
from desktop.runtime.engine_client import EngineClient
from desktop.runtime.noting_findings import NotingFindings
from desktop.runtime.options import WorkspaceOptions
from tests.fakes.engine import FakeJob
from tests.unit.runtime.conftest import Bench

ERROR, INFO = (Finding("x", severity, "body", 0, 3, "wol", "") for severity in (Severity.ERROR, Severity.INFO))


def listed(qtbot: QtBot, bench: Bench, findings: str) -> list[SearchHit]:
    found: list[list[SearchHit]] = []
    bench.store.submit(lambda store: store.search("", filters=Filters(findings=findings)), found.append, lambda _: None)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


@pytest.mark.parametrize(
    ("findings", "known"), [((ERROR, INFO), "some"), ((INFO,), "none"), ((), "none")], ids=["error", "info", "nothing"]
)
def test_a_version_bears_what_the_checks_found(
    qtbot: QtBot, bench: Bench, findings: tuple[Finding, ...], known: str
) -> None:
    options = WorkspaceOptions(bench.settings, bench.profile, bench.session)
    checker = Checker(bench.session, cast("EngineClient", bench.engine), options)
    NotingFindings(bench.session, checker, bench.store, checker)
    bench.session.set_field("body", "wol en meer", "Type")

    def asked() -> list[FakeJob]:
        checks = [job for job in bench.engine.jobs if isinstance(job.params, Check)]
        return [job for job in checks if job.params.copy == Copy({"body": "wol en meer"})]  # type: ignore[attr-defined]

    qtbot.waitUntil(lambda: bool(asked()))
    asked()[-1].finished.emit(CheckReport(findings))
    assert checker.is_current
    bench.drafts.add_version(Origin.TYPED)
    qtbot.waitUntil(lambda: bool(listed(qtbot, bench, "")))
    assert [hit.title for hit in listed(qtbot, bench, known)] == ["wol en meer"]
    assert listed(qtbot, bench, "some" if known == "none" else "none") == []
