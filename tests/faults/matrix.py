"""Which fault ends how, on which route: what the writer must read, and how often the server may be asked.

The numbers are those of the list of faults in the threat table; `FAULTS` of `steps` says what the server does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from desktop.core.errors import ErrorKind, Remedy
from desktop.core.prompt import FinishReason
from desktop.core.provider import Protocol
from tests.faults.steps import TEXT

ROUTES = (
    Protocol.OPENAI,
    Protocol.MISTRAL,
    Protocol.HUGGINGFACE,
    Protocol.ANTHROPIC,
    Protocol.GEMINI,
    Protocol.OLLAMA,
)
WHOLE = "".join(TEXT)
PART = "".join(TEXT[:2])


class Told(NamedTuple):
    """How it must end: with `ending`, or with a problem of this kind whose sentence has `message` in it.

    `waits` are the seconds that are counted down before each further request.
    """

    kind: ErrorKind | None = None
    message: str = ""
    remedy: Remedy = Remedy.NONE
    text: str = ""
    ending: FinishReason | None = None
    requests: int = 1
    waits: tuple[float, ...] = ()


class Case(NamedTuple):
    """A fault of the list, what happens in it, and how it must end; `but` is for routes that say it in another way."""

    number: int
    what: str
    fault: str
    told: Told
    but: Mapping[Protocol, Told] = {}
    without: frozenset[Protocol] = frozenset()

    def on(self, route: Protocol) -> Told:
        """How it must end on a route."""
        return self.but.get(route, self.told)


def _only(*routes: Protocol) -> frozenset[Protocol]:
    return frozenset(ROUTES) - set(routes)


_KEY = Told(ErrorKind.AUTH, "refused the key", Remedy.OPEN_KEYS)
_NO_MODEL = Told(ErrorKind.MODEL_MISSING, "does not have the model", Remedy.CHOOSE_MODEL)
_BUSY = Told(ErrorKind.QUOTA, "takes no more requests", Remedy.RETRY)
_CREDIT = Told(ErrorKind.QUOTA, "credit", Remedy.ADD_CREDIT)
_TROUBLE = Told(ErrorKind.PROVIDER, "has trouble", Remedy.RETRY, requests=3, waits=(1, 2))
_LOST = Told(ErrorKind.NETWORK, "was lost", Remedy.CONTINUE, PART)
_LOST_FIRST = Told(ErrorKind.NETWORK, "was lost", Remedy.RETRY, requests=3, waits=(1, 2))
_DAMAGED = Told(ErrorKind.PROVIDER, "damaged", Remedy.CONTINUE, PART)
_EMPTY = Told(ErrorKind.PROVIDER, "empty", Remedy.RETRY)
_NO_SERVICE = Told(ErrorKind.PROVIDER, "not an AI service", Remedy.RETRY)
_NOT_SENT = Told(ErrorKind.NETWORK, "was not sent", Remedy.OPEN_SETTINGS)
_CUT_OFF = Told(text=WHOLE, ending=FinishReason.CUT_OFF)
_DONE = Told(text=WHOLE, ending=FinishReason.STOP)
_LATE = Told(ErrorKind.TIMEOUT, "No answer from", Remedy.RETRY)
_TOO_LONG = Told(ErrorKind.INPUT, "too long", Remedy.CHOOSE_MODEL)
_DECLINED = Told(ErrorKind.PROVIDER, "declined", Remedy.CHOOSE_MODEL)
_REQUEST = Told(ErrorKind.PROVIDER, "did not accept", Remedy.CHOOSE_MODEL)
_EVENT = Told(ErrorKind.PROVIDER, "with an error", Remedy.CONTINUE, PART)
_EVENT_TROUBLE = Told(ErrorKind.PROVIDER, "has trouble", Remedy.CONTINUE, PART)
_NO_FILTER = frozenset({Protocol.MISTRAL, Protocol.OLLAMA})
"""Routes whose protocol has no word for an answer that was withheld."""

_NATIVE = (Protocol.ANTHROPIC, Protocol.GEMINI, Protocol.OLLAMA)

CASES = (
    Case(19, "The key is refused (401)", "401", _KEY),
    Case(20, "The key may not use the model (403)", "403",
         Told(ErrorKind.AUTH, "may not use the model", Remedy.CHOOSE_MODEL)),
    Case(20, "The model is not there (404)", "404", _NO_MODEL),
    Case(21, "Too many requests, and then an answer", "429+none", _DONE._replace(requests=2, waits=(3,))),
    Case(21, "Too many requests (429), “Retry-After: 3”", "429", _BUSY._replace(requests=2, waits=(3,))),
    Case(21, "Too many requests, “Retry-After” tomorrow", "429-date", _BUSY),
    Case(21, "Too many requests, without a time", "429-bare", _BUSY),
    Case(22, "Payment is required (402)", "402", _CREDIT, without=frozenset({Protocol.GEMINI})),
    Case(22, "The credit is used up (insufficient_quota)", "quota", _CREDIT),
    Case(23, "The server fails (500)", "500", _TROUBLE),
    Case(23, "The server fails once, and then answers", "500+none", _DONE._replace(requests=2, waits=(1,))),
    Case(23, "A page of a gateway in between (502)", "502", _TROUBLE),
    Case(23, "The server is overloaded (503, 529)", "503",
         Told(ErrorKind.PROVIDER, "too much to do", Remedy.RETRY, requests=3, waits=(1, 2))),
    Case(28, "Nothing comes, not even headers", "hang", _LATE),
    Case(28, "Headers come and nothing more", "hang-after-headers", _LATE),
    Case(29, "The answer stands still", "stall",
         Told(ErrorKind.TIMEOUT, "Nothing more came", Remedy.CONTINUE, PART)),
    Case(30, "The connection is reset in the answer", "reset", _LOST),
    Case(30, "The connection is closed inside the body", "cut", _LOST),
    Case(30, "The connection is reset before the answer", "reset-first", _LOST_FIRST),
    Case(30, "The connection is closed before the answer", "close-first", _LOST_FIRST),
    Case(31, "The answer ends in good order without saying why", "no-finish", _CUT_OFF),
    Case(31, "An answer of nothing", "nothing", _EMPTY),
    Case(32, "Cut inside a character", "in-utf8", _LOST._replace(text="A caf")),
    Case(32, "Closed in good order inside a character", "in-utf8-clean", _DAMAGED._replace(text="A caf"),
         {each: Told(text="A caf", ending=FinishReason.CUT_OFF) for each in _NATIVE}),
    Case(32, "Every byte comes alone", "bytewise",
         Told(text="Crème brûlée für 5 € – 👩‍🍳", ending=FinishReason.STOP)),
    Case(32, "Half characters (surrogates) across pieces", "half-emoji", Told(text="ok 😀 ", ending=FinishReason.STOP)),
    Case(33, "An event that cannot be read", "malformed", _DAMAGED),
    Case(33, "Events of odd shapes between the others", "odd-shapes", _DONE),
    Case(34, "An error inside the answer, with a key in it", "error-event", _EVENT,
         {Protocol.ANTHROPIC: _EVENT_TROUBLE, Protocol.GEMINI: _EVENT_TROUBLE}),
    Case(34, "The same before the first word", "error-event-first",
         Told(ErrorKind.PROVIDER, "with an error", Remedy.RETRY),
         {Protocol.ANTHROPIC: _TROUBLE, Protocol.GEMINI: _TROUBLE}),
    Case(34, "Too many requests, inside the answer", "error-event-rate", _BUSY._replace(
        remedy=Remedy.CONTINUE, text=PART)),
    Case(34, "The credit is used up, inside the answer", "error-event-quota", _CREDIT),
    Case(34, "The answer says that it failed", "error-finish", _EVENT,
         without=frozenset({Protocol.ANTHROPIC, Protocol.OLLAMA})),
    Case(35, "The login page of a network", "html", _NO_SERVICE),
    Case(35, "The same, said to be a stream", "html-as-stream", _NO_SERVICE,
         dict.fromkeys((Protocol.OPENAI, Protocol.MISTRAL, Protocol.HUGGINGFACE), _EMPTY)),
    Case(36, "A redirect to another server (307)", "redirect", _NOT_SENT),
    Case(36, "A redirect for good (308)", "redirect-permanent", _NOT_SENT),
    Case(36, "A redirect to a page (302)", "redirect-page", _NOT_SENT),
    Case(37, "The answer reaches its length limit", "length", Told(text=WHOLE, ending=FinishReason.LENGTH)),
    Case(37, "The provider withholds the rest", "content-filter", Told(text=PART, ending=FinishReason.DECLINED),
         without=_NO_FILTER),
    Case(37, "The provider refuses the brief", "policy", _DECLINED,
         {Protocol.GEMINI: Told(ending=FinishReason.DECLINED)}, without=frozenset({Protocol.OLLAMA})),
    Case(37, "The provider refuses the request (422)", "422", _REQUEST),
    Case(38, "“[DONE]” in the text", "done-in-text",
         Told(text="Write data: [DONE] [DONE] and go on.", ending=FinishReason.STOP)),
    Case(38, "150 equal pieces", "equal-chunks", Told(text="again " * 150, ending=FinishReason.STOP)),
    Case(39, "The brief is too long for the model", "too-long", _TOO_LONG, without=frozenset({Protocol.OLLAMA})),
    Case(39, "The server drops the beginning of the brief", "unread",
         Told(ErrorKind.INPUT, "read only the last 2048 tokens", Remedy.CHOOSE_MODEL, WHOLE),
         without=_only(Protocol.OLLAMA)),
    Case(42, "Four answers at once, each to its own asker", "echo", Told(ending=FinishReason.STOP, requests=4)),
)  # fmt: skip
"""Faults of a server that answers; those of addresses are in `ADDRESSES`."""

ADDRESSES = (
    Case(24, "Nobody listens at the address", "refused",
         Told(ErrorKind.NETWORK, "Nothing answers at", Remedy.RETRY, requests=0)),
    Case(25, "The address does not exist, or there is no network", "nowhere",
         Told(ErrorKind.NETWORK, "was not found", Remedy.USE_LOCAL_MODEL, requests=0)),
    Case(26, "A certificate that nobody trusts", "untrusted",
         Told(ErrorKind.NETWORK, "is not trusted, so nothing was sent", Remedy.NONE, requests=0)),
    Case(27, "https where http is spoken", "https-to-http",
         Told(ErrorKind.NETWORK, "secure connection", Remedy.OPEN_SETTINGS, requests=0)),
    Case(27, "http where https is spoken", "http-to-https", _LOST_FIRST._replace(requests=0)),
)  # fmt: skip

IMPATIENT = frozenset({"hang", "hang-after-headers", "stall"})
"""Faults in which a deadline decides, so that they are met with short ones."""

STOPS = {
    "hang": "before the headers",
    "hang-after-headers": "after the headers",
    "slow": "while the answer comes",
    "stall": "while the answer stands still",
    "429": "while a retry is counted down",
}
"""What is stopped, and when."""
