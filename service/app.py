"""The Flask application: plugs things in, decides nothing."""

from __future__ import annotations

from importlib.metadata import version

import structlog
from flask import Flask
from flask_swagger_ui import get_swaggerui_blueprint
from structlog.contextvars import merge_contextvars
from structlog.processors import JSONRenderer, TimeStamper, add_log_level, format_exc_info

from service import settings
from service.api import (
    access,
    answers,
    articles,
    door,
    exports,
    feeds,
    health,
    jobs,
    metrics,
    tags,
    tracing,
    uploads,
    webhooks,
)
from service.api.blueprint import Api
from service.api.document import Document
from service.settings import Settings
from service.traces import traces

OPENAPI = {
    "API_TITLE": "Tintag",
    "API_VERSION": "v1",
    "OPENAPI_VERSION": "3.1.0",
    "OPENAPI_URL_PREFIX": "/",
    "API_SPEC_OPTIONS": {
        "info": {
            "description": "Scraped Vietnamese news files in, clean tagged articles out.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
    },
}


def create_app(current: Settings | None = None) -> Flask:
    """An application with these settings (the environment's, unless given)."""
    current = current or settings.current()
    structlog.configure(
        processors=[merge_contextvars, add_log_level, TimeStamper("iso"), format_exc_info, JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(current.log_level),
        cache_logger_on_first_use=True,
    )
    app = Flask("tintag")
    app.config.update(OPENAPI, API_VERSION=version("tintag"), AUTH=current.auth)
    app.config.update(MAX_CONTENT_LENGTH=current.max_upload_bytes, MAX_FORM_PARTS=current.max_files + 10)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    access.follow(app)
    tracing.follow(app)
    answers.finish(app, current)
    door.guard(app, current)
    api = Api(app, spec_kwargs={"extra_plugins": [Document()]})
    for resource in (uploads, jobs, articles, exports, feeds, tags, webhooks, health, metrics):
        api.register_blueprint(resource.blp)
    traces.start("api", current.collector)
    app.register_blueprint(get_swaggerui_blueprint("/docs", "/openapi.json", config={"app_name": "Tintag"}))
    return app
