"""What a failed call says of itself: its status, its causes, how long to wait, and what its words mean.

The same fault reaches us as different classes on different routes, so exceptions are read, not caught by their class.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

import httpx

from desktop.core.errors import EnvironmentProblem
from desktop.engine.route import Route

_LONGEST_WAIT_S = 24 * 3600.0
_UNREACHABLE = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EHOSTDOWN})
_TYPES = {
    "authentication_error": 401,
    "billing_error": 402,
    "permission_error": 403,
    "not_found_error": 404,
    "request_too_large": 413,
    "rate_limit_error": 429,
    "api_error": 500,
    "timeout_error": 504,
    "overloaded_error": 529,
}
"""The status that Anthropic gives an error of this type, for one that comes inside a stream."""

TOO_LONG = re.compile(
    r"context[ _-]?(length|size|window)|(maximum|available) context|too many (input )?tokens|prompt is too long"
    r"|input token count|exceeds the maximum number of tokens",
    re.IGNORECASE,
)
QUOTA = re.compile(
    r"insufficient[_ ](quota|balance|credits?)|billing|credit balance|exceeded your (current|monthly) (quota|included)"
    r"|out of credit|payment required",
    re.IGNORECASE,
)
BAD_KEY = re.compile(
    r"API_KEY_INVALID|api key not valid|api key expired|(invalid|incorrect)[ _](x-)?api[ _-]key|authentication_error",
    re.IGNORECASE,
)
NOT_THERE = re.compile(
    r"try pulling it first|model_not_found|invalid[_ ]model"
    r"|model[^\n]{0,80}(not found|does not exist|is not supported)",
    re.IGNORECASE,
)
DECLINED = re.compile(r"content[_ -]?(policy|filter|management)|responsible ?ai|safety system", re.IGNORECASE)
OVERLOADED = re.compile(r"overloaded|at capacity|server[_ ]busy|currently loading", re.IGNORECASE)
RATE = re.compile(r"rate[_ ]?limit|too many requests|RESOURCE_EXHAUSTED", re.IGNORECASE)
MEMORY = re.compile(
    r"more system memory|out of memory|not enough memory|insufficient memory|cudaMalloc|runner process has terminated",
    re.IGNORECASE,
)
PER_DAY = re.compile(r"per[_ ]?day|daily", re.IGNORECASE)
_RETRY_DELAY = re.compile(r'"retryDelay"\s*:\s*"(\d+(?:\.\d+)?)s"')


class RedirectRefused(Exception):
    """The server asked for the prompt to be sent to another address; it was not."""


class NotAModelServer(Exception):
    """What answered is a page for people, as a network that wants a login sends it."""


class AnswerFailed(Exception):
    """The answer itself says that it failed, with what it says, its HTTP status if there is one, and its headers."""

    def __init__(self, said: str, status: int | None = None, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(said)
        self.status_code = status
        self.headers = headers or {}


class Passing(EnvironmentProblem):
    """A trouble that may be over in a second, met before the first word: asking again may help."""


class Failure(NamedTuple):
    """A call that failed: the way it went, what was raised, and how many words had come before."""

    route: Route
    error: BaseException
    words: int


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
        if isinstance(current, BaseExceptionGroup):  # one for each address that a name has
            waiting += current.exceptions


def is_lost(error: BaseException) -> bool:
    """Whether the connection broke, rather than the other side saying that something is wrong."""
    return any(isinstance(cause, httpx.TransportError | ConnectionError) for cause in causes_of(error))


def is_offline(error: BaseException) -> bool:
    """Whether there is no way to the address, as on a computer without network."""
    return any(isinstance(cause, OSError) and cause.errno in _UNREACHABLE for cause in causes_of(error))


def said_by(error: BaseException) -> str:
    """All the words in which an exception and those behind it say what is wrong."""
    bodies = (getattr(cause, "body", None) for cause in causes_of(error))
    said = [str(cause) for cause in causes_of(error)] + [body for body in bodies if isinstance(body, str)]
    return "\n".join(dict.fromkeys(said))


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


def status_of_event(error: Mapping[str, object]) -> int | None:
    """The HTTP status that an error inside a stream stands for, by its code or its type."""
    for name in ("code", "status"):
        code = error.get(name)
        if isinstance(code, int) and 400 <= code < 600:
            return code
    return _TYPES.get(str(error.get("type", "")))


def retry_after_of(error: BaseException) -> float | None:
    """Seconds to wait, as the server asked for in its headers (seconds or a date) or its body, at most a day."""
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
    found = _RETRY_DELAY.search(str(error))
    return min(float(found[1]), _LONGEST_WAIT_S) if found else None


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
