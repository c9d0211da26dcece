"""Every rule by which a received mail is looked at, in the order in which reasons are told."""

from __future__ import annotations

from desktop.checks.received.asks import (
    AskForFee,
    AskForSecrets,
    AskToVerify,
    CallUs,
    Extortion,
    FamilyInNeed,
    Fortune,
    GiftCards,
    KeepsFromChecking,
    OpensLikeFraud,
    Pressure,
    Pretext,
    PromisedRefund,
    Wants,
)
from desktop.checks.received.disguise import FormInMail, HiddenText, PicturesForWords, StrangeLetters
from desktop.checks.received.files import DangerousFile, DocumentWithProgram
from desktop.checks.received.links import (
    ActionElsewhere,
    BorrowedHost,
    HiddenTarget,
    LookAlikeLink,
    LuringLink,
    OtherTarget,
    RelatedLink,
)
from desktop.checks.received.money import BankAccount, PaymentOrder
from desktop.checks.received.schemes import AskForPerson, EasyJob, LostMoney, PaidUnseen, SignedByAnother
from desktop.checks.received.sender import (
    AnswersElsewhere,
    BossFromElsewhere,
    LookAlikeSender,
    NameOfAnother,
    NotConfirmed,
    ReturnsElsewhere,
)
from desktop.checks.received.suspect import SignRule

SIGNS: tuple[SignRule, ...] = (
    LookAlikeSender(),
    NameOfAnother(),
    SignedByAnother(),
    BossFromElsewhere(),
    NotConfirmed(),
    Pressure(),
    AskForSecrets(),
    AskToVerify(),
    Pretext(),
    AskForFee(),
    PromisedRefund(),
    Wants(),
    GiftCards(),
    Fortune(),
    Extortion(),
    FamilyInNeed(),
    EasyJob(),
    LostMoney(),
    PaidUnseen(),
    AskForPerson(),
    CallUs(),
    BankAccount(),
    PaymentOrder(),
    OtherTarget(),
    LookAlikeLink(),
    RelatedLink(),
    LuringLink(),
    HiddenTarget(),
    BorrowedHost(),
    ActionElsewhere(),
    DangerousFile(),
    DocumentWithProgram(),
    StrangeLetters(),
    FormInMail(),
    KeepsFromChecking(),
    OpensLikeFraud(),
    AnswersElsewhere(),
    HiddenText(),
    PicturesForWords(),
    ReturnsElsewhere(),
)
"""Every rule; what is found is shown in this order, the strong ones first."""

if len({rule.id for rule in SIGNS}) != len(SIGNS):
    message = "two signs bear the same id"
    raise ValueError(message)
"""Ids are what the command line prints."""
