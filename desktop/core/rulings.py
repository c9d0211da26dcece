"""What the writer, or a model the writer asked, decided about remarks and claims of one draft."""

from __future__ import annotations

import msgspec

from desktop.core.finding import Verdict


class Silence(msgspec.Struct, frozen=True, omit_defaults=True):
    """A check that stays silent in a draft: everywhere, or with `field` and `text` only on these words there."""

    check: str
    field: str = ""
    text: str = ""


class JudgedClaim(msgspec.Struct, frozen=True, omit_defaults=True):
    """A claim that a model judged: the words of the sentence it is about, the facts it quoted, and why."""

    text: str
    verdict: Verdict
    facts: tuple[str, ...] = ()
    reason: str = ""


class Judgement(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a model said of one sentence; it holds as long as the sentence and the facts are the same.

    `ledger` is the digest of the approved facts it was judged by; no claims means that the model stayed silent.
    """

    sentence: str
    ledger: str
    claims: tuple[JudgedClaim, ...] = ()
    model: str = ""


class Rulings(msgspec.Struct, frozen=True, omit_defaults=True):
    """The rulings on one draft; `opinions` are words that the writer marked as an opinion, wherever they stand."""

    silenced: tuple[Silence, ...] = ()
    opinions: tuple[str, ...] = ()
    judgements: tuple[Judgement, ...] = ()
