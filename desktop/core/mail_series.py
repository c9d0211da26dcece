"""The series of mails that can be begun: which mails, on which days, and what each is for."""

from __future__ import annotations

import msgspec

from desktop.core.mail import MailType
from desktop.core.words import mark


class SeriesStep(msgspec.Struct, frozen=True):
    """One mail of a series; `day` is counted from the day the series begins (0).

    `purpose` says what the mail is for, marked for translation: show it through `tr`.
    """

    day: int
    type: MailType
    purpose: str


class MailSeries(msgspec.Struct, frozen=True):
    """Several mails that belong together; `name` is marked for translation: show it through `tr`."""

    id: str
    name: str
    steps: tuple[SeriesStep, ...]


SERIES: tuple[MailSeries, ...] = (
    MailSeries(
        "welcome",
        mark("Welcome series"),
        (
            SeriesStep(0, MailType.WELCOME, mark("Says hello and what to expect")),
            SeriesStep(2, MailType.ANNOUNCEMENT, mark("Says how things are made and by whom")),
            SeriesStep(5, MailType.NEWSLETTER, mark("Shows what to begin with")),
        ),
    ),
    MailSeries(
        "abandoned_cart",
        mark("Abandoned cart series"),
        (
            SeriesStep(0, MailType.ABANDONED_CART, mark("Reminds of what lies in the cart")),
            SeriesStep(1, MailType.ABANDONED_CART, mark("Answers what may still be open")),
            SeriesStep(3, MailType.ABANDONED_CART, mark("Says that it is the last reminder")),
        ),
    ),
    MailSeries(
        "win_back",
        mark("Win-back series"),
        (
            SeriesStep(0, MailType.WIN_BACK, mark("Says hello again and what there is now")),
            SeriesStep(7, MailType.WIN_BACK, mark("Gives a reason to come back")),
            SeriesStep(14, MailType.WIN_BACK, mark("Asks whether mails are still welcome")),
        ),
    ),
    MailSeries(
        "launch",
        mark("Launch series"),
        (
            SeriesStep(0, MailType.ANNOUNCEMENT, mark("Says that something new is coming")),
            SeriesStep(3, MailType.LAUNCH, mark("Says that it is here")),
            SeriesStep(6, MailType.LAUNCH, mark("Tells more about it")),
            SeriesStep(10, MailType.REVIEW_REQUEST, mark("Asks who bought it how it is")),
        ),
    ),
)
"""Every series that can be begun, in the order in which they are offered."""


def series_of(series_id: str) -> MailSeries | None:
    """The series with this id, or none."""
    return next((each for each in SERIES if each.id == series_id), None)
