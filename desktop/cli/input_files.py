"""Briefs, facts and copies as files, put together with the options of a command."""

from __future__ import annotations

import argparse
import re

import msgspec

from desktop.checks.channels import channel
from desktop.cli.context import read_text
from desktop.core.brief import LANGUAGES, Brief, Kind
from desktop.core.copy import Copy
from desktop.core.errors import ErrorKind, UserError
from desktop.core.language_tag import is_language_tag, plain_language
from desktop.core.words import tr
from desktop.formats.brief_json import read_brief, read_copy, read_facts


def add_text_options(command: argparse.ArgumentParser) -> None:
    """The options that `write` and `check` share."""
    command.add_argument("--facts", metavar="FILE", help="facts as JSON")
    command.add_argument("--lang", metavar="xx", help="language of the copy: en, nl or sv")
    command.add_argument("--channel", metavar="ID", action="append", default=[], help="a channel; may be repeated")
    command.add_argument("--strict", action="store_true", help="exit status 1 when a finding is an error")


def load_brief(name: str, options: argparse.Namespace, kind: Kind) -> Brief:
    """The brief of a file with the options over it."""
    brief = msgspec.structs.replace(read_brief(read_text(name), name), kind=kind)
    return with_options(brief, options)


def with_options(brief: Brief, options: argparse.Namespace, *, any_language: bool = False) -> Brief:
    """The brief with facts, language and channels from the options, which beat it.

    Raises `UserError` (unsupported) for a language other than the three, unless `any_language` says that some of the
    work can be done in all.
    """
    if options.facts:
        facts = read_facts(read_text(options.facts), options.facts)
        brief = msgspec.structs.replace(brief, facts=facts.facts, product=brief.product or facts.product)
    if options.lang:
        language = plain_language(options.lang) if is_language_tag(options.lang) else options.lang
        _require_language(language, any_language=any_language)
        brief = msgspec.structs.replace(brief, language=language)
    if options.channel:
        brief = msgspec.structs.replace(brief, channels=tuple(options.channel))
    for channel_id in brief.channels:
        channel(channel_id)
    return brief


def _require_language(language: str, *, any_language: bool) -> None:
    if language in LANGUAGES or (any_language and re.fullmatch("[a-z]{2,3}", language)):
        return
    raise UserError(
        ErrorKind.UNSUPPORTED,
        tr("The language {language} is not supported.", language=language),
        tr("Supported are: {languages}.", languages=", ".join(LANGUAGES)),
    )


def load_copy(name: str) -> Copy:
    """A copy as JSON, or a plain text as its one field `body`."""
    return read_copy(read_text(name), name)
