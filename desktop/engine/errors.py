"""What litellm, the OpenAI client and httpx raise, as sentences for the writer with the button that helps.

Exceptions are read by their status, their causes and the text of the answer, not by their class: the same fault
reaches us as different classes on different routes, and mid-stream wrapped in another.
"""

from __future__ import annotations

import socket
import ssl

import httpx

from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy
from desktop.core.provider import Protocol, is_loopback
from desktop.core.words import tr, trn
from desktop.engine import error_facts as facts
from desktop.engine.error_facts import (
    Failure,
    NotAModelServer,
    Passing,
    RedirectRefused,
    causes_of,
    is_lost,
    is_offline,
    retry_after_of,
    said_by,
    status_of,
)
from desktop.engine.redaction import Redactor
from desktop.engine.route import Route

_DETAILS = 2000
_MINUTES_FROM_S, _HOURS_FROM_S = 120, 5400


def problem_of(route: Route, error: BaseException, *, words: int, redactor: Redactor) -> EnvironmentProblem:
    """The problem to show for a call on `route` that raised `error` after `words` words of answer.

    It is `Passing` when nothing had come and the same call may succeed a moment later.
    """
    failure = Failure(route, error, words)
    text = said_by(error)
    problem = _by_cause(failure) or _by_answer(failure, text) or _by_status(failure) or _otherwise(failure)
    shown = problem.problem
    family = Passing if isinstance(problem, Passing) and not words else EnvironmentProblem
    return family(
        shown.kind,
        redactor.clean(shown.message),
        redactor.clean(shown.hint),
        shown.remedy,
        retry_after=shown.retry_after,
        details=redactor.clean(f"{type(error).__name__}: {text}")[:_DETAILS],
    )


def no_key(route: Route) -> EnvironmentProblem:
    """There is no key; litellm would look for one elsewhere, so it is not asked."""
    return EnvironmentProblem(
        ErrorKind.AUTH,
        tr("There is no key for {place}.", place=route.place),
        tr("Add its key, then try again."),
        Remedy.OPEN_KEYS,
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
        _again(words),
    )


def nothing_came(route: Route) -> EnvironmentProblem:
    """The answer ended in good order without a single word and without saying that it was complete."""
    return EnvironmentProblem(
        ErrorKind.PROVIDER,
        tr("The answer from {place} was empty.", place=route.place),
        tr("Try again. If it happens again, check that the address belongs to an AI service."),
        Remedy.RETRY,
    )


def only_thought(route: Route) -> EnvironmentProblem:
    """The model used up the whole length of its answer with thinking, which is no copy."""
    return EnvironmentProblem(
        ErrorKind.PROVIDER,
        tr("{model} thought until it reached its length limit, and wrote nothing.", model=route.id),
        tr("Choose a model that thinks less before it writes."),
        Remedy.CHOOSE_MODEL,
    )


def not_all_read(route: Route, read: int, words: int) -> EnvironmentProblem:
    """The server dropped the beginning of the prompt and answered what was left."""
    return EnvironmentProblem(
        ErrorKind.INPUT,
        tr("{place} read only the last {read} tokens of the brief, so this text may lack facts.",
           place=route.place, read=read),
        " ".join((_kept(words), tr("Shorten the notes or the facts, or choose a model that can read more."))),
        Remedy.CHOOSE_MODEL,
    )  # fmt: skip


def _kept(words: int) -> str:
    if not words:
        return tr("Try again.")
    return trn("The {n} word that came is kept.", "The {n} words that came are kept.", words)


def _again(words: int) -> Remedy:
    return Remedy.CONTINUE if words else Remedy.RETRY


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
                tr("The address {place} was not found.", place=route.host),
                tr("Check your connection to the internet. The model on this computer works without one."),
                Remedy.USE_LOCAL_MODEL,
            )
    return _offline(failure) if is_offline(failure.error) and not failure.words else None


