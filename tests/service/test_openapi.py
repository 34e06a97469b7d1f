"""Schemathesis holds the API to its own document."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from service import settings as service_settings
from service.app import create_app

NOWHERE = {"DATABASE_URL": "postgresql://nowhere/none", "REDIS_URL": "redis://nowhere:1/0"}
DOCUMENT = create_app(service_settings.read(NOWHERE)).test_client().get("/openapi.json").json
OPERATIONS = [result.ok() for result in schemathesis.openapi.from_dict(DOCUMENT).get_all_operations()]
# A schema cannot say which cursors we gave or which bytes are text: those answers of 422 and 415 are right.
UNDESCRIBED = [positive_data_acceptance]
# With the articles of other tests it would process these again, and they would be others then.
ALL_AGAIN = "POST /v1/articles/reprocess"


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_an_operation_answers_as_it_says(client, operation):
    @given(case=operation.as_strategy())
    @settings(max_examples=25, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    def check(case):
        if operation.label == ALL_AGAIN:
            case.query = {**(case.query or {}), "publisher": "nobody.example"}
        case.call_and_validate(base_url=client.url, timeout=70, excluded_checks=UNDESCRIBED)

    check()


def test_every_operation_of_the_contract_is_there():
    assert {operation.label for operation in OPERATIONS} == {
        *("POST /v1/uploads", "GET /v1/uploads/{upload_id}", "GET /v1/jobs", "GET /v1/jobs/{job_id}"),
        *("GET /v1/articles", "GET /v1/articles/{article_id}", "GET /v1/articles/{article_id}/original"),
        *("GET /v1/uploads/{upload_id}/events", "GET /v1/jobs/{job_id}/events"),
        "GET /v1/uploads/{upload_id}/failures",
        *("POST /v1/uploads/{upload_id}/cancel", "POST /v1/uploads/{upload_id}/retry"),
        *("POST /v1/jobs/{job_id}/cancel", "POST /v1/jobs/{job_id}/retry"),
        *("POST /v1/articles/{article_id}/reprocess", "POST /v1/articles/reprocess"),
        *("DELETE /v1/articles/{article_id}", "GET /v1/articles/{article_id}/similar"),
        *("GET /v1/articles/export", "GET /v1/articles/feed"),
        *("GET /v1/tags/trending", "GET /v1/tags/{tag_id}"),
        *("GET /v1/tags/{tag_id}/timeline", "GET /v1/tags/{tag_id}/related"),
        *("GET /v1/tags", "GET /livez", "GET /readyz", "GET /metrics"),
        *("GET /v1/webhooks/deliveries", "POST /v1/webhooks/deliveries/{delivery_id}/replay"),
    }
