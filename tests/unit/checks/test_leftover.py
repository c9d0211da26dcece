from __future__ import annotations

import pytest

from desktop.checks.check import Subject
from desktop.checks.leftover import Leftover
from desktop.core.brief import Brief, Fact, Kind
from desktop.core.copy import Copy
from desktop.core.finding import Severity


def found(text: str, field: str = "description", brief: Brief | None = None) -> list[str]:
    value = (text,) if field in {"bullets", "google_ads.headline"} else text
    findings = list(Leftover().find(Subject(Copy({field: value}), brief or Brief(), "")))
    for finding in findings:
        assert finding.severity is Severity.ERROR
        assert finding.text == text[finding.start : finding.end] != ""
    return [finding.text for finding in findings]


@pytest.mark.parametrize(
    ("text", "field", "marked"),
    [
        # chat
        ("Sure! Here is a title for your bag: Havn", "title", "Sure! Here is a title for your bag: Havn"),
        ("Sure, here's the description:\nThe Havn bag.", "description", "Sure, here's the description:"),
        ("Certainly! The Havn bag weighs 980 g.", "description", "Certainly! The Havn bag weighs 980 g."),
        (
            "Here is a product description for the Havn:\nA bag.",
            "description",
            "Here is a product description for the Havn:",
        ),
        ("Here are five bullet points", "description", "Here are five bullet points"),
        ("This does not hold yet: it breaks off.", "title", "This does not hold yet: it breaks off."),
        ("Dit klopt nog niet:\nEen tas.", "description", "Dit klopt nog niet:"),
        ("Detta stämmer inte än:", "title", "Detta stämmer inte än:"),
        ("Zeker! Hier is de titel:\nHavn", "title", "Zeker! Hier is de titel:"),
        ("Hier is een productbeschrijving:\nEen tas.", "description", "Hier is een productbeschrijving:"),
        ("Hieronder vind je de beschrijving:\nEen tas.", "description", "Hieronder vind je de beschrijving:"),
        ("Självklart! Här är titeln:\nHavn", "title", "Självklart! Här är titeln:"),
        ("Här är ett förslag på produkttext:\nEn väska.", "description", "Här är ett förslag på produkttext:"),
        (
            "As an AI language model, I cannot weigh bags.",
            "description",
            "As an AI language model, I cannot weigh bags.",
        ),
        ("Als taalmodel kan ik dat niet.", "description", "Als taalmodel kan ik dat niet."),
        ("Som en AI kan jag inte det.", "description", "Som en AI kan jag inte det."),
        ("I'm sorry, but I can't help with that.", "description", "I'm sorry, but I can't help with that."),
        ("Het spijt me, dat kan niet.", "description", "Het spijt me, dat kan niet."),
        ("Tyvärr kan jag inte skriva det.", "description", "Tyvärr kan jag inte skriva det."),
        ("A bag. Readers: people who walk to work.", "description", "Readers: people who walk to work."),
        ("Een tas. Lezers: forenzen.", "description", "Lezers: forenzen."),
        ("En väska.\nLäsare: pendlare.", "description", "Läsare: pendlare."),
        ("A bag. Let me know if you want changes!", "description", "Let me know if you want changes!"),
        ("Een tas. Laat me weten of het zo goed is.", "description", "Laat me weten of het zo goed is."),
        ("En väska. Låt mig veta om du vill ändra något.", "description", "Låt mig veta om du vill ändra något."),
        (
            "A bag.\n\nNote: This description uses only the facts.",
            "description",
            "Note: This description uses only the facts.",
        ),
        ("A light bag. The tone of voice is warm.", "description", "The tone of voice is warm."),
        ("Een lichte tas. De toon van de tekst is warm.", "description", "De toon van de tekst is warm."),
        ("En lätt väska. Textens ton är varm.", "description", "Textens ton är varm."),
        # labels
        ("Title: Havn backpack", "title", "Title: "),
        ("**Product Title:** Havn backpack", "title", "**Product Title:** "),
        ("## Description:\nA bag.", "description", "## Description:\n"),
        ("Meta description: A bag of 980 g.", "seo_description", "Meta description: "),
        ("Producttitel: Havn rugzak", "title", "Producttitel: "),
        ("Omschrijving: een tas.", "description", "Omschrijving: "),
        ("Rubrik: Havn ryggsäck", "title", "Rubrik: "),
        ("Produktbeskrivning: en väska.", "description", "Produktbeskrivning: "),
        ("Onderwerp: nieuwe tassen", "subject", "Onderwerp: "),
        ("A bag.\nMeta description: A good bag.", "description", "Meta description:"),
        ("A bag.\nTarget audience: commuters", "description", "Target audience: commuters"),
        ("Een tas.\nDoelgroep: forenzen", "description", "Doelgroep: forenzen"),
        ("En väska.\nMålgrupp: pendlare", "description", "Målgrupp: pendlare"),
        ("Option 1: Havn backpack", "title", "Option 1:"),
        ("Alternativ A: Havn", "title", "Alternativ A:"),
        # notes on the length
        ("Havn backpack (13 characters)", "title", "(13 characters)"),
        ("Havn rugzak [45 tekens]", "title", "[45 tekens]"),
        ("Havn ryggsäck (max 70 tecken)", "title", "(max 70 tecken)"),
        ("A bag.\nWord count: 2", "description", "Word count: 2"),
        ("Havn backpack - 13 characters", "title", " - 13 characters"),
        # instructions
        ("Write a product description for the Havn.", "description", "Write a product description for the Havn."),
        ("Schrijf een korte omschrijving van de tas.", "description", "Schrijf een korte omschrijving van de tas."),
        ("Skriv en produktbeskrivning för väskan.", "description", "Skriv en produktbeskrivning för väskan."),
        # marks
        ("<|im_start|>A bag.", "description", "<|im_start|>"),
        ("A bag.</s>", "description", "</s>"),
        ("```\nA bag.", "description", "```"),
        ("### Response:\nA bag.", "description", "### Response:\n"),
        ("assistant: A bag.", "description", "assistant:"),
        ('{"title": "Havn', "title", '{"'),
        ("A bag.\\nIt is light.", "description", "\\n"),
        ("**Havn** backpack", "title", "**Havn**"),
        ("# Havn backpack", "title", "# "),
        ("- Weighs 980 g", "bullets", "- "),
        ("• Weighs 980 g", "bullets", "• "),
        ("1. Weighs 980 g", "bullets", "1. "),
        ("* 980 g", "google_ads.headline", "* "),
        # placeholders
        ("The [Brand] backpack", "title", "[Brand]"),
        ("De [Merknaam] rugzak", "title", "[Merknaam]"),
        ("[Your Company Name] presents a bag.", "description", "[Your Company Name]"),
        ("The {product} weighs 980 g.", "description", "{product}"),
        ("The {{ product_name }} weighs 980 g.", "description", "{{ product_name }}"),
        ("The <product name> weighs 980 g.", "description", "<product name>"),
        ("The <brand> bag.", "description", "<brand>"),
        ("Lorem ipsum dolor.", "description", "Lorem ipsum"),
        # quotes
        ('"Havn backpack, 18 litres"', "title", '"Havn backpack, 18 litres"'),
        ("“Havn rugzak, 18 liter”", "title", "“Havn rugzak, 18 liter”"),
        ("”Havn ryggsäck, 18 liter”", "title", "”Havn ryggsäck, 18 liter”"),
    ],
)
def test_leftovers_are_found(text: str, field: str, marked: str) -> None:
    assert marked in found(text, field)


