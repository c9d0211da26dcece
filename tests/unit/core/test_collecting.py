"""The collector, held off."""

from __future__ import annotations

import gc

import pytest

from desktop.core.collecting import uncollected


@pytest.mark.parametrize("before", [True, False])
def test_it_is_off_within_and_as_before_behind(before: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if before else gc.disable)()
        with pytest.raises(KeyError), uncollected():  # noqa: PT012 - what holds within is part of it
            assert not gc.isenabled()
            raise KeyError
        assert gc.isenabled() is before
    finally:
        (gc.enable if was else gc.disable)()
