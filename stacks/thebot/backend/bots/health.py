"""How the backend and what it depends on are."""

import logging
import uuid

from django.conf import settings
from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.http import require_safe

log = logging.getLogger(__name__)


def _pending_migrations():
    executor = MigrationExecutor(connection)
    return [f"{step.app_label}.{step.name}" for step, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def _database():
    try:
        connection.ensure_connection()
        return "ok", _pending_migrations()
    except Error as problem:
        # Another connection at the next question: this one may be dead.
        connection.close()
        log.warning("the database cannot be asked: %s", problem)
        return "unreachable", []


def _cache():
    value = uuid.uuid4().hex
    try:
        cache.set("health", value, timeout=30)
        return "ok" if cache.get("health") is not None else "forgetful"
    except Exception as problem:  # the client has no one base class for what can go wrong
        log.warning("the cache cannot be asked: %s", type(problem).__name__)
        return "unreachable"


@require_safe
def health(request):
    """200 while requests can be answered. A cache that is away makes them slow, not impossible."""
    database, pending = _database()
    cached = _cache()
    works = database == "ok" and not pending
    status = "down" if not works else "ok" if cached == "ok" else "degraded"
    return JsonResponse(
        {"status": status, "version": settings.VERSION, "database": database, "cache": cached, "pending_migrations": pending},
        status=200 if works else 503,
        headers={"Cache-Control": "no-store"},
    )
