"""What litellm, the OpenAI client and httpx raise, as sentences for the writer.

Exceptions are read by their status, their causes and the text of the answer, not by their class: the same fault
reaches us as different classes on different routes, and mid-stream wrapped in another.
"""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

import httpx

from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy
from desktop.core.words import tr, trn
from desktop.engine.redaction import Redactor
from desktop.engine.route import Route

_DETAILS = 2000
_LONGEST_WAIT_S = 24 * 3600.0


class RedirectRefused(Exception):
    """The server asked for the prompt to be sent to another address; it was not."""


class NotAModelServer(Exception):
    """What answered is a page for people, as a network that wants a login sends it."""


class AnswerFailed(Exception):
    """The answer itself says that it ended with an error."""


class Failure(NamedTuple):
    """A call that failed: the way it went, what was raised, and how many words had come before."""

    route: Route
    error: BaseException
    words: int


_TOO_LONG = re.compile(
    r"context[ _-]?(length|size|window)|(maximum|available) context|too many (input )?tokens|prompt is too long",
    re.IGNORECASE,
)
_QUOTA = re.compile(
    r"insufficient[_ ]quota|billing|credit balance|exceeded your current quota|out of credit|payment required",
    re.IGNORECASE,
)
_DECLINED = re.compile(r"content[_ -]?(policy|filter|management)|responsible ?ai|safety system", re.IGNORECASE)
_OVERLOADED = re.compile(r"overloaded|at capacity|server[_ ]busy", re.IGNORECASE)
_RATE = re.compile(r"rate[_ ]?limit|too many requests", re.IGNORECASE)


def causes_of(error: BaseException) -> Iterator[BaseException]:
    """The exception and all that lies behind it, outermost first."""
    seen: set[int] = set()
    waiting: list[BaseException] = [error]
    while waiting:
        current = waiting.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        behind = (getattr(current, "original_exception", None), current.__cause__, current.__context__)
        waiting += [item for item in behind if isinstance(item, BaseException)]


def problem_of(route: Route, error: BaseException, *, words: int, redactor: Redactor) -> EnvironmentProblem:
    """The problem to show for a call on `route` that raised `error` after `words` words of answer."""
    failure = Failure(route, error, words)
    text = "\n".join(str(cause) for cause in causes_of(error))
    problem = _by_cause(failure) or _by_answer(failure, text) or _by_status(failure) or _otherwise(failure)
    shown = problem.problem
    details = redactor.clean(f"{type(error).__name__}: {text}")[:_DETAILS]
    return EnvironmentProblem(
        shown.kind,
        redactor.clean(shown.message),
        redactor.clean(shown.hint),
        shown.remedy,
        retry_after=shown.retry_after,
        details=details,
    )


def no_key(route: Route) -> EnvironmentProblem:
    """There is no key; litellm would look for one elsewhere, so it is not asked."""
    return EnvironmentProblem(
        ErrorKind.AUTH,
        tr("There is no key for {place}.", place=route.place),
        tr("Add it in the settings."),
        Remedy.OPEN_SETTINGS,
    )


def no_first_token(route: Route, seconds: float) -> EnvironmentProblem:
    """Nothing came within the time for the first word."""
    return EnvironmentProblem(
        ErrorKind.TIMEOUT,
        trn(
            "No answer from {place} within {n} second.",
            "No answer from {place} within {n} seconds.",
            round(seconds),
            place=route.place,
        ),
        tr("Try again, or give it more time in the settings."),
        Remedy.RETRY,
    )


def stood_still(route: Route, seconds: float, words: int) -> EnvironmentProblem:
    """An answer began and then nothing more came."""
    return EnvironmentProblem(
        ErrorKind.TIMEOUT,
        trn(
            "Nothing more came from {place} for {n} second.",
            "Nothing more came from {place} for {n} seconds.",
            round(seconds),
            place=route.place,
        ),
        _kept(words),
        Remedy.RETRY,
    )


def nothing_came(route: Route) -> EnvironmentProblem:
    """The answer ended in good order without a single word and without saying that it was complete."""
    return EnvironmentProblem(
        ErrorKind.PROVIDER,
        tr("The answer from {place} was empty.", place=route.place),
        tr("Try again. If it happens again, check that the address belongs to an AI service."),
        Remedy.RETRY,
    )


