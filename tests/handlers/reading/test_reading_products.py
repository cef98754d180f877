"""Every product a text can name has its own word in every language."""

from pathlib import Path

import pytest

from handlers.reading.products import PRODUCTS

LOCALES = Path(__file__).parents[3] / "handlers" / "locales"
NOT_YET_NAMED = {"boiler", "oven"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_products_have_their_words(language):
    lines = (LOCALES / f"{language}.ftl").read_text(encoding="utf-8").splitlines()
    named = {line.split(" = ")[0].removeprefix("product-") for line in lines if line.startswith("product-")}
    assert PRODUCTS.keys() - named <= NOT_YET_NAMED
