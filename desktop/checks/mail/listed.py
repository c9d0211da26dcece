"""The checks of a mail as it is laid out, named as those in the catalogue are."""

from __future__ import annotations

import msgspec

from desktop.core.words import mark, tr


class LaidOutCheck(msgspec.Struct, frozen=True):
    """A check that `check_mail` makes; its findings bear its id."""

    id: str
    title: str
    about: str

    @property
    def name(self) -> str:
        """What it is called, in the writer's language."""
        return tr(self.title)

    @property
    def description(self) -> str:
        """One sentence that says what it finds, in the writer's language."""
        return tr(self.about)


LAID_OUT: tuple[LaidOutCheck, ...] = (
    LaidOutCheck("mail.size", mark("Size of a mail"), mark("Finds mails that Gmail clips: more than 102 KB as sent.")),
    LaidOutCheck("mail.address", mark("Postal address"), mark("Finds mails that name no postal address.")),
    LaidOutCheck("mail.alt", mark("Texts of images in a mail"), mark("Finds images without a text for who sees none.")),
    LaidOutCheck(
        "mail.images", mark("Images and words"), mark("Finds mails of mostly images, which filters distrust.")
    ),
    LaidOutCheck(
        "mail.contrast",
        mark("Contrast of colours"),
        mark("Finds words that are hard to read on what is behind them, in the light and in the dark (WCAG 2.2)."),
    ),
    LaidOutCheck(
        "mail.html_feature",
        mark("What mail programs lack"),
        mark("Finds HTML and CSS that major mail programs do not know, after caniemail.com."),
    ),
    LaidOutCheck(
        "mail.spam_score",
        mark("Score of a spam filter"),
        mark("Asks SpamAssassin's published rules, where its Debian package is on this computer."),
    ),
)