CLEAN = [
    # English
    "Here is the bag you will take everywhere.",
    "Here are your keys, your laptop and your lunch, each in a place of its own.",
    "Sure-footed on wet stone: the sole grips where others slip.",
    "Of course it fits your laptop, up to 15 inches.",
    "This is a jacket for rain, wind and the walk home.",
    "Note: hand wash only.",
    "Notes of cedar, bergamot and black pepper.",
    "Certainly the lightest bag we make: 980 g.",
    "A title fight of flavours: chilli against lime.",
    "Feel free: no buckles, no zips.",
    "Bullet-proof stitching and a five-year warranty.",
    "The description on the label says it all.",
    'The 15" sleeve holds a laptop; the 13" sleeve a tablet.',
    "Printed with the words “Stay outside” in white.",
    "“Light” is what everyone says first; “strong” is what they say later, “mine” is what they end with.",
    "Set of 3 (2 large, 1 small).",
    "Contains 24 words to learn (12 in each box).",
    "Write your name on the label inside.",
    "Create a warm corner with this lamp.",
    "Colour: blue. Size: M.",
    "Weighs 980 g - 18 litres - 5 years of warranty",
    "See [our size guide](https://havn.example/size).",
    "- Weighs 980 g\n- Holds 18 litres",
    "1. Fill the pot. 2. Close the lid.",
    "3 pockets, 2 straps, 1 bag.",
    "100 % recycled polyester",
    "Option A is the small bag, option B the large one.",
    "Audiences love it: 4.8 of 5.",
    "Works with Windows and macOS (USB-C).",
    "Made by hand – the human way – in Porto.",
    "Sorry, no leather: this bag is vegan.",
    # Dutch
    "Hier is de tas die je overal mee naartoe neemt.",
    "Zeker weten: je laptop zit droog.",
    "Natuurlijk past je laptop erin.",
    "Hier vind je alles terug, ook je sleutels.",
    "Let op: alleen handwas.",
    "Titelheld van je keuken: de gietijzeren pan.",
    "De tekst op het etiket is geborduurd.",
    "Geschikt voor 2 personen (4 stuks).",
    "Voel je vrij op elke route.",
    "Maak een foto van je mooiste tafel.",
    "Schrijf een kaart op dit dikke papier.",
    "Toon je mooiste kant.",
    "Taal noch tijd krijgt hem klein.",
    "’s Ochtends mee, ’s avonds thuis.",
    "‘Licht’ en ‘sterk’ gaan hier samen.",
    # Swedish
    "Här är väskan som följer med överallt.",
    "Här kommer hösten, och jackan är redo.",
    "Visst får datorn plats, upp till 15 tum.",
    "Självklart håller den tätt.",
    "Obs! Endast handtvätt.",
    "Skriv ett brev på det tjocka papperet.",
    "Tonen är varm och ljuset mjukt.",
    "Svar på tal från naturen: ull.",
    "Rubriken på etiketten är broderad.",
    "Rymmer 18 liter (3 fack).",
    "”Lätt” säger alla först, ”stark” säger de sedan.",
]


