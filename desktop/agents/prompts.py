"""Prompt files: `resources/prompts/<name>.<language>.jinja` with a version and named sections, and their examples.

A file begins with `version: N`; a section begins with `=== name ===` and is a Jinja template, rendered in a sandbox in
which a name that is not given is an error. The examples (`….examples.json`) are briefs with their finished fields.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

import msgspec
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from desktop.core.brief import LANGUAGES, Brief
from desktop.core.copy import Copy
from desktop.core.errors import Bug, ErrorKind
from desktop.core.resources import resource_text

T = TypeVar("T")

_VERSION = re.compile(r"\Aversion: (\d+)\n")
_SECTION = re.compile(r"^=== ([a-z_.]+) ===\n", re.MULTILINE)


class Example(msgspec.Struct, frozen=True):
    """A brief with the fields that answer it."""

    brief: Brief
    copy: Copy


class _ExampleFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    brief: Brief
    fields: dict[str, str | tuple[str, ...]]


class PromptFile:
    """One prompt file with its examples."""

    def __init__(self, name: str, text: str, examples: tuple[Example, ...]) -> None:
        found = _VERSION.match(text)
        if found is None:
            raise Bug(ErrorKind.BUG, f"The prompt file {name} does not begin with its version.")
        self.version = int(found.group(1))
        self.examples = examples
        environment = ImmutableSandboxedEnvironment(
            undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
        )
        pieces = _SECTION.split(text)[1:]
        self._sections = {
            section: environment.from_string(body.strip())
            for section, body in zip(pieces[::2], pieces[1::2], strict=True)
        }
        self._name = name

    def has(self, section: str) -> bool:
        """Whether there is a section of this name."""
        return section in self._sections

    def render(self, section: str, values: Mapping[str, object]) -> str:
        """A section filled with values; blank lines at its ends are dropped."""
        template = self._sections.get(section)
        if template is None:
            raise Bug(ErrorKind.BUG, f"The prompt file {self._name} has no section {section}.")
        return template.render(values).strip()


@lru_cache(maxsize=32)
def prompt_file(name: str, language: str) -> PromptFile:
    """The prompts of a language; those in English for a language there are none of."""
    examples = tuple(Example(each.brief, Copy(each.fields)) for each in examples_of(name, language, _ExampleFile))
    return sections_of(name, language, examples)


def sections_of(name: str, language: str, examples: tuple[Example, ...] = ()) -> PromptFile:
    """The sections of a prompt file, read anew."""
    code = _code(language)
    return PromptFile(f"{name}.{code}", resource_text(f"prompts/{name}.{code}.jinja"), examples)


def examples_of(name: str, language: str, kind: type[T]) -> tuple[T, ...]:
    """The examples beside a prompt file, each a value of this type; read anew."""
    text = resource_text(f"prompts/{name}.{_code(language)}.examples.json")
    return tuple(msgspec.json.decode(text, type=list[kind]))  # type: ignore[valid-type]  # a type known when called


def _code(language: str) -> str:
    return language if language in LANGUAGES else "en"
