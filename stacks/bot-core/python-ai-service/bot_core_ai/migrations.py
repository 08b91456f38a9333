"""Versioned migrations: files named 0001_what_it_does.sql, each applied once and never changed afterwards."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

NAME = re.compile(r"(\d{4})_([a-z0-9_]+)\.sql")


class MigrationError(Exception):
    """The files, or the files and the database, do not fit together."""


@dataclass(frozen=True)
class Migration:
    version: int
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()

    def __str__(self) -> str:
        return f"{self.version:04d}_{self.name}"


def read(folder: Path) -> list[Migration]:
    """The migrations of a folder in order. Versions count from 1 without a gap, so that none can slip in between."""
    migrations = []
    for file in sorted(folder.glob("*.sql")):
        match = NAME.fullmatch(file.name)
        if not match:
            raise MigrationError(f"{file}: expected a name like 0001_what_it_does.sql")
        migrations.append(Migration(int(match[1]), match[2], file.read_text(encoding="utf-8")))
    for expected, migration in enumerate(migrations, start=1):
        if migration.version != expected:
            raise MigrationError(f"{folder}: expected version {expected:04d}, found {migration}")
    return migrations


def pending(migrations: list[Migration], applied: Mapping[int, str]) -> list[Migration]:
    """Those that are not in `applied` (version -> checksum) yet. Refuses what cannot be right."""
    for migration in migrations:
        if applied.get(migration.version, migration.checksum) != migration.checksum:
            raise MigrationError(
                f"{migration} was changed after it had been applied; restore it and put the change into a new migration"
            )
    unknown = sorted(set(applied) - {migration.version for migration in migrations})
    if unknown:
        raise MigrationError(
            f"the database has migration {unknown[0]:04d}, which this version does not know; deploy a newer version"
        )
    return [migration for migration in migrations if migration.version not in applied]
