"""Schemathesis holds the API to its own document."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings


@pytest.fixture(scope="session")
def document(client):
    return schemathesis.openapi.from_url(f"{client.url}/openapi.json")


schema = schemathesis.pytest.from_fixture("document")


@schema.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_every_operation_answers_as_it_says(case):
    case.call_and_validate(timeout=70)
