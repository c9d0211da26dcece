from __future__ import annotations

import pytest

from desktop.agents.wishes import wish_of
from desktop.core.errors import UserError
from desktop.core.wishes import Wish, WishName, read_wish


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("shorter", Wish(WishName.SHORTER)),
        ("tone:Friendly and short", Wish(WishName.TONE, "Friendly and short")),
        ("person:WE", Wish(WishName.PERSON, "we")),
        ("translate: sv", Wish(WishName.TRANSLATE, "sv")),
        ("tone", Wish(WishName.FREE, "tone")),
        ("shorter: by half", Wish(WishName.FREE, "shorter: by half")),
        ("person:it", Wish(WishName.FREE, "person:it")),
        ("free", Wish(WishName.FREE, "free")),
        ("Mention the price: it matters.", Wish(WishName.FREE, "Mention the price: it matters.")),
    ],
)
def test_a_wish_is_read_and_written(text: str, wish: Wish) -> None:
    assert read_wish(text) == wish
    assert read_wish(str(wish)) == wish


@pytest.mark.parametrize(
    ("instruction", "wish"),
    [
        ("Make it shorter.", Wish(WishName.SHORTER)),
        ("Maak het korter", Wish(WishName.SHORTER)),
        ("Gör den kortare", Wish(WishName.SHORTER)),
        ("summarize", Wish(WishName.SUMMARISE)),
        ("vat samen", Wish(WishName.SUMMARISE)),
        ("sammanfatta", Wish(WishName.SUMMARISE)),
        ("Translate to Dutch", Wish(WishName.TRANSLATE, "nl")),
        ("vertaal naar het Zweeds", Wish(WishName.TRANSLATE, "sv")),
        ("Översätt till engelska.", Wish(WishName.TRANSLATE, "en")),
        ("Shorten it and name the price", Wish(WishName.FREE, "Shorten it and name the price")),
    ],
)
def test_words_that_mean_a_wish_are_one(instruction: str, wish: Wish) -> None:
    assert wish_of(instruction) == wish


@pytest.mark.parametrize("instruction", ["translate:fr", "Translate to Klingon"])
def test_other_languages_are_refused(instruction: str) -> None:
    with pytest.raises(UserError, match="not supported"):
        wish_of(instruction)
