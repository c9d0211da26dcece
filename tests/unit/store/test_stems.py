from __future__ import annotations

import pytest

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin
from desktop.core.ids import DraftId
from desktop.store.snippet import BEGIN, END
from desktop.store.stems import forms, stem, stems
from desktop.store.store import Store


def add(store: Store, body: str, language: str) -> DraftId:
    draft = Draft(DraftId(""), brief=Brief(language=language), copy=Copy({"body": body}))
    return store.add_version(draft, Origin.TYPED).draft


def found(store: Store, query: str, *, ranked: bool = False) -> list[DraftId]:
    return [hit.draft for hit in store.search(query, ranked=ranked)]


@pytest.mark.parametrize(
    ("language", "text", "query"),
    [
        ("en", "knitted socks", "sock"),
        ("en", "a knitted sock", "socks"),
        ("en", "a happy customer", "happiness"),
        ("nl", "warme wollen sokken", "wol"),
        ("nl", "een sok", "sokken"),
        ("nl", "twee huizen", "huis"),
        ("nl", "het huis", "huizen"),
        ("nl", "onze brieven", "brief"),
        ("sv", "varma strumpor", "strumpa"),
        ("sv", "en strumpa", "strumporna"),
        ("sv", "röda blommor", "blomma"),
        ("sv", "två väskor", "väska"),
        ("sv", "två väskor", "vaska"),
        ("", "twee huizen", "huis"),
        ("", "two houses", "house"),
    ],
)
def test_a_word_finds_its_other_forms(store: Store, language: str, text: str, query: str) -> None:
    add(store, "something else altogether", language)
    kept = add(store, f"{text} iets", language)
    for ranked in (False, True):
        assert found(store, query, ranked=ranked) == [kept]
        assert found(store, f"{query} iets", ranked=ranked) == [kept]
    assert found(store, f"{query} nowhere") == []


def test_what_is_being_typed_finds_other_forms_once_it_is_a_word(store: Store) -> None:
    short = add(store, "een sok", "nl")
    assert found(store, "sokken") == [short]  # nothing else begins so
    long = add(store, "twee sokken", "nl")
    assert found(store, "sokke") == [long]
    assert found(store, "sokken") == [long, short]
    assert found(store, "sok") == [long, short]


def test_ranked_puts_the_word_itself_before_its_forms(store: Store) -> None:
    itself = add(store, "twee sokken", "nl")
    form = add(store, "een sok", "nl")
    assert found(store, "sokken ") == [form, itself]
    assert found(store, "sokken ", ranked=True) == [itself, form]
    assert found(store, "sok ", ranked=True) == [form, itself]


def test_the_form_that_was_found_is_marked(store: Store) -> None:
    add(store, "Twee warme sokken", "nl")
    (hit,) = store.search("sok ")
    assert hit.snippet == f"Twee warme {BEGIN}sokken{END}"


def test_a_version_that_goes_takes_its_stems_along(store: Store) -> None:
    kept = add(store, "twee sokken", "nl")
    store.forget_draft(kept)
    assert found(store, "sok ") == []
    assert store.check()


def test_stems_say_something_or_are_left_out() -> None:
    assert forms("sok") == forms("de") == forms("") == ()
    assert "sok" in forms("sokken")
    assert stems(("sokken", "sok", "98"), "nl") == {("sokken", "sok")}
    assert stem("huizen", "nl") == {"huizen", "huis"}
    assert all(len(each) >= 3 for word in ("wassen", "ased", "ding", "ones") for each in forms(word))
