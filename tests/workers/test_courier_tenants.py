"""Where tenants are apart, each one's webhooks are signed with secrets that the others do not know."""

from uuid import uuid4

import pytest

from service import settings
from service.store.models import Delivery
from tests.conftest import SECRETS
from tests.receiver import is_signed, receiving
from tests.service.guarded import key, tintag
from workers.courier import rounds

TENANTS = ("desk", "other", "")


@pytest.fixture
def tenancy(servers, monkeypatch):
    """Tenants are apart, for this process."""
    monkeypatch.setenv("TINTAG_AUTH", "on")
    monkeypatch.setenv("TINTAG_TENANCY", "on")
    settings.current.cache_clear()
    yield
    monkeypatch.undo()
    settings.current.cache_clear()


@pytest.fixture
def messages(servers):
    """What the receiver of each tenant's webhook was sent: headers and body; sent when it is called."""
    with receiving() as receiver:

        def sent():
            for tenant in TENANTS:
                url = receiver.url(f"/200/{tenant}")
                assert rounds.attempt(Delivery(id=uuid4(), tenant=tenant, url=url, payload={})) == (200, None)
            return {tenant: receiver.await_first(f"/200/{tenant}") for tenant in TENANTS}

        yield sent


def told(tenant):
    """The secrets that the command line tells of a tenant."""
    key("--tenant", tenant)
    return tintag("webhook-secrets", tenant).stdout.split()


def test_each_tenant_is_signed_for_with_secrets_of_its_own(tenancy, messages):
    secrets = {tenant: told(tenant) for tenant in TENANTS}
    assert [len(each) for each in secrets.values()] == [len(SECRETS)] * len(TENANTS)
    for tenant, message in messages().items():
        for owner, each in secrets.items():
            assert {is_signed(secret, *message) for secret in each} == {owner == tenant}
        assert not any(is_signed(secret, *message) for secret in SECRETS)


def test_where_tenants_are_not_apart_all_know_the_same_secrets(messages):
    assert told("desk") == SECRETS
    assert all(is_signed(secret, *message) for secret in SECRETS for message in messages().values())


def test_a_tenant_that_no_key_was_made_for_has_no_secrets_to_show(tenancy):
    answer = tintag("webhook-secrets", "dsek")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "No key was made for tenant dsek." in answer.stderr
