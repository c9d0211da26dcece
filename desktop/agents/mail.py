"""The agent for marketing mails: newsletters, launches, offers and six types more, each with its own structure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import msgspec

from desktop.agents.asking import language_name, split_by_labels
from desktop.agents.cleaning import clean_line, clean_text
from desktop.agents.going_on import ending_of, prompt_to_go_on
from desktop.agents.mail_asking import (
    all_prompt,
    facts_text,
    labelled,
    mail_file,
    one_prompt,
    split_labelled,
    together_prompt,
)
from desktop.agents.mail_rules import MAIL_SHAPES, completed, mail_text_by_rule, without_said
from desktop.agents.mail_tasks import mail_tasks
from desktop.agents.mail_words import greeting
from desktop.agents.product import ProductAgent
from desktop.agents.prompts import prompt_file
from desktop.agents.task import FieldTask, Shape
from desktop.core.brief import LANGUAGES, Brief, Kind
from desktop.core.copy import Copy, FieldValue
from desktop.core.errors import Bug, ErrorKind
from desktop.core.mail import segment_of
from desktop.core.prompt import Message, Prompt, Role

_BUTTON_WORDS = 4
_ECHO = re.compile(r"^\s*\((?:[^()\n]{8,160})\)\s*")
_SALUTATION = re.compile(
    r"\A\s*(?:(?:dear|hi|hello|hey|beste|hallo|hoi|geachte|lieve|dag|hej|hejsan|kära|bästa)\b"
    r"[^\n.!?]{0,40}[,!:]?[ \t]*\n+"
    r"|(?:dear|hi|hello|beste|hallo|hoi|geachte|hej|kära)\s+[^\s,.!?]+(?:\s+[^\s,.!?]+)?,\s+)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"\n\s*(?:(?:best|kind|warm)(?:est)?\s+(?:regards|wishes)|sincerely|yours|cheers|the team|groet(?:en|jes)?"
    r"|(?:met\s+)?(?:vriendelijke|hartelijke)\s+groet(?:en)?|(?:med\s+)?(?:vänliga|varma)\s+hälsningar|hälsningar|mvh)"
    r"\b[^\n]*(?:\n[^\n]{0,60}){0,3}\s*\Z",
    re.IGNORECASE,
)


class MailAgent:
    """Writes marketing mails; see `desktop.agents.task.Agent`."""

    kind = Kind.MAIL

    def __init__(self) -> None:
        self._product = ProductAgent()

    @property
    def prompt(self) -> str:
        """Name and version of the prompts; all languages carry the same version."""
        return f"mail/{_version()}"

    def tasks(self, brief: Brief, fields: tuple[str, ...]) -> tuple[FieldTask, ...]:
        """The texts of the brief's mail, and the fields of channels that go with it."""
        return mail_tasks(brief, fields)

    def field_prompt(self, task: FieldTask, brief: Brief, *, seed: int | None, draft: str = "") -> Prompt:
        """Rules, finished examples of this text, then what it has to tell and the wish."""
        if task.shape not in MAIL_SHAPES:
            return self._product.field_prompt(task, brief, seed=seed, draft=draft)
        return one_prompt(task, brief, seed=seed, draft=draft)

    def repair_prompt(self, task: FieldTask, brief: Brief, text: str, reasons: tuple[str, ...]) -> Prompt:
        """The same call continued: the answer so far, what is wrong with it, and the wish for a better one."""
        first = self.field_prompt(task, brief, seed=None)
        wish = prompt_file("product", brief.language).render("repair", {"reasons": reasons})
        messages = (*first.messages, Message(Role.ASSISTANT, text), Message(Role.USER, wish))
        return msgspec.structs.replace(first, messages=messages, correction=task.shape.is_prose)

    def go_on_prompt(self, task: FieldTask, brief: Brief, text: str, *, seed: int | None) -> Prompt:
        """The same call with the beginning of its answer, and the wish to go on after its last words."""
        wish = prompt_file("product", brief.language).render("go_on", {"ending": ending_of(text)})
        return prompt_to_go_on(self.field_prompt(task, brief, seed=seed), text, wish)

    def whole_prompt(self, tasks: tuple[FieldTask, ...], brief: Brief, copy: Copy, *, seed: int | None) -> Prompt:
        """All texts at once, for a model that keeps to a schema."""
        return all_prompt(tasks, brief, copy, seed=seed)

    def plain_prompt(self, tasks: tuple[FieldTask, ...], brief: Brief, *, seed: int | None) -> Prompt:
        """What a person without a program would ask."""
        file = mail_file(brief.language)
        values = {
            "facts": facts_text(file, brief, tasks),
            "labels": list(labelled(tasks, brief.language)),
            "language": language_name(brief.language),
        }
        tokens = sum(one_prompt(task, brief, seed=None).max_tokens for task in tasks) + 50
        return Prompt((Message(Role.USER, file.render("plain", values)),), tokens, temperature=0.7, seed=seed, shared=1)

    def split_plain(self, tasks: tuple[FieldTask, ...], language: str, answer: str) -> Copy:
        """The texts under their labels, as they stand."""
        return split_by_labels(tasks, labelled(tasks, language), answer)

    def together_prompt(self, tasks: tuple[FieldTask, ...], brief: Brief, *, seed: int | None) -> Prompt:
        """Subject, preheader, headings, texts and buttons in one answer; a call for each would read the notes anew."""
        return together_prompt(tasks, brief, seed=seed)

    def split_together(self, tasks: tuple[FieldTask, ...], language: str, answer: str) -> dict[str, str]:
        """What stands under each label, as far as it has come."""
        return split_labelled(tasks, language, answer)

    def settled(self, task: FieldTask, brief: Brief, value: FieldValue, others: Copy) -> FieldValue:
        """The greeting before the first text; a line that says again what stands beside it is made of the facts."""
        if not isinstance(value, str) or not value.strip() or segment_of(task.name):
            return value
        subject = others.text("subject")
        if task.shape is Shape.BODY:
            if task.later:
                before = [others.text(each.name) for each in self.tasks(brief, ()) if _is_before(each)]
                return without_said(value, before)
            first = greeting(brief)
            return f"{first}\n\n{value}" if first and first not in value else value
        if task.shape is Shape.BUTTON and len(value.split()) > _BUTTON_WORDS:
            return mail_text_by_rule(task, brief)
        if task.shape is Shape.PREHEADER:
            return completed(task, brief, value, subject)
        bare = brief.product.casefold() if task.shape is Shape.SUBJECT else subject.casefold()
        if task.shape in {Shape.SUBJECT, Shape.HEADING} and value.casefold() == bare:
            return mail_text_by_rule(msgspec.structs.replace(task, beside=subject), brief) or value
        return value

    def examples(self, language: str) -> tuple[str, ...]:
        """The copy of the examples."""
        found = mail_file(language).examples
        return tuple(text for example in found for _, text in example.copy.addressed())

    def reason(self, name: str, language: str, values: Mapping[str, object]) -> str:
        """The section `reason.<name>` that all agents share."""
        return self._product.reason(name, language, values)

    def clean(self, task: FieldTask, brief: Brief, answer: str) -> FieldValue:
        """The text in an answer: a mail's text without greeting and signature, a line without a full stop."""
        if task.shape not in MAIL_SHAPES:
            return self._product.clean(task, brief, answer)
        told = _ECHO.sub("", answer)
        if task.shape is Shape.BODY:
            return _SIGNATURE.sub("", _SALUTATION.sub("", clean_text(told), count=1)).strip()
        line = clean_line(told)
        return line if task.shape.is_prose else line.removesuffix(".")


def _is_before(task: FieldTask) -> bool:
    return task.shape is Shape.BODY and not task.later


@lru_cache(maxsize=1)
def _version() -> int:
    versions = {mail_file(language).version for language in LANGUAGES}
    if len(versions) != 1:
        raise Bug(ErrorKind.BUG, "The prompt files for mails are not of one version.")
    return versions.pop()
