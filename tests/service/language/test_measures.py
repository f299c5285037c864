"""What every measure's shapes have in common."""

import re

from service.language.claims import _TOLD_OF
from service.language.measures import MEASURES


def test_every_shape_names_what_is_told_so_that_items_without_any_may_be_skipped() -> None:
    for measure in MEASURES:
        for shape in (*measure.shapes, *measure.denials):
            named = {
                name.removesuffix("COLUMN").removesuffix("OPEN").removesuffix("NEXT")
                for name in re.findall("[A-Z]{2,}", shape)
            }
            assert named & _TOLD_OF, f"{measure.name}: {shape}"
