"""What an agent is asked to write, and what the loop needs to know of an agent."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol

import msgspec

from desktop.core.brief import Brief, Kind
from desktop.core.checking import CheckOptions
from desktop.core.copy import Copy, FieldValue
from desktop.core.prompt import Prompt


class Shape(StrEnum):
    """What sort of text a field is; each has its own instruction in the prompt file (`ask.<shape>`)."""

    TITLE = "title"
    DESCRIPTION = "description"
    BULLETS = "bullets"
    SEO_TITLE = "seo_title"
    SEO_DESCRIPTION = "seo_description"
    HEADLINE = "headline"
    LINE = "line"
    POST = "post"
    KEYWORDS = "keywords"
    SUBJECT = "subject"
    PREHEADER = "preheader"
    HEADING = "heading"
    BODY = "body"
    BUTTON = "button"
    ALT = "alt"
    CARD = "card"
    GIVEN = "given"
    ANGLES = "angles"
    OUTLINE = "outline"
    SECTION = "section"
    INTRO = "intro"
    CONCLUSION = "conclusion"
    POST_TITLE = "post_title"
    EXCERPT = "excerpt"

    @property
    def is_prose(self) -> bool:
        """Whether the text is made of whole sentences."""
        return self in _PROSE


_PROSE = frozenset(
    {Shape.DESCRIPTION, Shape.SEO_DESCRIPTION, Shape.LINE, Shape.POST, Shape.PREHEADER, Shape.BODY, Shape.CARD}
    | {Shape.SECTION, Shape.INTRO, Shape.CONCLUSION, Shape.EXCERPT}
)


class FieldTask(msgspec.Struct, frozen=True):
    """One field to write.

    `channel` is the channel whose limit counts, or empty; `words` is the aim for the text or, with `many`, for each of
    `items` items, of which the channel takes `most` (0: any number); `limit` and `unit` are the channel's, for models
    that can count; `place` is a name people know.

    Of a text of a mail: `by_rule` says that the facts alone make it, without a model; `facts` are ids of those that it
    tells, the first ones first; `beside` is the line that it stands beside and must not repeat, `text` what it is a
    segment's own version of; `later` says that another text of its kind comes before it, `last` that none comes after.
    `earlier` says what each mail of its series before this one said, `together` that a small model may be asked for it
    with others in one answer.

    Of a section of a post: `facts` are those that it tells, `passages` ids of pieces of sources that it may rest on,
    `heading` what it stands under, `earlier` what the other sections said, `avoid` their phrases not to say again;
    `alone` asks for one paragraph on its facts, with nothing of the rest of the post in view.
    """

    name: str
    shape: Shape
    words: int
    channel: str = ""
    many: bool = False
    items: int = 1
    most: int = 0
    limit: int = 0
    unit: str = ""
    place: str = ""
    by_rule: bool = False
    facts: tuple[str, ...] = ()
    beside: str = ""
    text: str = ""
    later: bool = False
    last: bool = False
    earlier: tuple[str, ...] = ()
    together: bool = False
    passages: tuple[str, ...] = ()
    heading: str = ""
    avoid: tuple[str, ...] = ()
    alone: bool = False


class WriteRequest(msgspec.Struct, frozen=True):
    """One variant to write; `fields` limits it to these fields (empty: all), `copy` is what stands there now.

    With `go_on`, the first of the `fields` holds the beginning of an answer that was cut off, and is gone on with. With
    an `instruction` (`shorter`, `longer`, `simpler`, `again`, or in words) what stands in the `fields` is rewritten by
    it. `earlier` are the mails of a series before this one, in their order.
    """

    variant: str
    brief: Brief
    max_repairs: int = 2
    plain: bool = False
    fields: tuple[str, ...] = ()
    copy: Copy = Copy()
    seed: int | None = None
    go_on: bool = False
    options: CheckOptions = CheckOptions()
    instruction: str = ""
    earlier: tuple[Copy, ...] = ()


class Agent(Protocol):
    """Brief to prompts and answers to values; the loop does the rest. The brief's language is always filled here."""

    @property
    def kind(self) -> Kind:
        """The kind of draft it writes."""

    @property
    def prompt(self) -> str:
        """Name and version of its prompts: `product/1`."""

    def tasks(self, brief: Brief, fields: tuple[str, ...]) -> tuple[FieldTask, ...]:
        """The fields to write, in the order in which they are written; a `UserError` for a field there is none of."""

    def field_prompt(self, task: FieldTask, brief: Brief, *, seed: int | None, draft: str = "") -> Prompt:
        """Ask for one field; `draft` are the facts in sentences to begin from (empty: in their own order)."""

    def repair_prompt(self, task: FieldTask, brief: Brief, text: str, reasons: tuple[str, ...]) -> Prompt:
        """Ask for one field again, with what is wrong with it."""

    def go_on_prompt(self, task: FieldTask, brief: Brief, text: str, *, seed: int | None) -> Prompt:
        """Ask for the rest of a field that begins with this text."""

    def whole_prompt(self, tasks: tuple[FieldTask, ...], brief: Brief, copy: Copy, *, seed: int | None) -> Prompt:
        """Ask for all fields at once, as JSON."""

    def plain_prompt(self, tasks: tuple[FieldTask, ...], brief: Brief, *, seed: int | None) -> Prompt:
        """Ask for all fields at once in one plain sentence, without rules or examples."""

    def split_plain(self, tasks: tuple[FieldTask, ...], language: str, answer: str) -> Copy:
        """The fields of an answer to the plain prompt; text under no label stays with the field before it."""

    def examples(self, language: str) -> tuple[str, ...]:
        """The texts that the prompts show as examples, which must not come back in the copy."""

    def reason(self, name: str, language: str, values: Mapping[str, object]) -> str:
        """What is wrong with a text, said to a model in the language of the copy."""

    def clean(self, task: FieldTask, brief: Brief, answer: str) -> FieldValue:
        """The field's value in an answer, without labels, quotes and remarks around it."""

    def together_prompt(self, tasks: tuple[FieldTask, ...], brief: Brief, *, seed: int | None) -> Prompt:
        """Ask a small model for all these fields in one answer, each after its label."""

    def split_together(self, tasks: tuple[FieldTask, ...], language: str, answer: str) -> dict[str, str]:
        """What such an answer has for each field by its name, as far as it has come."""

    def settled(self, task: FieldTask, brief: Brief, value: FieldValue, others: Copy) -> FieldValue:
        """The field as it stands beside the `others` at the end, with what no model writes."""