def _kept(words: int) -> str:
    if not words:
        return tr("Try again.")
    return trn("The {n} word that came is kept.", "The {n} words that came are kept.", words)


def _by_cause(failure: Failure) -> EnvironmentProblem | None:
    """What the exceptions behind the exception say: addresses, certificates, connections."""
    route = failure.route
    for cause in causes_of(failure.error):
        if isinstance(cause, RedirectRefused):
            return EnvironmentProblem(
                ErrorKind.NETWORK,
                tr(
                    "{place} wanted your text to be sent to another address ({other}). It was not sent.",
                    place=route.place,
                    other=str(cause),
                ),
                tr("Check the address in the settings."),
                Remedy.OPEN_SETTINGS,
            )
        if isinstance(cause, NotAModelServer):
            return EnvironmentProblem(
                ErrorKind.PROVIDER,
                tr("What answered at {place} is not an AI service.", place=route.place),
                tr("It may be the login page of your network: open a web page first, then try again."),
                Remedy.RETRY,
            )
        if isinstance(cause, ssl.SSLError):
            return _certificate(route, cause)
        if isinstance(cause, ConnectionRefusedError):
            return _refused(route)
        if isinstance(cause, socket.gaierror):
            return EnvironmentProblem(
                ErrorKind.NETWORK,
                tr("The address {place} was not found.", place=route.place),
                tr("Check your connection to the internet. The model on this computer works without one."),
                Remedy.USE_LOCAL_MODEL,
            )
    return None


def _certificate(route: Route, error: ssl.SSLError) -> EnvironmentProblem:
    if isinstance(error, ssl.SSLCertVerificationError):
        return EnvironmentProblem(
            ErrorKind.NETWORK,
            tr("The certificate of {place} is not trusted, so nothing was sent.", place=route.place),
            tr("Check the address and this computer’s clock; on a company network, ask who runs it."),
        )
    return EnvironmentProblem(
        ErrorKind.NETWORK,
        tr("No secure connection to {place} could be made, so nothing was sent.", place=route.place),
        tr("Check that the address begins with the right one of http:// and https://."),
        Remedy.OPEN_SETTINGS,
    )


def _refused(route: Route) -> EnvironmentProblem:
    if route.inside:
        return EnvironmentProblem(
            ErrorKind.PROVIDER,
            tr("The model on this computer has stopped."),
            tr("Try again: it is started anew."),
            Remedy.RETRY,
        )
    return EnvironmentProblem(
        ErrorKind.NETWORK,
        tr("Nothing answers at {place}.", place=route.place),
        tr("If the model runs on this computer (Ollama, LM Studio, …), start it first."),
        Remedy.RETRY,
    )


def _by_answer(failure: Failure, text: str) -> EnvironmentProblem | None:
    """What the answer says in words, which is more exact than its status."""
    route, status = failure.route, status_of(failure.error)
    if status in (401, 403, 404):
        return None
    if _TOO_LONG.search(text):
        return EnvironmentProblem(
            ErrorKind.INPUT,
            tr("The brief is too long for {place}.", place=route.place),
            tr("Shorten the notes or the facts, or choose a model that can read more."),
        )
    if _QUOTA.search(text) or status == 402:
        return EnvironmentProblem(
            ErrorKind.QUOTA,
            tr("The credit at {place} is used up.", place=route.place),
            tr("Add credit there, or write with the model on this computer."),
            Remedy.USE_LOCAL_MODEL,
        )
    if _DECLINED.search(text):
        return EnvironmentProblem(
            ErrorKind.PROVIDER,
            tr("{place} declined to answer this.", place=route.place),
            tr("Change the wording of the brief, or choose another model."),
        )
    if status == 429 or _RATE.search(text):
        return _busy(failure)
    if _OVERLOADED.search(text):
        return EnvironmentProblem(
            ErrorKind.PROVIDER,
            tr("{place} has too much to do just now.", place=route.place),
            _kept(failure.words),
            Remedy.RETRY,
            retry_after=retry_after_of(failure.error),
        )
    return None


def _busy(failure: Failure) -> EnvironmentProblem:
    place, wait = failure.route.place, retry_after_of(failure.error)
    if failure.words:
        hint = _kept(failure.words)
    elif wait is None:
        hint = tr("Wait a little, then try again.")
    else:
        hint = trn("Try again in {n} second.", "Try again in {n} seconds.", max(1, round(wait)))
    return EnvironmentProblem(
        ErrorKind.QUOTA,
        tr("{place} takes no more requests just now.", place=place),
        hint,
        Remedy.RETRY,
        retry_after=wait,
    )


