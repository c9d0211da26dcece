"""Which column of a file of results holds what, guessed from the names that mail and ad programs give them."""

from __future__ import annotations

import re

import msgspec

from desktop.core.outcomes import Metric


class Counted(msgspec.Struct, frozen=True, omit_defaults=True):
    """The column that counts a metric; `is_share`: it holds percentages of those shown, not people."""

    metric: Metric
    column: int
    is_share: bool = False


class Mapping(msgspec.Struct, frozen=True, omit_defaults=True):
    """Which column holds what, by place from 0; -1 where there is none.

    `name` is what the variant is called, `shown` how many people saw it or got it, `counts` of how many of them it
    happened, `amount` the money that came of it, `currency` its currency where a column says it.
    """

    name: int = -1
    shown: int = -1
    counts: tuple[Counted, ...] = ()
    amount: int = -1
    currency: int = -1

    @property
    def is_whole(self) -> bool:
        """Whether outcomes can be read by it."""
        return self.name >= 0 and self.shown >= 0 and bool(self.counts)


_NAMES = (
    "variant", "variation", "variation name", "version", "versie", "variantnamn", "variantnaam", "variatie",
    "subject", "subject line", "onderwerp", "onderwerpregel", "ämnesrad", "ämne", "ärenderad",
    "ad name", "naam advertentie", "advertentienaam", "annonsnamn", "annonsens namn", "ad", "advertentie", "annons",
    "headline", "headline 1", "kop", "kop 1", "rubrik", "rubrik 1", "asset", "item", "tekst", "text",
    "title", "titel", "campaign name", "naam campagne", "campagnenaam", "kampanjnamn", "campaign",
    "campagne", "kampanj",
    "ad group", "advertentiegroep", "annonsgrupp", "ad set name", "naam advertentieset", "annonsuppsättningens namn",
    "message name", "flow message", "experiment variant", "name", "naam", "namn", "id",
)  # fmt: skip
_SHOWN = (
    "shown", "getoond", "visade", "successful deliveries", "deliveries", "delivered", "afgeleverd", "bezorgd",
    "succesvolle leveringen", "levererade", "levererat", "lyckade leveranser", "total recipients", "recipients",
    "ontvangers", "totaal aantal ontvangers", "mottagare", "totalt antal mottagare", "sent", "emails sent", "verzonden",
    "verstuurd", "skickade", "skickat", "impr.", "impressions", "vertoningen", "vert.", "weergaven", "visningar",
    "exponeringar", "exp.", "reach", "bereik", "räckvidd", "visitors", "users", "sessions", "people", "views",
    "bezoekers", "gebruikers", "sessies", "mensen", "besökare", "användare", "sessioner", "personer",
)  # fmt: skip
_COUNTS: dict[Metric, tuple[str, ...]] = {
    Metric.OPENS: (
        "unique opens", "unieke opens", "unika öppningar", "opens", "opened", "geopend", "öppningar", "öppnade",
        "öppnat", "unique opened", "total opens", "totaal aantal opens", "totalt antal öppningar",
    ),
    Metric.CLICKS: (
        "unique clicks", "unieke klikken", "unieke kliks", "unika klick", "link clicks", "klikken op link",
        "klikken op een link", "klikken op links", "länkklickningar", "länkklick", "clicks", "clicked", "klikken",
        "kliks", "klick", "klickningar", "klickade", "clicks (all)", "klikken (alle)", "klick (alla)", "total clicks",
        "totaal aantal klikken", "totalt antal klick", "unique link clicks",
    ),
    Metric.CONVERSIONS: (
        "conversions", "conversies", "konverteringar", "conv.", "konv.", "results", "resultaten", "resultat", "leads",
        "sign-ups", "signups", "aanmeldingen", "anmälningar", "add to cart", "goal completions",
    ),
    Metric.SALES: (
        "unique placed order", "placed order", "placed orders", "orders", "total orders", "purchases", "sales",
        "website purchases", "aankopen", "websiteaankopen", "bestellingen", "totaal aantal bestellingen", "verkopen",
        "köp", "webbplatsköp", "beställningar", "ordrar", "försäljningar", "antal ordrar", "transactions",
        "transacties",
        "transaktioner",
    ),
}  # fmt: skip
_SHARES: dict[Metric, tuple[str, ...]] = {
    Metric.OPENS: (
        "open rate", "opens rate", "unique open rate", "openingspercentage", "openratio", "öppningsgrad",
        "öppningsfrekvens",
    ),
    Metric.CLICKS: (
        "click rate", "ctr", "click-through rate", "unique click rate", "clickthrough rate", "ctr (all)", "ctr (alle)",
        "ctr (alla)", "ctr (link click-through rate)", "klikpercentage", "doorklikpercentage", "klickfrekvens",
        "klickgrad",
    ),
    Metric.CONVERSIONS: (
        "conversion rate", "conv. rate", "conversiepercentage", "conv.percentage", "konverteringsgrad",
        "konverteringsfrekvens", "konv.frekvens", "konv.grad",
    ),
    Metric.SALES: ("placed order rate", "order rate", "purchase rate", "bestelpercentage", "köpgrad"),
}  # fmt: skip
_AMOUNTS = (
    "revenue", "total revenue", "placed order value", "total gross sales", "gross sales", "purchases conversion value",
    "purchase conversion value", "website purchases conversion value", "conv. value", "conversion value",
    "total conversion value", "sales amount", "order value", "turnover", "amount",
    "omzet", "totale omzet", "opbrengst", "conversiewaarde", "conv.waarde", "conversiewaarde van aankopen", "bedrag",
    "intäkter", "intäkt", "totala intäkter", "omsättning", "försäljning", "konverteringsvärde", "konv.värde",
    "konverteringsvärde för köp", "belopp",
)  # fmt: skip
_CURRENCIES = ("currency", "currency code", "valuta", "valutacode", "valutakod", "munteenheid")
_NOTE = re.compile(r"\s*[(\[](?:[A-Za-z]{3}|[€$£]|kr|%)[)\]]\s*$")
_CURRENCY = re.compile(r"[(\[]([A-Za-z]{3}|[€$£]|kr)[)\]]\s*$")
_CODES = {"€": "EUR", "$": "USD", "£": "GBP", "kr": "kr"}
_PERCENT = re.compile(r"\s*[(\[]%[)\]]\s*$")


