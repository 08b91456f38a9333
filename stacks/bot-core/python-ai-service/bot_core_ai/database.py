"""The few questions that the service asks its database."""

import asyncio
from typing import Any

import asyncpg

TIMEOUT = 5


class DatabaseError(Exception):
    """The database cannot be reached or refuses. Its text never contains the address, which has the password."""


async def connect(url: str) -> asyncpg.Connection:
    try:
        return await asyncpg.connect(url, timeout=TIMEOUT, command_timeout=TIMEOUT)
    except (OSError, asyncio.TimeoutError, asyncpg.PostgresError, ValueError) as error:
        raise DatabaseError(f"cannot connect to the database: {type(error).__name__}") from error


class Database:
    """A connection a question: they are rare, and there is no state to repair when the database restarts."""

    def __init__(self, url: str):
        self._url = url

    def schema_version(self) -> int:
        """The last applied migration, 0 for none. Doubles as the check that the database answers."""
        exists = self._value("SELECT to_regclass('schema_migrations') IS NOT NULL")
        return self._value("SELECT coalesce(max(version), 0) FROM schema_migrations") if exists else 0

    def save_prediction(self, symbol: str, action: str, confidence: float, momentum: float) -> int:
        return self._value(
            "INSERT INTO predictions (symbol, action, confidence, momentum) VALUES ($1, $2, $3, $4) RETURNING id",
            symbol, action, confidence, momentum,
        )

    def latest_predictions(self, limit: int) -> list[dict[str, Any]]:
        rows = self._ask(
            lambda connection: connection.fetch(
                "SELECT symbol, action, confidence, momentum, made_at FROM predictions ORDER BY id DESC LIMIT $1", limit
            )
        )
        return [{**row, "made_at": row["made_at"].isoformat()} for row in rows]

    def _value(self, query: str, *arguments: Any) -> Any:
        return self._ask(lambda connection: connection.fetchval(query, *arguments))

    def _ask(self, question: Any) -> Any:
        async def run() -> Any:
            connection = await connect(self._url)
            try:
                return await question(connection)
            except (asyncpg.PostgresError, OSError, asyncio.TimeoutError) as error:
                raise DatabaseError(str(error) or type(error).__name__) from error
            finally:
                await connection.close(timeout=TIMEOUT)

        return asyncio.run(run())
