"""The way through the steps."""

import gc

import pytest

from workers import pipeline
from workers.document import Document


@pytest.mark.parametrize("collects", [True, False])
def test_the_collector_is_left_as_it_was_found_also_when_a_step_fails(collects):
    def fails(document):
        assert not gc.isenabled()
        raise ValueError

    (gc.enable if collects else gc.disable)()
    try:
        with pytest.raises(ValueError):
            pipeline.run(Document(content=b""), steps=(("read", fails),))
        assert gc.isenabled() == collects
    finally:
        gc.enable()
