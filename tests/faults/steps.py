"""The faults of a model's server, each as a list of steps that any protocol can say."""

from __future__ import annotations

from typing import NamedTuple

TEXT = ("A mug ", "that keeps ", "coffee hot ", "for an hour.")
"""What is said where the text does not matter."""

CANARY = "sk-canary-7f3e9b21c4d85a60"
"""A key that must be found nowhere."""

ASKED = b"<what was asked>"
"""In the body of a refusal: the prompt, as servers repeat it that check what they are sent."""


class Head(NamedTuple):
    """The status line and headers; a content type other than the protocol's is given in `headers`."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


class Refuse(NamedTuple):
    """An answer that is an error, with the protocol's body."""

    status: int
    code: str
    message: str
    headers: tuple[tuple[str, str], ...] = ()


class Say(NamedTuple):
    """A piece of text."""

    text: str


class Echo(NamedTuple):
    """What was asked, a word at a time."""


class End(NamedTuple):
    """The piece that says why the answer ended, the usage, and the mark of the end."""

    reason: str = "stop"


class Fail(NamedTuple):
    """An error inside the stream."""

    status: int
    code: str
    message: str


class Raw(NamedTuple):
    """Bytes as they are."""

    data: bytes


class Broken(NamedTuple):
    """An event that is not what it should be, with the mark of its end."""


class Odd(NamedTuple):
    """Events of shapes that no client waits for."""


class Half(NamedTuple):
    """A piece of text that stops inside its last character."""

    text: str


class Bytewise(NamedTuple):
    """Text sent one byte at a time."""

    text: str


class Wait(NamedTuple):
    """A pause, in seconds."""

    seconds: float


class Hang(NamedTuple):
    """Nothing more, until the client leaves."""


class Reset(NamedTuple):
    """The connection is torn down (RST)."""


class Close(NamedTuple):
    """The connection is closed in the middle of the body."""


class Elsewhere(NamedTuple):
    """A redirect to the same fault on another server, which is `FaultServer.elsewhere`."""

    status: int = 307


Step = (
    Head | Refuse | Say | Echo | End | Fail | Raw | Broken | Odd | Half | Bytewise | Wait | Hang | Reset | Close
    | Elsewhere
)  # fmt: skip

_WORDS = tuple(f"{a}{b}{c}{d} " for a in "bdfgklmnprstv" for b in "aeiou" for c in "lmnrst" for d in "eo")
_SAID: tuple[Step, ...] = tuple(Say(text) for text in TEXT)
_SOME: tuple[Step, ...] = (Head(), *_SAID[:2])
_LONG_AFTER = ("Retry-After", "Fri, 01 Jan 2100 00:00:00 GMT")
_HTML = b"<!doctype html><html><body><form>Log in to the network</form></body></html>"
_HTML_HEAD = (("Content-Type", "text/html; charset=utf-8"),)
_LEAK = f"Internal error for key {CANARY}"

REFUSAL = "I'm sorry, but I can't help with that. Please let me know if you need anything else."
FOREIGN = "Die Tasse aus Steinzeug ist für den Kaffee und hält ihn eine Stunde lang warm, auch wenn es kalt ist."
CIRCLE = "The mug of stoneware keeps coffee hot for an hour. "
_CIRCLES = 600

