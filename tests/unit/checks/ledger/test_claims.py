"""Both halves joined, what the writer or a model decided, and the findings."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.claims import claims_of, open_sentences
from desktop.checks.ledger.facts import ledger_digest
from desktop.checks.report import check_copy
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.core.finding import Severity, Verdict
from desktop.core.rulings import JudgedClaim, Judgement, Rulings

FACTS = (Fact(id="f1", name="Weight", value="980 g"), Fact(id="f2", name="Warranty", value="5 years"))
COPY = Copy({"title": "Havn, 1.2 kg", "description": "A lovely thing. It weighs 980 g."})


def _brief(**rulings: object) -> Brief:
    return Brief(language="en", facts=FACTS, rulings=Rulings(**rulings))  # type: ignore[arg-type]


def test_claims_stand_in_the_order_of_the_fields() -> None:
    found = [(each.field, each.text, each.verdict, each.facts) for each in claims_of(COPY, _brief(), "en")]
    assert found == [
        ("title", "1.2 kg", Verdict.CONTRADICTED, ("f1",)),
        ("description", "A lovely thing.", Verdict.OPINION, ()),
        ("description", "980 g", Verdict.SUPPORTED, ("f1",)),
    ]


@pytest.mark.parametrize("language", ["de", ""])
def test_no_claims_in_a_language_that_is_not_known_or_without_facts(language: str) -> None:
    assert claims_of(COPY, _brief(), language) == ()
    assert claims_of(COPY, Brief(language="en"), "en") == ()


@pytest.mark.parametrize("opinion", ["1.2 kg", "Havn, 1.2 kg"])
def test_what_the_writer_marked_is_an_opinion(opinion: str) -> None:
    first = claims_of(COPY, _brief(opinions=(opinion,)), "en")[0]
    assert (first.text, first.verdict, first.fixes) == ("1.2 kg", Verdict.OPINION, ())


def test_a_judgement_holds_for_its_sentence_and_its_facts() -> None:
    sentence = "Nothing in this bag ever wears out before you do."
    copy = Copy({"description": sentence})
    claim = JudgedClaim("ever wears out", Verdict.UNSUPPORTED, (), "No fact says so.")
    judgement = Judgement(sentence, ledger_digest(FACTS), (claim,), "model")
    (judged,) = claims_of(copy, _brief(judgements=(judgement,)), "en")
    assert (judged.text, judged.verdict, judged.judged) == ("ever wears out", Verdict.UNSUPPORTED, True)
    stale = Judgement(sentence, "other", (claim,), "model")
    assert not any(each.judged for each in claims_of(copy, _brief(judgements=(stale,)), "en"))
    assert [each[2] for each in open_sentences(copy, _brief(), "en")] == [sentence]
    assert open_sentences(copy, _brief(judgements=(judgement,)), "en") == ()


def test_a_judgement_does_not_override_a_rule() -> None:
    judgement = Judgement("Havn, 1.2 kg", ledger_digest(FACTS), (JudgedClaim("1.2 kg", Verdict.SUPPORTED),), "model")
    assert claims_of(COPY, _brief(judgements=(judgement,)), "en")[0].verdict == Verdict.CONTRADICTED


def test_findings_carry_reason_evidence_and_fix() -> None:
    report = check_copy(COPY, _brief(), channels=())
    (finding,) = (each for each in report.findings if each.check.startswith("claims."))
    assert (finding.check, finding.severity, finding.text) == ("claims.number", Severity.ERROR, "1.2 kg")
    assert (finding.message, finding.evidence, finding.fixes) == ("The facts say 980 g.", ("f1",), ("980 g",))


def test_facts_are_looked_at_themselves() -> None:
    facts = (*FACTS, Fact(id="f3", name="Weight", value="1 kg"), Fact(id="f4", name="Reach", value="4", unit="blorps"))
    report = check_copy(COPY, Brief(language="en", facts=facts), channels=())
    by_check = {each.check: each for each in report.findings}
    assert by_check["facts.conflict"].evidence == ("f1", "f3")
    assert "blorps" in by_check["facts.unit"].message


@pytest.mark.parametrize("unit", ["g", "fathom", "st", "kr", "timmar"])
def test_units_that_the_table_or_the_library_knows_are_not_remarked_on(unit: str) -> None:
    report = check_copy(COPY, Brief(language="en", facts=(Fact(name="X", value="4", unit=unit),)), channels=())
    assert "facts.unit" not in {each.check for each in report.findings}


def test_the_strongest_facts_left_out_are_named_once_the_text_is_finished() -> None:
    words = "This is the bag that goes along to work and to the woods and back again on every single day. " * 3
    said = check_copy(Copy({"description": words}), _brief(), channels=())
    assert [each.evidence for each in said.findings if each.check == "facts.selling"] == [("f2",)]
    short = check_copy(Copy({"description": "This is the bag."}), _brief(), channels=())
    assert "facts.selling" not in {each.check for each in short.findings}