def _offline(failure: Failure) -> EnvironmentProblem:
    return EnvironmentProblem(
        ErrorKind.NETWORK,
        tr("There is no way to {place}: this computer seems to be offline.", place=failure.route.host),
        tr("Check your connection to the internet. The model on this computer works without one."),
        Remedy.USE_LOCAL_MODEL,
    )


def _certificate(route: Route, error: ssl.SSLError) -> EnvironmentProblem:
    if isinstance(error, ssl.SSLCertVerificationError):
        return EnvironmentProblem(
            ErrorKind.NETWORK,
            tr("The certificate of {place} is not trusted, so nothing was sent.", place=route.host),
            tr("Check the address and this computer’s clock; on a company network, ask who runs it."),
        )
    return EnvironmentProblem(
        ErrorKind.NETWORK,
        tr("No secure connection to {place} could be made, so nothing was sent.", place=route.host),
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
    if not is_loopback(route.base_url):
        hint = tr("Check the address; its server may also be down.")
    elif route.protocol is Protocol.OLLAMA:
        hint = tr("Start Ollama, then try again.")
    else:
        hint = tr("If the model runs on this computer (Ollama, LM Studio, …), start it first.")
    return EnvironmentProblem(
        ErrorKind.NETWORK, tr("Nothing answers at {place}.", place=route.host), hint, Remedy.RETRY
    )


def _by_answer(failure: Failure, text: str) -> EnvironmentProblem | None:
    """What the answer says in words, which is more exact than its status."""
    route, status = failure.route, status_of(failure.error)
    if status in (401, 403, 404):
        return None
    if facts.BAD_KEY.search(text):
        return _refused_key(route)
    if facts.TOO_LONG.search(text):
        return EnvironmentProblem(
            ErrorKind.INPUT,
            tr("The brief is too long for {place}.", place=route.place),
            tr("Shorten the notes or the facts, or choose a model that can read more."),
            Remedy.CHOOSE_MODEL,
        )
    if status == 402 or (facts.QUOTA.search(text) and not _is_per_minute(failure, text)):
        return EnvironmentProblem(
            ErrorKind.QUOTA,
            tr("The credit at {place} is used up.", place=route.place),
            tr("Add credit there, or write with the model on this computer."),
            Remedy.ADD_CREDIT,
        )
    if facts.DECLINED.search(text):
        return EnvironmentProblem(
            ErrorKind.PROVIDER,
            tr("{place} declined to answer this.", place=route.place),
            tr("Change the wording of the brief, or choose another model."),
            Remedy.CHOOSE_MODEL,
        )
    if status == 429 or facts.RATE.search(text):
        return _busy(failure)
    return _by_its_trouble(failure, text)


def _by_its_trouble(failure: Failure, text: str) -> EnvironmentProblem | None:
    """What is wrong with the server or the model, by what it says."""
    place = failure.route.place
    if facts.MEMORY.search(text):
        return EnvironmentProblem(
            ErrorKind.PROVIDER,
            tr("{place} has not enough memory for this model.", place=place),
            tr("Close other programs, or choose a smaller model."),
            Remedy.CHOOSE_MODEL,
        )
    if facts.NOT_THERE.search(text) and status_of(failure.error) in {None, 400, 422}:
        return _no_such_model(failure.route)
    if facts.OVERLOADED.search(text):
        return Passing(
            ErrorKind.PROVIDER,
            tr("{place} has too much to do just now.", place=place),
            _kept(failure.words),
            _again(failure.words),
            retry_after=retry_after_of(failure.error),
        )
    return None


def _is_per_minute(failure: Failure, text: str) -> bool:
    """Google speaks of quota and billing also where it only wants to be asked more slowly, and then says until when."""
    if failure.route.protocol is not Protocol.GEMINI or facts.PER_DAY.search(text):
        return False
    return retry_after_of(failure.error) is not None


def _busy(failure: Failure) -> EnvironmentProblem:
    place, wait = failure.route.place, retry_after_of(failure.error)
    if failure.words:
        hint = _kept(failure.words)
    elif wait is None:
        hint = tr("Wait a little, then try again.")
    elif wait < _MINUTES_FROM_S:
        hint = trn("Try again in {n} second.", "Try again in {n} seconds.", max(1, round(wait)))
    elif wait < _HOURS_FROM_S:
        hint = trn("Try again in {n} minute.", "Try again in {n} minutes.", round(wait / 60))
    else:
        hint = trn("Try again in {n} hour.", "Try again in {n} hours.", round(wait / 3600))
    return EnvironmentProblem(
        ErrorKind.QUOTA,
        tr("{place} takes no more requests just now.", place=place),
        hint,
        _again(failure.words),
        retry_after=wait,
    )


def _refused_key(route: Route) -> EnvironmentProblem:
    return EnvironmentProblem(
        ErrorKind.AUTH,
        tr("{place} refused the key.", place=route.place),
        tr("Check the key, or paste a new one."),
        Remedy.OPEN_KEYS,
    )


def _no_such_model(route: Route) -> EnvironmentProblem:
    if route.protocol is Protocol.OLLAMA:
        hint = tr("Fetch it with Ollama first, or choose another model.")
    else:
        hint = tr("Fetch its list of models anew, and choose one of them.")
    return EnvironmentProblem(
        ErrorKind.MODEL_MISSING,
        tr("{place} does not have the model {model}.", place=route.place, model=route.id),
        hint,
        Remedy.CHOOSE_MODEL,
    )


def _by_status(failure: Failure) -> EnvironmentProblem | None:
    """What the status of the answer says."""
    route, status = failure.route, status_of(failure.error)
    if status == 401:
        return _refused_key(route)
    if status == 403:
        return EnvironmentProblem(
            ErrorKind.AUTH,
            tr("Your key at {place} may not use the model {model}.", place=route.place, model=route.id),
            tr("Choose another model, or ask there for access."),
            Remedy.CHOOSE_MODEL,
        )
    if status == 404:
        return _no_such_model(route)
    if status in (400, 413, 422):
        return EnvironmentProblem(
            ErrorKind.PROVIDER,
            tr("{place} did not accept the request.", place=route.place),
            tr("The details say why."),
            Remedy.CHOOSE_MODEL,
        )
    if status is not None and status >= 500 and not is_lost(failure.error):
        return Passing(
            ErrorKind.PROVIDER,
            tr("{place} has trouble just now.", place=route.place),
            _kept(failure.words),
            _again(failure.words),
            retry_after=retry_after_of(failure.error),
        )
    return None


def _otherwise(failure: Failure) -> EnvironmentProblem:
    route, words = failure.route, failure.words
    if any(isinstance(cause, httpx.TimeoutException) for cause in causes_of(failure.error)):
        return EnvironmentProblem(
            ErrorKind.TIMEOUT, tr("No answer from {place} in time.", place=route.place), _kept(words), _again(words)
        )
    if any(isinstance(cause, ValueError) for cause in causes_of(failure.error)):
        return EnvironmentProblem(
            ErrorKind.PROVIDER,
            tr("The answer from {place} was damaged on the way.", place=route.place),
            _kept(words),
            _again(words),
        )
    if is_lost(failure.error):
        message = tr("The connection to {place} was lost.", place=route.place)
        hint = _kept(words)
        if not words and not route.inside and route.base_url.startswith("http://"):
            hint = tr("Try again. If it happens again, check whether its address begins with https://.")
        return Passing(ErrorKind.NETWORK, message, hint, _again(words))
    return EnvironmentProblem(
        ErrorKind.PROVIDER,
        tr("{place} ended the answer with an error.", place=route.place),
        _kept(words),
        _again(words),
        retry_after=retry_after_of(failure.error),
    )
