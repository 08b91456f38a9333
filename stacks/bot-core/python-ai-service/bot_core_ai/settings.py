"""Settings: config.toml for what everybody may see, the environment for the rest."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

APPLICATION = Path(__file__).resolve().parent.parent


class SettingsError(Exception):
    """A setting is missing or makes no sense."""


@dataclass(frozen=True)
class Settings:
    # Secrets stay out of repr(), and so out of logs and tracebacks.
    database_url: str = field(repr=False)
    inter_service_token: str = field(repr=False)
    api_key: str = field(repr=False)
    port: int = 8000
    log_level: str = "INFO"
    fast: int = 5
    slow: int = 20
    threshold: float = 0.001


def required(environment: Mapping[str, str], name: str) -> str:
    value = environment.get(name, "")
    if not value:
        raise SettingsError(f"{name} is not set")
    return value


def load(environment: Mapping[str, str] = os.environ, file: Path = APPLICATION / "config.toml") -> Settings:
    try:
        config = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{file}: {error}") from error
    model = config.get("model", {})
    settings = Settings(
        database_url=required(environment, "DATABASE_URL"),
        inter_service_token=required(environment, "INTER_SERVICE_TOKEN"),
        api_key=required(environment, "PYTHON_API_KEY"),
        port=config.get("server", {}).get("port", 8000),
        log_level=environment.get("LOG_LEVEL", "INFO").upper(),
        fast=model.get("fast", 5),
        slow=model.get("slow", 20),
        threshold=model.get("threshold", 0.001),
    )
    if not 0 < settings.fast < settings.slow:
        raise SettingsError(f"{file}: model.fast must be positive and less than model.slow")
    return settings
