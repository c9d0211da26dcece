"""Figures as copy says them: in each row the words before `||` follow from the facts, those behind it do not.

Rows of `figures.txt`: language | name=value; … | a sentence with {right|right||wrong|wrong}; a sentence without braces
must stay without an error.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop.checks.ledger.claims import claims_of
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.core.finding import Claim, Verdict

_ERRORS = frozenset({Verdict.CONTRADICTED, Verdict.UNSUPPORTED})
_ROWS = Path(__file__).with_name("figures.txt").read_text(encoding="utf-8").splitlines()
_CHOICE = re.compile(r"\{(?P<right>[^}]*?)\|\|(?P<wrong>[^}]*)\}")


def _claims(language: str, facts: str, sentence: str) -> tuple[Claim, ...]:
    pairs = [each.partition("=") for each in facts.split(";")]
    given = tuple(
        Fact(id=f"f{number}", name=name.strip(), value=value.strip())
        for number, (name, _, value) in enumerate(pairs, start=1)
    )
    return claims_of(Copy({"description": sentence}), Brief(language=language, facts=given), language)


@pytest.mark.parametrize("row", [each for each in _ROWS if each and not each.startswith("#")])
def test_a_figure_is_judged_however_it_is_said(row: str) -> None:
    language, facts, text = (each.strip() for each in row.split(" | ", 2))
    choice = _CHOICE.search(text)
    if choice is None:
        assert not [each.text for each in _claims(language, facts, text) if each.verdict in _ERRORS]
        return
    for wanted, words in ((Verdict.SUPPORTED, choice["right"]), (Verdict.CONTRADICTED, choice["wrong"])):
        for each in filter(None, words.split("|")):
            sentence = text[: choice.start()] + each + text[choice.end() :]
            start, end = choice.start(), choice.start() + len(each)
            met = [one for one in _claims(language, facts, sentence) if one.start < end and start < one.end]
            verdicts = {one.verdict for one in met}
            assert wanted in verdicts, (sentence, verdicts)
            assert wanted != Verdict.SUPPORTED or not verdicts & _ERRORS, (sentence, verdicts)
