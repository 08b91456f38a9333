"""Settings, all from the environment."""

import os
from dataclasses import dataclass
from pathlib import Path

INTEGRATIONS = ("terminal", "discord", "telegram")


class WrongSettings(Exception):
    """What is wrong, in words for the person who set it."""


@dataclass(frozen=True)
class Settings:
    integration: str
    token: str
    data: Path
    refresh: float
    pages: Path | None
    telegram: str
    log_level: str

    @property
    def heartbeat(self):
        """Touched by the bot as long as it does its work; its health check looks at it."""
        return self.data / "heartbeat"


def read(environment=os.environ):
    def value(name, default=""):
        return environment.get(name) or default

    integration = value("INTEGRATION", "terminal").lower()
    if integration not in INTEGRATIONS:
        raise WrongSettings(f"INTEGRATION is '{integration}', and there are: {', '.join(INTEGRATIONS)}")
    token = "" if integration == "terminal" else value(f"{integration.upper()}_TOKEN")
    if integration != "terminal" and not token:
        name = f"{integration.upper()}_TOKEN"
        raise WrongSettings(f"INTEGRATION is '{integration}', and neither {name} nor {name}_FILE is set")
    refresh = value("REFRESH_INTERVAL", "300")
    if not refresh.isdigit() or int(refresh) < 1:
        raise WrongSettings(f"REFRESH_INTERVAL is '{refresh}' and no number of seconds")
    level = value("LOG_LEVEL", "INFO").upper()
    if level not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise WrongSettings(f"LOG_LEVEL is '{level}', and there are: DEBUG, INFO, WARNING, ERROR")
    return Settings(
        integration=integration,
        token=token,
        data=Path(value("PERSISTENT_DATA_PATH", "./data")),
        refresh=int(refresh),
        pages=Path(value("SAMPLE_PAGES")) if value("SAMPLE_PAGES") else None,
        telegram=value("TELEGRAM_API", "https://api.telegram.org").rstrip("/"),
        log_level=level,
    )
