"""The agent for blog posts and for the pages of a shop, each type with a structure of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import msgspec

from desktop.agents.asking import split_by_labels
from desktop.agents.blog_asking import all_prompt, blog_file, one_prompt, plain_prompt
from desktop.agents.blog_citing import unmarked
from desktop.agents.blog_tasks import BODY, EXCERPT, SEO_DESCRIPTION, SEO_TITLE, TITLE, post_tasks
from desktop.agents.cleaning import clean_line, clean_list, clean_text
from desktop.agents.going_on import ending_of, prompt_to_go_on
from desktop.agents.product import ProductAgent
from desktop.agents.prompts import prompt_file
from desktop.agents.task import FieldTask, Shape
from desktop.core.brief import LANGUAGES, Brief, Kind
from desktop.core.copy import Copy, FieldValue
from desktop.core.errors import Bug, ErrorKind
from desktop.core.prompt import Message, Prompt, Role

_TEXTS = frozenset({Shape.SECTION, Shape.INTRO, Shape.CONCLUSION, Shape.POST})
_LINES = frozenset({Shape.POST_TITLE, Shape.SEO_TITLE})
_LENGTH = re.compile(r"\s*\((?:about |ongeveer |ca\.? |ungefär )?\d+(?: words| woorden| ord)?\)\s*$", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:#{1,6}\s+|(?:section|part|deel|del|h\d)?\s*\d{1,2}[.:)]\s+)", re.IGNORECASE)
_LABELS = {
    "en": ("Title", "SEO title", "SEO description", "Summary", "Post"),
    "nl": ("Titel", "SEO-titel", "SEO-beschrijving", "Samenvatting", "Artikel"),
    "sv": ("Titel", "SEO-titel", "SEO-beskrivning", "Sammanfattning", "Artikel"),
}
_LABELLED = (TITLE, SEO_TITLE, SEO_DESCRIPTION, EXCERPT, BODY)


class BlogAgent:
    """Writes posts and pages; see `desktop.agents.task.Agent`. The order of the steps is `agents.blogging`'s."""

    kind = Kind.BLOG

    def __init__(self) -> None:
        self._product = ProductAgent()

    @property
    def prompt(self) -> str:
        """Name and version of the prompts; all languages carry the same version."""
        return f"blog/{_version()}"

    def tasks(self, brief: Brief, fields: tuple[str, ...]) -> tuple[FieldTask, ...]:
        """The steps of the brief's post that are not done yet, its sections and lines, and the social posts."""
        return post_tasks(brief, fields)

    def field_prompt(self, task: FieldTask, brief: Brief, *, seed: int | None, draft: str = "") -> Prompt:
        """Rules, finished examples of this text, what was said so far, what it has to tell, and the wish."""
        del draft
        return one_prompt(task, brief, seed=seed)

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
        return plain_prompt(tasks, list(labelled(tasks, brief.language)), brief, seed=seed)

    def split_plain(self, tasks: tuple[FieldTask, ...], language: str, answer: str) -> Copy:
        """The texts under their labels, as they stand; a text under no label is the body."""
        labels = labelled(tasks, language)
        body = tuple(task for task in tasks if task.name == BODY)
        return split_by_labels((*body, *(task for task in tasks if task.name != BODY)), labels, answer)

    def together_prompt(self, tasks: tuple[FieldTask, ...], brief: Brief, *, seed: int | None) -> Prompt:
        """All texts in the form of the plain prompt; a small model writes them better one by one."""
        return self.plain_prompt(tasks, brief, seed=seed)

    def split_together(self, tasks: tuple[FieldTask, ...], language: str, answer: str) -> dict[str, str]:
        """The texts under their labels."""
        return dict(self.split_plain(tasks, language, answer).addressed())

    def settled(self, task: FieldTask, brief: Brief, value: FieldValue, others: Copy) -> FieldValue:
        """As it was written: what a section shares with others is seen to when it is written."""
        del task, brief, others
        return value

    def examples(self, language: str) -> tuple[str, ...]:
        """The copy of the examples."""
        return tuple(text for example in blog_file(language).examples for _, text in example.copy.addressed())

    def reason(self, name: str, language: str, values: Mapping[str, object]) -> str:
        """The section `reason.<name>` that all agents share."""
        return self._product.reason(name, language, values)

    def clean(self, task: FieldTask, brief: Brief, answer: str) -> FieldValue:
        """The text in an answer: a section without its heading and marks, headings without numbers and lengths."""
        del brief
        if task.many:
            bare = (_NUMBERED.sub("", _LENGTH.sub("", item)).strip() for item in clean_list(answer))
            items = tuple(dict.fromkeys(item.removesuffix(".") for item in bare if item))
            return items[: task.items] if task.shape in {Shape.ANGLES, Shape.OUTLINE} else items
        if task.shape in _TEXTS:
            return _without_heading(unmarked(clean_text(answer)), task.heading)
        line = unmarked(clean_line(answer))
        return line.removesuffix(".") if task.shape in _LINES else line


def labelled(tasks: tuple[FieldTask, ...], language: str) -> dict[str, FieldTask]:
    """Each task under the label of its text in a plain answer."""
    names = dict(zip(_LABELLED, _LABELS.get(language, _LABELS["en"]), strict=True))
    return {names.get(task.name, task.name): task for task in tasks}


def _without_heading(text: str, heading: str) -> str:
    """A section without its own heading, which models say before it."""
    first, _, rest = text.partition("\n")
    is_heading = bool(heading) and first.strip().rstrip(":.").casefold() == heading.rstrip(":.").casefold()
    return rest.strip() if is_heading and rest.strip() else text


@lru_cache(maxsize=1)
def _version() -> int:
    versions = {blog_file(language).version for language in LANGUAGES}
    if len(versions) != 1:
        raise Bug(ErrorKind.BUG, "The prompt files for posts are not of one version.")
    return versions.pop()
