"""A model's view of a received mail, beside what the rules found; it is shown as a model's and decides nothing.

The mail is written by somebody who may want the model to say that all is well: its text stands between marks that it
cannot hold itself, and the model is told that nothing in it is said to it.
"""

from __future__ import annotations

import re
import secrets
from functools import lru_cache

from desktop.agents.answer import Answer, End
from desktop.agents.prompts import PromptFile, sections_of
from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy
from desktop.core.prompt import LanguageModel, Message, Prompt, Role
from desktop.core.received import Inspection
from desktop.core.words import interface_language, tr

_TEXT = 4000
"""Characters of the mail that are shown to the model: the beginning is where it says what it wants."""
_LINKS = 12
_TOKENS = 220
_LONGEST = 700
_MARKUP = re.compile(r"[*_#`>|]{1,}|\[([^\]]*)\]\([^)]*\)|https?://\S+")


async def view_of(inspection: Inspection, model: LanguageModel) -> str:
    """Two or three sentences of a model on a mail, in the language of the interface, without links or markup.

    Raises what the model raises, and `EnvironmentProblem` when it says nothing that can be used.
    """
    answer = Answer()
    await answer.listen(model, Prompt(messages(inspection), _TOKENS, temperature=0.0), _ignore)
    view = cleaned(answer.text) if answer.end in {End.WHOLE, End.LENGTH, End.LOOPED} else ""
    if not view:
        raise EnvironmentProblem(
            ErrorKind.PROVIDER,
            tr("The model said nothing about this mail."),
            tr("What the rules found stands as it is."),
            Remedy.RETRY,
        )
    return view


def messages(inspection: Inspection) -> tuple[Message, ...]:
    """What the model is asked; the mail stands between marks that nobody can foresee."""
    mail = inspection.mail
    file = _prompts(interface_language())
    fence = secrets.token_hex(6)
    values = {
        "fence": fence,
        "sender": f"{mail.sender.name} <{mail.sender.address}>",
        "reply_to": ", ".join(each.address for each in mail.reply_to),
        "subject": mail.subject,
        "text": mail.text[:_TEXT],
        "links": [link.href[:120] for link in mail.links[:_LINKS]],
        "files": [each.name for each in mail.attachments[:_LINKS]],
        "signs": [f"{sign.message}. {sign.detail}".strip() for sign in inspection.signs if sign.severity != "info"],
    }
    return (Message(Role.SYSTEM, file.render("system", values)), Message(Role.USER, file.render("ask", values)))


def cleaned(text: str) -> str:
    """A view as plain sentences, cut at the end of one: no links that could be followed, no markup."""
    plain = re.sub(r"\s+", " ", _MARKUP.sub(lambda found: found[1] or "", text)).strip()
    if len(plain) <= _LONGEST:
        return plain
    cut = plain[:_LONGEST]
    end = max(cut.rfind(mark) for mark in (". ", "! ", "? "))
    return cut[: end + 1] if end > 0 else f"{cut.rstrip()}…"


def _ignore(text: str) -> None:
    """A view is shown when it is whole."""
    del text


@lru_cache(maxsize=4)
def _prompts(language: str) -> PromptFile:
    return sections_of("mail_view", language)
