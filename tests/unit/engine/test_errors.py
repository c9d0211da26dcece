"""What a failed call becomes where no server of ours can show it."""

from __future__ import annotations

import errno
import ssl

import httpx
import pytest

from desktop.core.errors import ErrorKind, Remedy
from desktop.core.provider import Protocol
from desktop.engine.error_facts import AnswerFailed, Passing, causes_of, retry_after_of, status_of
from desktop.engine.errors import no_key, not_all_read, only_thought, problem_of
from desktop.engine.redaction import Redactor, Secret
from desktop.engine.route import Route

ROUTE = Route("shop/m", "openai/m", "https://api.example.org/v1", title="Example")
OLLAMA = Route("ollama/m", "ollama_chat/m", "http://localhost:11434", protocol=Protocol.OLLAMA)


def behind(cause: BaseException) -> httpx.ConnectError:
    error = httpx.ConnectError("All connection attempts failed")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "kind", "remedy", "words"),
    [
        (behind(OSError(errno.ENETUNREACH, "unreachable")), ErrorKind.NETWORK, Remedy.USE_LOCAL_MODEL, "offline"),
        (behind(ExceptionGroup("", [ConnectionRefusedError()])), ErrorKind.NETWORK, Remedy.RETRY, "Nothing answers"),
        (behind(ssl.SSLCertVerificationError()), ErrorKind.NETWORK, Remedy.NONE, "api.example.org is not trusted"),
        (httpx.ConnectTimeout(""), ErrorKind.TIMEOUT, Remedy.RETRY, "Example in time"),
        (AnswerFailed("Model not found: m", 400), ErrorKind.MODEL_MISSING, Remedy.CHOOSE_MODEL, "does not have"),
        (AnswerFailed("CUDA error: out of memory"), ErrorKind.PROVIDER, Remedy.CHOOSE_MODEL, "not enough memory"),
        (AnswerFailed("Insufficient Balance", 402), ErrorKind.QUOTA, Remedy.ADD_CREDIT, "credit"),
        (AnswerFailed("The input token count exceeds", 400), ErrorKind.INPUT, Remedy.CHOOSE_MODEL, "too long"),
    ],
)
def test_a_fault_has_its_sentence_and_button(error: Exception, kind: ErrorKind, remedy: Remedy, words: str) -> None:
    problem = problem_of(ROUTE, error, words=0, redactor=Redactor()).problem
    assert (problem.kind, problem.remedy) == (kind, remedy)
    assert words in problem.message


def test_a_server_on_this_computer_is_to_be_started() -> None:
    problem = problem_of(OLLAMA, behind(ConnectionRefusedError()), words=0, redactor=Redactor()).problem
    assert problem.message == "Nothing answers at localhost:11434."
    assert problem.hint == "Start Ollama, then try again."


def test_trouble_may_pass_only_before_the_first_word() -> None:
    trouble = AnswerFailed("Internal error", 500)
    assert isinstance(problem_of(ROUTE, trouble, words=0, redactor=Redactor()), Passing)
    after = problem_of(ROUTE, trouble, words=3, redactor=Redactor())
    assert not isinstance(after, Passing)
    assert after.problem.remedy is Remedy.CONTINUE
    assert after.problem.hint == "The 3 words that came are kept."


def test_a_key_is_taken_out_of_all_that_is_told() -> None:
    redactor = Redactor()
    redactor.know(Secret("hunter2hunter2"))
    problem = problem_of(ROUTE, AnswerFailed("bad hunter2hunter2", 400), words=0, redactor=redactor).problem
    assert "hunter2" not in repr(problem)
    assert "[key]" in problem.details


def test_when_to_ask_again_is_read_from_headers_and_body() -> None:
    assert retry_after_of(AnswerFailed("", 429, {"retry-after": "2"})) == 2
    assert retry_after_of(AnswerFailed('{"details": [{"retryDelay": "37.5s"}]}', 429)) == 37.5
    assert retry_after_of(AnswerFailed("", 429, {"retry-after": "soon"})) is None


def test_a_status_is_the_servers_own() -> None:
    assert status_of(AnswerFailed("", 529)) == 529
    assert status_of(AnswerFailed("")) is None


def test_causes_are_found_once_each() -> None:
    inner = ValueError("inner")
    outer = behind(ExceptionGroup("", [inner]))
    inner.__context__ = outer
    assert [type(cause) for cause in causes_of(outer)] == [httpx.ConnectError, ExceptionGroup, ValueError]


def test_what_is_ours_to_say() -> None:
    assert no_key(ROUTE).problem.remedy is Remedy.OPEN_KEYS
    assert only_thought(ROUTE).problem.remedy is Remedy.CHOOSE_MODEL
    assert "2048" in not_all_read(OLLAMA, 2048, 5).problem.message