FAULTS: dict[str, tuple[Step, ...]] = {
    "none": (Head(), *_SAID, End()),
    "slow": (Head(), *(step for text in (*TEXT, *_WORDS) for step in (Say(text), Wait(0.02))), End()),
    "paced": (Head(), *(step for text in TEXT for step in (Say(text), Wait(0.25))), End()),
    "echo": (Head(), Echo(), End()),
    "401": (Refuse(401, "invalid_api_key", f"Incorrect API key provided: {CANARY}."),),
    "403": (Refuse(403, "model_not_allowed", "Project does not have access to model `m`."),),
    "404": (Refuse(404, "model_not_found", "The model `m` does not exist."),),
    "402": (Refuse(402, "payment_required", "Payment required."),),
    "429": (Refuse(429, "rate_limit_exceeded", "Slow down.", (("Retry-After", "3"),)),),
    "429-date": (Refuse(429, "rate_limit_exceeded", "Slow down.", (_LONG_AFTER,)),),
    "429-bare": (Refuse(429, "rate_limit_exceeded", "Slow down."),),
    "quota": (Refuse(429, "insufficient_quota", "You exceeded your current quota, please check your billing."),),
    "500": (Refuse(500, "server_error", "The server had an error."),),
    "502": (Head(502, _HTML_HEAD), Raw(b"<html><body><h1>502 Bad Gateway</h1></body></html>")),
    "503": (Refuse(503, "overloaded", "The engine is currently overloaded."),),
    "too-long": (Refuse(400, "context_length_exceeded", "This model's maximum context length is 4096 tokens."),),
    "policy": (Refuse(400, "content_policy_violation", "Your request was rejected by our safety system."),),
    "422": (Refuse(422, "invalid_request_error", "top_p is not known."),),
    "422-echo": (Refuse(422, "invalid_request_error", f"Input should be shorter: {ASKED.decode()}"),),
    "hang": (Hang(),),
    "hang-after-headers": (Head(), Hang()),
    "stall": (*_SOME, Hang()),
    "reset": (*_SOME, Wait(0.05), Reset()),
    "reset-first": (Reset(),),
    "close-first": (Close(),),
    "cut": (*_SOME, Close()),
    "no-finish": (Head(), *_SAID),
    "nothing": (Head(),),
    "in-utf8": (Head(), Say("A caf"), Half("é"), Close()),
    "in-utf8-clean": (Head(), Say("A caf"), Half("é")),
    "bytewise": (Head(), Bytewise("Crème brûlée für 5 € – 👩‍🍳"), End()),
    "malformed": (*_SOME, Broken(), *_SAID[2:], End()),
    "odd-shapes": (Head(), Odd(), *_SAID, End()),
    "half-emoji": (Head(), Say("ok \ud83d"), Say("\ude00 \ud83d"), End()),
    "error-event": (*_SOME, Fail(500, "server_error", _LEAK)),
    "error-event-first": (Head(), Fail(500, "server_error", _LEAK)),
    "error-event-number": (*_SOME, Raw(b'data: {"error": {"code": 500, "message": "slot failed"}}\n\n')),
    "error-event-rate": (*_SOME, Fail(429, "rate_limit_exceeded", "Rate limit reached")),
    "error-event-quota": (Head(), Fail(429, "insufficient_quota", "You exceeded your current quota")),
    "error-finish": (*_SOME, End("error")),
    "html": (Head(200, _HTML_HEAD), Raw(_HTML)),
    "html-as-stream": (Head(), Raw(_HTML)),
    "redirect": (Elsewhere(),),
    "redirect-permanent": (Elsewhere(308),),
    "redirect-page": (Elsewhere(302),),
    "length": (Head(), *_SAID, End("length")),
    "content-filter": (*_SOME, End("content_filter")),
    "done-in-text": (Head(), Say("Write data: [DONE] "), Say("[DONE]"), Say(" and go on."), End()),
    "equal-chunks": (Head(), *(Say("again ") for _ in range(150)), End()),
    "refuses": (Head(), *(Say(f"{word} ") for word in REFUSAL.split()), End()),
    "foreign": (Head(), *(Say(f"{word} ") for word in FOREIGN.split()), End()),
    "endless": (Head(), *(step for _ in range(_CIRCLES) for step in (Say(CIRCLE), Wait(0.01))), End()),
    "empty-stop": (Head(), End()),
    "unread": (Head(), *_SAID, End()),
}
"""Each fault by its name: what the server does once it has read the request."""
