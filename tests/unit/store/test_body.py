from __future__ import annotations

import pytest

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Usage, Variant
from desktop.store.body import Body, DamagedBody, Words, digest, pack, unpack

BODY = Body(
    Brief(product="Sok"),
    Copy({"title": "x\0\u2028", "bullets": ("a", "b")}),
    Variant("v1", "local/small", "product/3", usage=Usage(1, 2, None)),
)


def test_a_body_comes_back_whole_and_in_part() -> None:
    assert unpack(pack(BODY), Body) == BODY
    assert unpack(pack(BODY), Words) == Words(BODY.brief, BODY.copy)


@pytest.mark.parametrize("data", [b"", b"no", pack(BODY)[:-3], pack(BODY)[:20] + b"\0" * 30])
def test_broken_bytes_are_noticed(data: bytes) -> None:
    with pytest.raises(DamagedBody):
        unpack(data, Body)


def test_the_digest_tells_texts_apart_and_their_order() -> None:
    one = digest(Brief(), Copy({"a": "1", "b": "2"}))
    assert one == digest(Brief(), Copy({"a": "1", "b": "2"}))
    assert one != digest(Brief(), Copy({"b": "2", "a": "1"}))
    assert len(one) == 16
