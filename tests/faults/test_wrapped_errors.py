"""The same faults through litellm's own wrapper of streams, as routes without a stream of OpenAI's client have it.

There the fault reaches us as another class, often inside `MidStreamFallbackError`; the writer is told the same.
"""

from __future__ import annotations

import httpx
import pytest

from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy
from desktop.engine.errors import problem_of
from desktop.engine.redaction import Redactor, Secret
from desktop.engine.route import Route
from tests.faults.conftest import Desk
from tests.faults.server import CANARY, FaultServer
from tests.faults.test_openai_route import TOLD

pytestmark = pytest.mark.filterwarnings("ignore:.*ReadOnly. qualifier:UserWarning")  # pydantic's, of litellm's types

WRAPPED = sorted(TOLD.keys() - {"nothing", "html-as-stream", "in-utf8-clean", "error-finish"})
"""The others end in good order there, which is why the gateway reads beneath the wrapper."""


async def _fail(desk: Desk, route: Route) -> EnvironmentProblem:
    library = await desk.gateway.library()
    text = ""
    try:
        wrapper = await library.acompletion(
            model=route.model,
            messages=[{"role": "user", "content": "A mug."}],
            api_base=route.base_url,
            api_key=route.key.reveal(),
            client=desk.gateway.clients.for_route(route),
            stream=True,
            max_retries=0,
            num_retries=0,
        )
        async for piece in wrapper:  # type: ignore[attr-defined]
            text += piece.choices[0].delta.content or ""
    except desk.gateway.clients.failures as error:
        redactor = Redactor()
        redactor.know(route.key)
        return problem_of(route, error, words=len(text.split()), redactor=redactor)
    raise AssertionError("it did not fail")


@pytest.mark.parametrize("fault", WRAPPED)
def test_a_wrapped_fault_is_told_as_the_bare_one(desk: Desk, server: FaultServer, fault: str) -> None:
    route = Route("shop/m", "openai/m", server.base(fault), Secret(CANARY))
    problem = desk.run(_fail(desk, route)).problem
    told = TOLD[fault]
    assert (problem.kind, problem.remedy, problem.retry_after) == (told.kind, told.remedy, told.retry_after)
    assert CANARY not in repr(problem)


ROUTE = Route("shop/m", "openai/m", "https://api.example.org/v1")


@pytest.mark.parametrize(
    ("behind", "kind", "remedy"),
    [
        (httpx.ReadError(""), ErrorKind.NETWORK, Remedy.CONTINUE),
        (httpx.ReadTimeout(""), ErrorKind.TIMEOUT, Remedy.CONTINUE),
        (ConnectionResetError(), ErrorKind.NETWORK, Remedy.CONTINUE),
    ],
)
def test_what_lies_behind_an_error_in_the_middle_counts(
    desk: Desk, behind: Exception, kind: ErrorKind, remedy: Remedy
) -> None:
    from litellm.exceptions import MidStreamFallbackError

    error = MidStreamFallbackError("lost", "m", "anthropic", original_exception=behind, generated_content="A mug")
    problem = problem_of(ROUTE, error, words=2, redactor=Redactor()).problem
    assert (problem.kind, problem.remedy) == (kind, remedy)
    assert problem.hint == "The 2 words that came are kept."
