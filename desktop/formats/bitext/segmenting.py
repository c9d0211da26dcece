"""Sentences by SRX: the rules of LanguageTool that choppa-srx brings, with some of our own before them."""

from __future__ import annotations

import functools
import io
import re
from typing import TYPE_CHECKING, NamedTuple

from desktop.core.errors import ErrorKind, UserError
from desktop.core.resources import resource_folder
from desktop.core.words import tr

if TYPE_CHECKING:
    import regex
    from choppa import SrxDocument

LONGEST = 100_000
"""Characters of a text that is divided by rules; nobody translates a longer one, and lookbehinds take their time."""

_ANY_LANGUAGE = "und"
_LONG_CODES = ("ast", "crh")
_MAY_END = re.compile(r"[.!?…。！？؟۔।;:\u2028\n](?=.)", re.DOTALL)
_BRACKETED = r"\([^\)]*?"
_LONGEST_BEFORE = 100
_MOST_RULES = 2_000_000


class _Break(NamedTuple):
    """Where a sentence may end, and what then says that it does not."""

    ends: regex.Pattern[str]
    unless: regex.Pattern[str] | None


class Segmenter:
    """Says where the sentences of a text end.

    The rules are choppa's, and so is their order: a rule without a break counts for those with one that follow. They
    are asked here, as one pattern for each break: that is ten times as fast for the short texts of a file.
    """

    def __init__(self, document: SrxDocument, *, our_own: bool) -> None:
        self._document = document
        self._our_own = our_own
        self._breaks: dict[str, list[_Break]] = {}

    def breaks(self, text: str, language: str) -> list[int]:
        """The places in a text, as code points, at which a sentence begins; not its beginning and not its end.

        `language` is a code as `sv` or `nl-BE`; where it is empty or unknown, the rules for any language count.
        """
        if len(text) > LONGEST or (self._our_own and _MAY_END.search(text) is None):
            return []
        if language not in self._breaks:
            self._breaks[language] = self._breaks_of(language)
        places: set[int] = set()
        for each in self._breaks[language]:
            for found in each.ends.finditer(text):
                place = found.end()
                if place not in places and (each.unless is None or each.unless.match(text, place) is None):
                    places.add(place)
        return sorted(places - {0, len(text)})

    def _breaks_of(self, language: str) -> list[_Break]:
        import regex
        from choppa.utils import translate_java_regex

        code = _code(language)
        document = self._document
        if not self._our_own and not document.get_language_rule_list(code):
            code = code.upper()  # as OmegaT writes languages in its rules
        manager = document.get_rule_manager(document.get_language_rule_list(code), _LONGEST_BEFORE)
        found = []
        for rule in manager.break_rule_list:
            before, after = translate_java_regex(rule.before_pattern), translate_java_regex(rule.after_pattern)
            ends = regex.compile(f"(?>{before})(?={after})", flags=document.pattern_flags)
            found.append(_Break(ends, manager.get_exception_pattern(rule)))
        return found


def _code(language: str) -> str:
    """The language as rules are asked for it: of three letters (`est`) only those that have rules under such a name."""
    code = language.strip().replace("_", "-").lower()
    main = code.partition("-")[0]
    return code if len(main) == len("sv") or main in _LONG_CODES else _ANY_LANGUAGE


@functools.cache
def segmenter() -> Segmenter:
    """The segmenter with our own rules, made when it is first asked for."""
    from xml.sax import parse

    from choppa import DEFAULT_SRX_RULESET, SrxDocument
    from choppa.srx_parser import SRXHandler

    document = SrxDocument(ruleset=resource_folder("segmentation") / "copydesk.srx")
    parse(str(DEFAULT_SRX_RULESET), SRXHandler(document=document))  # noqa: S317 - it comes with the library
    _tame(document)
    return Segmenter(document, our_own=True)


def segmenter_of(rules: bytes) -> Segmenter:
    """The segmenter with the rules of an SRX file of the translator's own, and no others.

    Raises `UserError` with the reason when it is no such file or one of its rules cannot be read.
    """
    from xml.sax import SAXException, make_parser
    from xml.sax.handler import feature_external_ges

    import regex
    from choppa import SrxDocument
    from choppa.srx_parser import SRXHandler

    if len(rules) > _MOST_RULES or b"<!ENTITY" in rules:
        raise UserError(ErrorKind.INPUT, tr("These segmentation rules cannot be read."))
    document = SrxDocument()
    reader = make_parser()  # noqa: S317 - entities are refused above
    reader.setFeature(feature_external_ges, False)
    reader.setContentHandler(SRXHandler(document=document))
    try:
        reader.parse(io.BytesIO(rules))
        _tame(document)
        _compile_all(document)
    except (SAXException, regex.error, ValueError, AttributeError, KeyError, TypeError) as error:
        message = tr("These segmentation rules cannot be read: {reason}.", reason=str(error).strip(". "))
        raise UserError(ErrorKind.INPUT, message) from error
    return Segmenter(document, our_own=False)


def _tame(document: SrxDocument) -> None:
    """LanguageTool's rules against breaks in brackets try every way to part them, which takes minutes: this is one."""
    for each in document.language_map_list:
        rules = each.language_rule.rules
        for number, rule in enumerate(rules):
            if rule.before_pattern.startswith(_BRACKETED) and rule.before_pattern.count(_BRACKETED[2:]) > 1:
                rules[number] = rule._replace(before_pattern=r"\([^()\r\n]{0,300}[.:][\s\u00A0]")


def _compile_all(document: SrxDocument) -> None:
    """Find a rule that cannot be read now and not in the middle of a file."""
    if not document.language_map_list:
        raise ValueError(tr("there are no rules in it"))
    for each in document.language_map_list:
        for rule in each.language_rule.rules:
            document.compile(rule.before_pattern)
            document.compile(rule.after_pattern)
