"""Triggers of the test's own: every change of a job's status and every writing of an article, with its transaction."""

from __future__ import annotations

import psycopg

TRIGGERS = """
CREATE TABLE seen_jobs (
    id bigserial, job_id uuid, was text, became text, token bigint, attempts bigint,
    tx xid8 DEFAULT pg_current_xact_id(), at timestamptz DEFAULT clock_timestamp());
CREATE TABLE seen_articles (
    id bigserial, article_id uuid, tx xid8 DEFAULT pg_current_xact_id(), at timestamptz DEFAULT clock_timestamp());
CREATE FUNCTION see_job() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO seen_jobs (job_id, was, became, token, attempts)
    VALUES (NEW.id, CASE TG_OP WHEN 'UPDATE' THEN OLD.status END, NEW.status, NEW.token, NEW.attempts);
    RETURN NULL; END $$;
CREATE FUNCTION see_article() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO seen_articles (article_id) VALUES (NEW.id);
    RETURN NULL; END $$;
CREATE TRIGGER see_new_job AFTER INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION see_job();
CREATE TRIGGER see_job AFTER UPDATE ON jobs FOR EACH ROW
    WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION see_job();
CREATE TRIGGER see_article AFTER UPDATE ON articles FOR EACH ROW
    WHEN (OLD.processed_at IS DISTINCT FROM NEW.processed_at) EXECUTE FUNCTION see_article();
"""


def begin(url: str) -> None:
    """Note from now on what happens."""
    with psycopg.connect(url) as connection:
        connection.execute(TRIGGERS)
