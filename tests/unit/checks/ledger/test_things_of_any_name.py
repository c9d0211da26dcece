"""What copy adds that no lexicon knows, in every shape of claim, and sentences that look like it and claim nothing.

Each row: language | name: value [variant]; … | sentence | what is expected of which words: `-` contradicted,
`+` supported, `?` unsupported, `!` either error, `~` no error. No other words of the sentence may be called wrong.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.checks.ledger.claims import claims_of
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.core.finding import Verdict

_ERRORS = frozenset({Verdict.CONTRADICTED, Verdict.UNSUPPORTED})
_WANTED = {
    "-": frozenset({Verdict.CONTRADICTED}),
    "+": frozenset({Verdict.SUPPORTED}),
    "?": frozenset({Verdict.UNSUPPORTED}),
    "!": _ERRORS,
}
_TABLES = (
    "food_and_services.txt",
    "house_and_garden.txt",
    "things_of_any_name.txt",
    "shares_times_and_surroundings.txt",
    "headings_lists_and_kinds.txt",
    "sport_tech_and_play.txt",
    "swedish_words.txt",
    "promised_and_made.txt",
    "faithful_copy.txt",
    "told_qualities.txt",
    "numbers_and_facts.txt",
    "other_values.txt",
    "yes_and_no.txt",
)
_ROWS = [row for name in _TABLES for row in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()]


def _fact(number: int, written: str) -> Fact:
    name, _, value = (each.strip() for each in written.partition(":"))
    value, _, variant = value.removesuffix("]").partition(" [")
    return Fact(id=f"f{number}", name=name, value=value.strip(), variant=variant)


@pytest.mark.parametrize("row", [each for each in _ROWS if each and not each.startswith("#")])
def test_the_words_expected_and_no_others_are_judged_so(row: str) -> None:
    language, facts, sentence, *rest = (each.strip() for each in row.split("|"))
    expected = [each.strip() for each in (rest[0].split(";") if rest else []) if each.strip()]
    ledger = tuple(_fact(number, each) for number, each in enumerate(facts.split(";")))
    claims = claims_of(Copy({"description": sentence}), Brief(language=language, facts=ledger), language)
    met: set[str] = set()
    for each in expected:
        start = sentence.index(each[1:])
        found = [one for one in claims if one.start < start + len(each) - 1 and start < one.end]
        met |= {one.text for one in found}
        verdicts = {one.verdict for one in found}
        assert verdicts & _WANTED[each[0]] if each[0] != "~" else not verdicts & _ERRORS, (each, verdicts)
    assert not [one.text for one in claims if one.verdict in _ERRORS and one.text not in met]
