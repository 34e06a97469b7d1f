"""The migrations make what the models say."""

from alembic import command

from service.store import database, migrate


def test_models_and_migrations_agree(servers):
    with database.engine().begin() as connection:
        command.check(migrate.config(connection))


def test_migrating_twice_changes_nothing(servers):
    migrate.upgrade()
    migrate.upgrade()