def guess_mapping(headers: tuple[str, ...]) -> Mapping:
    """What the columns seem to hold, by their names in English, Dutch and Swedish; counts beat percentages."""
    names = [_plain(header) for header in headers]
    counts = [counted for metric in Metric if (counted := _counted(metric, headers, names)) is not None]
    return Mapping(
        _first(names, _NAMES),
        _first(names, _SHOWN),
        tuple(counts),
        _first(names, _AMOUNTS),
        _first(names, _CURRENCIES),
    )


def known_headers(cells: tuple[str, ...]) -> int:
    """How many of a row's cells are names of columns that are known here."""
    guessed = guess_mapping(cells)
    places = (guessed.name, guessed.shown, guessed.amount, guessed.currency)
    return sum(place >= 0 for place in places) + len(guessed.counts)


def currency_in(header: str) -> str:
    """The currency that a header says in brackets, as `Revenue (EUR)` does; empty when it says none."""
    found = _CURRENCY.search(header)
    return _CODES.get(found[1].casefold(), found[1].upper()) if found else ""


def _counted(metric: Metric, headers: tuple[str, ...], names: list[str]) -> Counted | None:
    if (place := _first(names, _COUNTS[metric])) >= 0:
        return Counted(metric, place, bool(_PERCENT.search(headers[place])))
    if (place := _first(names, _SHARES[metric])) >= 0:
        return Counted(metric, place, is_share=True)
    return None


def _first(names: list[str], wanted: tuple[str, ...]) -> int:
    """The place of the first wanted name that is there."""
    return next((names.index(name) for name in wanted if name in names), -1)


def _plain(header: str) -> str:
    """A header as the lists have it: lower case, one space, no underscores, without `(EUR)` or `(%)`."""
    spaced = " ".join(header.replace("_", " ").split()).casefold()
    return _NOTE.sub("", spaced)
