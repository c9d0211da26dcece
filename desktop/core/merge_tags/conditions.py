"""Passages that not every reader sees: `*|IF:FNAME|*`, `{% if customer.first_name %}` and what belongs to them."""

from __future__ import annotations

import re
from typing import NamedTuple

from desktop.core.mail import Platform
from desktop.core.merge_tags.expressions import plain, quoted
from desktop.core.merge_tags.names import fields_by_name, name_of

_STAR = re.compile(
    r"(?P<word>IFNOT|IF|ELSEIF|ELSE|END)\s*:\s*(?P<rest>.*)$|(?P<group>INTERESTED|NOTINTERESTED|FEEDBLOCK|RSSITEMS|FEEDITEMS|REPEAT)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_COMPARISON = re.compile(r"(?P<name>[^=!<>]+?)\s*(?P<sign>==|!=|>=|<=|=|>|<)\s*(?P<value>[^=!<>]*)$", re.DOTALL)
_WORD = re.compile(r"(\w+)\s*(.*)$", re.DOTALL)
_OPENING = frozenset(
    {"if", "unless", "for", "case", "with", "catalog", "comment", "raw", "macro", "capture", "ifchanged"}
)
_GOING_ON = frozenset({"else", "elif", "elsif", "elseif", "when", "empty"})
_BLANK = frozenset({"blank", "empty", "nil", "null", "none", "None", '""', "''", ""})
_JOINED = re.compile(r"\s(?:and|or|contains|in|is)\s")


class Condition(NamedTuple):
    """For whom a passage is: who has (or, `negated`, lacks) a value, or whose value compares by `sign` to `value`."""

    field: str
    negated: bool = False
    sign: str = ""
    value: str = ""

    def __str__(self) -> str:
        return f"{'not ' if self.negated else ''}{self.field}{f' {self.sign} {self.value}' if self.sign else ''}"


class Part(NamedTuple):
    """A tag of a passage: its word (`if`, `elseif`, `else`, `endif`, `for`, `endfor`, …) and what it says after it."""

    word: str
    condition: Condition | None = None
    rest: str = ""

    @property
    def field(self) -> str:
        """As `MergeTag.field` says."""
        after = str(self.condition) if self.condition else self.rest
        return f"{self.word} {after}".strip()


def read_star_part(inside: str) -> Part | None:
    """What a Mailchimp tag opens, goes on with or closes; `None` when it names a value."""
    text = plain(inside)
    found = _STAR.match(text)
    if found is None:
        return None
    if found["group"]:
        return Part(found["group"].lower(), None, text.partition(":")[2])
    word, rest = found["word"].upper(), found["rest"].strip()
    if word == "END":
        return Part("endif" if rest.upper() == "IF" else f"end{rest.lower()}")
    if word == "ELSE":
        return Part("else")
    condition = _condition(rest, Platform.MAILCHIMP, negated=word == "IFNOT")
    return Part("elseif" if word == "ELSEIF" else "if", condition, rest if condition is None else "")


def read_percent_part(inside: str, platform: Platform) -> Part | None:
    """What a `{% … %}` opens, goes on with or closes; `None` when it names a value or does something else."""
    found = _WORD.match(plain(inside))
    if found is None:
        return None
    word, rest = found[1], found[2]
    if word in {"endif", "endunless"}:
        return Part("endif")
    if word in {"if", "unless", "elif", "elsif", "elseif"}:
        condition = _condition(rest, platform, negated=word == "unless")
        neutral = "if" if word in {"if", "unless"} else "elseif"
        return Part(neutral, condition, "" if condition else f"{'not ' if word == 'unless' else ''}{rest}")
    if word in _OPENING or word in _GOING_ON or word.startswith("end"):
        return Part(word, None, rest)
    return None


def write_part(part: Part, platform: Platform) -> str:
    """A tag of a passage as a sender writes it; empty when it cannot."""
    if part.word in {"else", "endif"}:
        words = {"else": ("*|ELSE:|*", "{% else %}"), "endif": ("*|END:IF|*", "{% endif %}")}
        return words[part.word][platform is not Platform.MAILCHIMP]
    condition = part.condition
    name = name_of(condition.field, platform) if condition else ""
    if condition is None or not name or name.startswith("% "):
        return ""
    if platform is Platform.MAILCHIMP:
        if part.word == "elseif" and condition.negated:
            return ""
        word = "ELSEIF" if part.word == "elseif" else "IFNOT" if condition.negated else "IF"
        sign = {"==": "="}.get(condition.sign, condition.sign)
        return f"*|{word}:{name}{sign}{condition.value}|*"
    word = "if" if part.word == "if" else "elsif" if platform is Platform.SHOPIFY else "elif"
    name = name.replace("|lookup:", "|lookup:'") + "'" if "|lookup:" in name else name
    if condition.sign:
        value = condition.value if condition.value.isdigit() else quoted(condition.value, platform)
        return f"{{% {word} {name} {condition.sign} {value} %}}"
    if not condition.negated:
        return f"{{% {word} {name} %}}"
    return f"{{% {word} {name} == blank %}}" if platform is Platform.SHOPIFY else f"{{% {word} not {name} %}}"


def _condition(text: str, platform: Platform, *, negated: bool) -> Condition | None:
    """A condition on one of the neutral fields; `None` for others, which only their own sender understands."""
    text = text.strip()
    if text.startswith("not ") and platform is not Platform.MAILCHIMP:
        text, negated = text[4:].strip(), not negated
    if _JOINED.search(f" {text} "):
        return None
    found = _COMPARISON.match(text)
    name = found["name"].strip() if found else text
    if platform is Platform.MAILCHIMP:
        name = name.upper()
    else:
        name = name.replace("|lookup:'", "|lookup:").replace('|lookup:"', "|lookup:").rstrip("'\"")
    field = fields_by_name(platform).get(name, "")
    if not field:
        return None
    if found is None:
        return Condition(field, negated)
    sign, value = {"=": "=="}.get(found["sign"], found["sign"]), found["value"].strip()
    if value in _BLANK and sign in {"==", "!="}:
        return Condition(field, negated != (sign == "=="))
    if negated:
        opposite = {"==": "!=", "!=": "==", ">": "<=", "<": ">=", ">=": "<", "<=": ">"}
        sign = opposite[sign]
    return Condition(field, False, sign, value.strip("\"'"))
