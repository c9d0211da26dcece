"""Briefs, facts and copies as JSON, in the shapes that the command line fixes."""

from __future__ import annotations

import json
from typing import TypeVar

import msgspec

from desktop.core.brief import Brief, Fact, number_facts, number_passages
from desktop.core.copy import Copy
from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr

T = TypeVar("T")


class FactSheet(msgspec.Struct, frozen=True):
    """The facts of one product."""

    product: str = ""
    facts: tuple[Fact, ...] = ()


def read_brief(text: str, name: str) -> Brief:
    """A brief; facts without an id are numbered. Raises `UserError` (input) that says what is wrong and where."""
    document = _object(text, name)
    if isinstance(facts := document.get("facts"), dict):
        document["facts"] = facts.get("facts", [])
    document["facts"] = _as_written(document.get("facts", []))
    brief = _converted(document, Brief, name)
    return msgspec.structs.replace(brief, facts=number_facts(brief.facts), passages=number_passages(brief.passages))


def read_facts(text: str, name: str) -> FactSheet:
    """Facts with their product, or a bare list of facts. Raises `UserError` (input)."""
    try:
        document = _parsed(text, name)
    except UserError as error:
        hint = tr("`copydesk facts extract FILE --json` makes facts of a supplier's text.")
        raise UserError(ErrorKind.INPUT, error.problem.message, hint) from error
    if isinstance(document, list):
        document = {"facts": document}
    if not isinstance(document, dict):
        raise _wrong(name, tr("an object with “facts” is expected"))
    document["facts"] = _as_written(document.get("facts", []))
    sheet = _converted(document, FactSheet, name)
    return msgspec.structs.replace(sheet, facts=number_facts(sheet.facts))


def read_copy(text: str, name: str) -> Copy:
    """A copy as JSON, or else a plain text as its one field `body`. Raises `UserError` (input)."""
    if not (name.endswith(".json") or text.lstrip().startswith("{")):
        return Copy({"body": text})
    try:
        document = _parsed(text, name)
    except UserError:
        if name.endswith(".json"):
            raise
        return Copy({"body": text})
    if not isinstance(document, dict):
        raise _wrong(name, tr("an object in braces is expected"))
    for field, value in document.items():
        if not isinstance(value, str) and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
            raise _wrong(name, tr("“{field}” must be a text or a list of texts", field=field))
    return _converted({"fields": document}, Copy, name)


def _object(text: str, name: str) -> dict[str, object]:
    document = _parsed(text, name)
    if not isinstance(document, dict):
        raise _wrong(name, tr("an object in braces is expected"))
    return document


def _parsed(text: str, name: str) -> object:
    try:
        document: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise _not_json(name, error) from error
    except RecursionError as error:
        raise _wrong(name, tr("it is nested too deeply")) from error
    except ValueError as error:
        raise _wrong(name, tr("a number in it is too long")) from error
    return document


def _as_written(facts: object) -> object:
    """Facts with their numbers as text, as people write them."""
    if not isinstance(facts, list):
        return facts
    return [
        {
            key: str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
            for key, value in fact.items()
        }
        if isinstance(fact, dict)
        else fact
        for fact in facts
    ]


def _converted(document: object, wanted: type[T], name: str) -> T:
    try:
        return msgspec.convert(document, wanted)
    except msgspec.ValidationError as error:
        raise _wrong(name, str(error).replace("$.fields", "$")) from error


def _not_json(name: str, error: json.JSONDecodeError) -> UserError:
    return UserError(
        ErrorKind.INPUT,
        tr("{file} is not JSON: line {line}, column {column}.", file=name, line=error.lineno, column=error.colno),
        error.msg,
    )


def _wrong(name: str, what: str) -> UserError:
    return UserError(ErrorKind.INPUT, tr("{file} is not in the expected form: {what}.", file=name, what=what))
