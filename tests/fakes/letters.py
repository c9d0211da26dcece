"""Customers' mails in three languages, with what a shop knows."""

from __future__ import annotations

from desktop.core.brief import Brief, Fact, Kind, Passage

DUTCH = Brief(
    kind=Kind.REPLY,
    question=(
        "Onderwerp: Re: de deken\n\nBeste,\n\nIk zag jullie deken Ylva. Hoe zwaar is die en kan hij in de wasmachine?"
        " En bezorgen jullie ook in Noorwegen?\nIk zou graag weten hoe lang ik kan retourneren.\n\n"
        "Met vriendelijke groet,\nAnna de Vries"
    ),
    facts=(Fact("w", name="Gewicht", value="980", unit="g"),),
    passages=(
        Passage("p1", "We bezorgen binnen 2 werkdagen in Nederland en België. Verzending is gratis vanaf € 50."),
        Passage("p2", "De deken kan op 30 graden in de wasmachine."),
        Passage("p3", "Je hebt 30 dagen bedenktijd. Retourneren is gratis."),
    ),
)
SWEDISH = Brief(
    kind=Kind.REPLY,
    question=(
        "Hej!\n\nJag undrar om filten går att tvätta i maskin? Vad kostar frakten till Danmark?\n\nMvh\nErik Lund"
    ),
    facts=(Fact("p", name="Pris", value="1 249", unit="kr"),),
    passages=(
        Passage("p1", "Filten tvättas i 30 grader ullprogram."),
        Passage("p2", "Frakten är fri i Sverige. Till Danmark kostar frakten 99 kr."),
    ),
)
ENGLISH = Brief(
    kind=Kind.REPLY,
    question=(
        "Hi,\n\nIs the kettle suitable for induction? How long is the warranty? And can I pay with Klarna?\n\n"
        "Thanks,\nTom\n\n> On Monday you wrote:\n> Would you like a discount?"
    ),
    facts=(Fact("a", name="Warranty", value="2 years"), Fact("b", name="Induction", value="yes")),
    passages=(Passage("p1", "Orders can be collected at our shop in Leeds on weekdays from 9 to 17."),),
)