def _by_status(failure: Failure) -> EnvironmentProblem | None:
    """What the status of the answer says."""
    route, status = failure.route, status_of(failure.error)
    if status == 401:
        return EnvironmentProblem(
            ErrorKind.AUTH,
            tr("{place} refused the key.", place=route.place),
            tr("Check the key in the settings."),
            Remedy.OPEN_SETTINGS,
        )
    if status == 403:
        return EnvironmentProblem(
            ErrorKind.AUTH,
            tr("Your key at {place} may not use the model {model}.", place=route.place, model=route.id),
            tr("Choose another model, or ask there for access."),
            Remedy.OPEN_SETTINGS,
        )
    if status == 404:
        return EnvironmentProblem(
            ErrorKind.MODEL_MISSING,
            tr("{place} does not have the model {model}.", place=route.place, model=route.id),
            tr("Choose a model from its list in the settings."),
            Remedy.OPEN_SETTINGS,
        )
    if status in (400, 413, 422):
        return EnvironmentProblem(
            ErrorKind.PROVIDER,
            tr("{place} did not accept the request.", place=route.place),
            tr("The details say why."),
        )
    if status is not None and status >= 500 and not _lost(failure.error):
        return EnvironmentProblem(
            ErrorKind.PROVIDER,
            tr("{place} has trouble just now.", place=route.place),
            _kept(failure.words),
            Remedy.RETRY,
            retry_after=retry_after_of(failure.error),
        )
    return None


def _otherwise(failure: Failure) -> EnvironmentProblem:
    route, words = failure.route, failure.words
    if any(isinstance(cause, httpx.TimeoutException) for cause in causes_of(failure.error)):
        return EnvironmentProblem(
            ErrorKind.TIMEOUT, tr("No answer from {place} in time.", place=route.place), _kept(words), Remedy.RETRY
        )
    if any(isinstance(cause, ValueError) for cause in causes_of(failure.error)):
        return EnvironmentProblem(
            ErrorKind.PROVIDER,
            tr("The answer from {place} was damaged on the way.", place=route.place),
            _kept(words),
            Remedy.RETRY,
        )
    if _lost(failure.error):
        return EnvironmentProblem(
            ErrorKind.NETWORK, tr("The connection to {place} was lost.", place=route.place), _kept(words), Remedy.RETRY
        )
    return EnvironmentProblem(
        ErrorKind.PROVIDER,
        tr("{place} ended the answer with an error.", place=route.place),
        _kept(words),
        Remedy.RETRY,
        retry_after=retry_after_of(failure.error),
    )


def _lost(error: BaseException) -> bool:
    """Whether the connection broke, rather than the other side saying that something is wrong."""
    return any(isinstance(cause, httpx.TransportError | ConnectionError) for cause in causes_of(error))


def status_of(error: BaseException) -> int | None:
    """The HTTP status that the server gave, in its answer or inside an error event; `None` when there was none.

    litellm gives most of what it wraps a status of its own; a status counts only from where the server's answer is.
    """
    for cause in causes_of(error):
        body = getattr(cause, "body", None)
        if isinstance(body, dict):
            code = body.get("code", body.get("status"))
            if isinstance(code, int) and 400 <= code < 600:
                return code
    for cause in causes_of(error):
        status = getattr(cause, "status_code", None)
        if isinstance(status, int) and status >= 400:
            return status
    return None


def retry_after_of(error: BaseException) -> float | None:
    """Seconds to wait, as the server asked for in its headers (seconds or a date), at most a day."""
    for cause in causes_of(error):
        for headers in (
            getattr(getattr(cause, "response", None), "headers", None),
            getattr(cause, "litellm_response_headers", None),
            getattr(cause, "headers", None),
        ):
            value = headers.get("retry-after") if isinstance(headers, Mapping) else None
            seconds = _seconds(value) if isinstance(value, str) else None
            if seconds is not None:
                return min(max(0.0, seconds), _LONGEST_WAIT_S)
    return None


def _seconds(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        pass
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    return (when - datetime.now(UTC)).total_seconds() if when.tzinfo else None
