"""Brings the database up to date: python -m bot_core_ai.migrate

Exit codes: 0 up to date, 1 a migration failed, 2 settings or migration files are wrong, 3 the database is unreachable.
"""

import asyncio
import os
import sys

import asyncpg

from .database import DatabaseError, connect
from .migrations import Migration, MigrationError, pending, read
from .settings import APPLICATION, SettingsError, required

# Any number, as long as every run takes the same: of two at once, one waits for the other.
LOCK = 4_020_001

TABLE = """
CREATE TABLE IF NOT EXISTS schema_migrations (
    version    integer PRIMARY KEY,
    name       text NOT NULL,
    checksum   text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
)"""


async def apply(connection: asyncpg.Connection, migration: Migration) -> None:
    async with connection.transaction():
        await connection.execute(migration.sql, timeout=None)
        await connection.execute(
            "INSERT INTO schema_migrations (version, name, checksum) VALUES ($1, $2, $3)",
            migration.version, migration.name, migration.checksum,
        )


async def migrate(url: str, migrations: list[Migration]) -> None:
    connection = await connect(url)
    try:
        # Held until the connection ends, so a killed run leaves no lock behind.
        await connection.execute(f"SELECT pg_advisory_lock({LOCK})", timeout=300)
        # IF NOT EXISTS would print a notice at every run.
        if not await connection.fetchval("SELECT to_regclass('schema_migrations') IS NOT NULL"):
            await connection.execute(TABLE)
        rows = await connection.fetch("SELECT version, checksum FROM schema_migrations")
        todo = pending(migrations, {row["version"]: row["checksum"] for row in rows})
        for migration in todo:
            try:
                await apply(connection, migration)
            except asyncpg.PostgresError as error:
                raise DatabaseError(f"migration {migration} failed and was rolled back: {error}") from error
            print(f"applied {migration}")
        print(f"up to date at version {len(migrations):04d} ({len(todo)} applied now)")
    finally:
        await connection.close()


def main() -> int:
    try:
        url = required(os.environ, "DATABASE_URL")
        migrations = read(APPLICATION / "migrations")
    except (SettingsError, MigrationError) as error:
        return failed(2, error)
    try:
        asyncio.run(migrate(url, migrations))
    except MigrationError as error:
        return failed(2, error)
    except DatabaseError as error:
        return failed(3 if "cannot connect" in str(error) else 1, error)
    except (asyncpg.PostgresError, OSError, asyncio.TimeoutError) as error:
        return failed(1, f"the database refused: {error or type(error).__name__}")
    return 0


def failed(code: int, error: object) -> int:
    print(f"error: {error}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
