"""Series have days that go forward."""

from __future__ import annotations

import pytest

from desktop.core.mail import MailType
from desktop.core.mail_series import SERIES, MailSeries, series_of


@pytest.mark.parametrize("each", SERIES, ids=lambda each: each.id)
def test_days_begin_at_nought_and_go_forward(each: MailSeries) -> None:
    days = [step.day for step in each.steps]
    assert days[0] == 0
    assert days == sorted(set(days))
    assert len({step.purpose for step in each.steps}) == len(each.steps)


def test_ids_are_found_and_no_two_are_the_same() -> None:
    assert len({each.id for each in SERIES}) == len(SERIES)
    assert [series_of(each.id) for each in SERIES] == list(SERIES)
    assert series_of("nothing") is None


def test_the_series_of_carts_and_of_lapsed_customers_keep_their_type() -> None:
    for name, kind in (("abandoned_cart", MailType.ABANDONED_CART), ("win_back", MailType.WIN_BACK)):
        found = series_of(name)
        assert found is not None
        assert {step.type for step in found.steps} == {kind}
