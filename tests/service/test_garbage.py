"""How an API process looks for garbage."""

import gc

import pytest

from service import gunicorn_conf


@pytest.fixture
def thawed():
    yield
    gc.unfreeze()


def test_what_a_process_imported_is_not_looked_through_for_garbage(thawed):
    gunicorn_conf.post_worker_init(None)
    assert gc.get_freeze_count() > 50_000
    assert len(gc.get_objects()) < 5_000
