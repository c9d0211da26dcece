from __future__ import annotations

import asyncio
import time

import msgspec

from desktop.core.errors import CopydeskError, EnvironmentProblem, ErrorKind
from desktop.engine.jobs import JobRunner, Outcome, Work
from desktop.engine.messages import Done
from tests.clock import on_time
from tests.conftest import LogGuard


def _outcomes(work: Work, *, cancel_after: float | None = None) -> list[Outcome]:
    """How a job ended, every time it was told."""
    told: list[Outcome] = []

    async def main() -> None:
        runner = JobRunner()
        ended = asyncio.Event()

        def take(outcome: Outcome) -> None:
            told.append(outcome)
            ended.set()

        runner.start(1, work, take)
        assert 1 in runner
        if cancel_after is not None:
            await asyncio.sleep(cancel_after)
            runner.cancel(1)
            runner.cancel(1)
        await ended.wait()
        assert 1 not in runner
        await asyncio.sleep(0.02)
        await runner.close()

    asyncio.run(main())
    return told


def _kind(outcome: Outcome) -> ErrorKind:
    assert isinstance(outcome, CopydeskError)
    return outcome.problem.kind


async def _done() -> Done:
    return Done()


async def _offline() -> msgspec.Struct:
    raise EnvironmentProblem(ErrorKind.NETWORK, "Offline.")


async def _wrong() -> msgspec.Struct:
    raise KeyError("nobody")


async def _forever() -> msgspec.Struct:
    await asyncio.sleep(100)
    return Done()


async def _stubborn() -> msgspec.Struct:
    for _ in range(3):
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            continue
    return Done()


async def _keeps_what_it_has() -> msgspec.Struct:
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        await asyncio.sleep(0.1)
    return Done()


def test_a_job_ends_with_its_answer() -> None:
    assert _outcomes(_done) == [Done()]


def test_a_known_error_ends_as_it_is() -> None:
    (outcome,) = _outcomes(_offline)
    assert _kind(outcome) is ErrorKind.NETWORK


def test_a_mistake_of_ours_ends_as_a_bug_and_is_logged(log_guard: LogGuard) -> None:
    log_guard.expect("mistake of ours")
    (outcome,) = _outcomes(_wrong)
    assert _kind(outcome) is ErrorKind.BUG
    assert isinstance(outcome, CopydeskError)
    assert outcome.problem.details == "KeyError: 'nobody'"


def test_a_cancelled_job_says_so() -> None:
    (outcome,) = _outcomes(_forever, cancel_after=0.05)
    assert _kind(outcome) is ErrorKind.CANCELLED


def test_a_cancelled_job_may_hand_over_what_it_has() -> None:
    assert _outcomes(_keeps_what_it_has, cancel_after=0.05) == [Done()]


@on_time
def test_a_job_that_does_not_obey_ends_within_half_a_second() -> None:
    async def main() -> tuple[float, Outcome]:
        runner = JobRunner()
        told: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        runner.start(1, _stubborn, told.set_result)
        await asyncio.sleep(0.05)
        cancelled = time.monotonic()
        runner.cancel(1)
        outcome = await told
        return time.monotonic() - cancelled, outcome

    took, outcome = asyncio.run(main())
    assert took < 0.5
    assert _kind(outcome) is ErrorKind.CANCELLED


def test_closing_ends_every_job() -> None:
    told: list[Outcome] = []

    async def main() -> None:
        runner = JobRunner()
        for number in range(5):
            runner.start(number, _forever, told.append)
        await asyncio.sleep(0)
        await runner.close()

    asyncio.run(main())
    assert [_kind(outcome) for outcome in told] == [ErrorKind.CANCELLED] * 5
