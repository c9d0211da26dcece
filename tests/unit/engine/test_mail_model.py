"""A newsletter by the real small model on this computer: whole, within its limits, and with nothing of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.core.brief import Brief, Fact, Kind
from desktop.core.mail import Mail, MailType
from desktop.core.mail_structures import structure
from desktop.engine.messages import Configure, Write
from tests.unit.engine.engine_process import EngineProcess

MODEL = "local/qwen2.5-coder-0.5b"
FACTS = (
    Fact("f1", "Material", "100 % Swedish wool"),
    Fact("f2", "Size", "130 × 180 cm"),
    Fact("f3", "Price", "€119"),
    Fact("f4", "Woven in", "Småland"),
    Fact("f5", "Offer", "the first 50 orders ship free"),
)

pytestmark = [pytest.mark.model, pytest.mark.timeout(600)]


@pytest.fixture
def engine(tmp_path: Path, local_model_05b: Path) -> Iterator[EngineProcess]:
    with EngineProcess(tmp_path, environment={"COPYDESK_MODELS": str(local_model_05b.parent)}) as running:
        running.answer(running.ask(Configure(first_token_timeout_s=500, idle_timeout_s=300)))
        yield running


def test_a_newsletter_of_five_facts_is_whole_and_says_nothing_else(engine: EngineProcess) -> None:
    mail = Mail(MailType.NEWSLETTER, blocks=structure(MailType.NEWSLETTER))
    brief = Brief(Kind.MAIL, product="Ylva wool blanket", language="en", facts=FACTS, mail=mail)
    number = engine.ask(Write(brief, MODEL, seed=1))
    _, answer = engine.wait_for(lambda line: line.get("id") == number)
    (variant,) = answer["result"]["variants"]
    assert variant.get("error") is None
    fields = variant["copy"]["fields"]
    assert {"subject", "preheader", "b1", "b2", "b4", "b5", "b6", "b8", "b8.unsubscribe"} <= fields.keys()
    assert len(fields["subject"]) <= 50
    assert len(fields["preheader"]) <= 90
    assert 1 <= len(fields["b6"].split()) <= 4
    assert not [each for each in variant["claims"] if each["verdict"] in {"unsupported", "contradicted"}]
    assert "Harvest" not in str(fields)
    text = " ".join(fields.values())
    for said in ("100", "130", "119", "Småland", "50"):
        assert said in text
