"""Term bases."""

from __future__ import annotations

import msgspec
import pytest

from desktop.core.errors import UserError
from desktop.core.term import Term
from desktop.store.store import Store

KNOB = Term("knob", "knop", ("draaiknop",), case=True, note="n", definition="d", source_note="s", target_note="t")


def test_a_term_is_kept_whole_changed_and_taken_out(store: Store) -> None:
    base = store.new_term_base(" Webshop ")
    assert (base.name, base.terms) == ("Webshop", 0)
    kept = store.put_term(base.id, KNOB)
    assert msgspec.structs.replace(kept, id=0) == KNOB
    changed = store.put_term(base.id, msgspec.structs.replace(kept, target="bouton"))
    assert store.terms(base.id) == [changed]
    assert store.term_bases()[0].terms == 1
    store.delete_term(base.id, kept.id)
    assert store.terms(base.id) == []


def test_terms_are_by_source_and_of_the_languages_asked_for(store: Store) -> None:
    base = store.new_term_base("T").id
    for source, ours, theirs in (("b", "en-GB", "nl"), ("A", "", ""), ("c", "en", "sv"), ("d", "eng", "nld")):
        store.put_term(base, Term(source, "x", source_language=ours, target_language=theirs))
    assert [term.source for term in store.terms(base)] == ["A", "b", "c", "d"]
    assert [term.source for term in store.terms(base, "en", "nl-BE")] == ["A", "b", "d"]
    assert [term.source for term in store.terms(base, "en", "")] == ["A", "b", "c", "d"]


def test_many_terms_come_once(store: Store) -> None:
    base = store.new_term_base("T").id
    store.put_term(base, KNOB)
    assert store.put_terms(base, [KNOB, Term("wool", "wol"), Term("wool", "wol"), Term(" ", "x")]) == 1
    assert [term.source for term in store.terms(base)] == ["knob", "wool"]


def test_what_cannot_be_kept_is_told(store: Store) -> None:
    base = store.new_term_base("T").id
    for work, message in (
        (lambda: store.new_term_base("t"), "There is one called “t” already"),
        (lambda: store.new_term_base("  "), "A name is missing"),
        (lambda: store.put_term(9, KNOB), "There is no term base 9"),
        (lambda: store.put_terms(9, [KNOB]), "There is no term base 9"),
        (lambda: store.put_term(base, msgspec.structs.replace(KNOB, id=5)), "There is no term 5"),
        (lambda: store.put_term(base, Term(" ", "x")), "A term needs a word"),
    ):
        with pytest.raises(UserError, match=message):
            work()


def test_a_base_goes_with_its_terms(store: Store) -> None:
    base = store.new_term_base("T").id
    store.put_term(base, KNOB)
    store.delete_term_base(base)
    store.delete_term_base(base)
    assert (store.term_bases(), store.terms(base)) == ([], [])
