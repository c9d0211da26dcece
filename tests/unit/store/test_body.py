from __future__ import annotations

import zlib

import pytest

from desktop.core.brief import Brief
from desktop.core.comparison import Comparison
from desktop.core.copy import Copy
from desktop.core.draft import Variant
from desktop.core.ids import DraftId
from desktop.core.usage import Usage
from desktop.store.body import Body, DamagedBody, Words, digest, pack, unpack
from tests.unit.store.comparing import SOURCE, comparison

BODY = Body(
    Brief(product="Sok"),
    Copy({"title": "x\0\u2028", "bullets": ("a", "b")}),
    Variant("v1", "local/small", "product/3", usage=Usage(1, 2, None)),
    (SOURCE,),
)


def test_a_body_comes_back_whole_and_in_part() -> None:
    assert unpack(pack(BODY), Body) == BODY
    assert unpack(pack(BODY), Words) == Words(BODY.brief, BODY.copy)
    kept = comparison(DraftId("d1"), "a", "b")
    assert unpack(pack(kept), Comparison) == kept


def test_a_body_of_before_there_were_sources_is_read() -> None:
    older = zlib.compress(b'{"brief": {}, "copy": {"fields": {"title": "x"}}}')
    assert unpack(older, Body) == Body(Brief(), Copy({"title": "x"}))


@pytest.mark.parametrize("data", [b"", b"no", pack(BODY)[:-3], pack(BODY)[:20] + b"\0" * 30])
def test_broken_bytes_are_noticed(data: bytes) -> None:
    with pytest.raises(DamagedBody):
        unpack(data, Body)


def test_the_digest_tells_texts_apart_and_their_order() -> None:
    one = digest(Brief(), Copy({"a": "1", "b": "2"}))
    assert one == digest(Brief(), Copy({"a": "1", "b": "2"}))
    assert one != digest(Brief(), Copy({"b": "2", "a": "1"}))
    assert len(one) == 16