@pytest.mark.parametrize("text", CLEAN)
def test_clean_text_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["Havn: a backpack of 980 g", "3 pockets and a strap", "18 litres [Mono]", "2-in-1: tas"]
)
def test_clean_lines_are_left_alone(text: str) -> None:
    brief = Brief(product="Havn [Mono]")
    assert found(text, "title", brief) == []
    assert found(text, "bullets", brief) == []


def test_merge_tags_and_politeness_belong_in_a_mail() -> None:
    mail = Brief(kind=Kind.MAIL)
    assert found("Hi {{ first_name }}, let me know if you need anything.", "body", mail) == []
    assert found("Hi [Name], as an AI I cannot.", "body", mail) == ["[Name]", "as an AI I cannot."]


def test_what_the_writer_gave_is_no_leftover() -> None:
    brief = Brief(facts=(Fact(name="Print", value="[Hello World] on the front"),))
    assert found("A shirt with [Hello World] on it.", "description", brief) == []


def test_the_writers_own_instructions_do_not_come_back() -> None:
    brief = Brief(instructions="Always end with a question and never use the word cheap, please.")
    assert found("A bag. Always end with a question and never use the word.", "description", brief)
    assert found("Always end with a question.", "description", brief) == []


def test_a_fix_takes_marks_and_quotes_away() -> None:
    copy = Copy({"title": "“Havn **light** bag”", "bullets": ("- Light",)})
    fixes = {finding.field: finding.fixes for finding in Leftover().find(Subject(copy, Brief(), "en"))}
    assert fixes == {"title": ("Havn **light** bag",), "bullets[0]": ("",)}


def test_the_code_of_a_post_is_its_writers() -> None:
    post = Brief(Kind.BLOG)
    text = 'Set it up so:\n\n```json\n{"title": "[Your title]"}\n```\n\nThen say `{{ product.title }}`.'
    assert found(text, "body", post) == []
    assert found(f"See [our shop][1].\n\n[our shop]: https://havn.example\n{text}", "body", post) == []
    assert found("```\nThe whole post.\n```", "body", post) == ["```", "```"]
    assert found("The post.\n\n```\nNot closed", "body", post) == ["```"]
    assert found("A post about [your product].", "body", post) == ["[your product]"]
    assert "```json" in found(text, "description", Brief(Kind.PRODUCT))
