"""Settings, all from the environment; secrets also from files."""

import os
from dataclasses import dataclass
from pathlib import Path


class WrongSettings(Exception):
    """What is wrong, in words for the person who set it."""


def secret(name, environment):
    """The value of NAME, or the content of the file that NAME_FILE names."""
    value, file = environment.get(name, ""), environment.get(f"{name}_FILE", "")
    if not file:
        return value
    if value:
        raise WrongSettings(f"both {name} and {name}_FILE are set")
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as problem:
        raise WrongSettings(f"{name}_FILE names {file}, which cannot be read: {problem.strerror}") from problem


@dataclass(frozen=True)
class Settings:
    data: Path
    logs: Path
    discord_token: str
    channel: str
    discord_api: str
    notion_token: str
    notion_database: str
    notion_api: str
    poll: float

    @property
    def heartbeat(self):
        """Touched whenever the channel was asked with success; the health check looks at it."""
        return self.data / "heartbeat"


def read(environment=os.environ):
    def value(name, default=""):
        return environment.get(name) or default

    try:
        poll = float(value("POLL_INTERVAL", "5"))
    except ValueError:
        poll = 0
    if not 0 < poll <= 30:
        raise WrongSettings(f"POLL_INTERVAL is '{value('POLL_INTERVAL')}' and no number of seconds up to 30")
    channel = value("MONEY_CHANNEL_ID", "1396903503624016024")
    if not channel.isdigit():
        raise WrongSettings(f"MONEY_CHANNEL_ID is '{channel}' and no number")
    settings = Settings(
        data=Path(value("DATA_FOLDER", "data")),
        logs=Path(value("LOGS_FOLDER", "logs")),
        discord_token=secret("DISCORD_TOKEN", environment),
        channel=channel,
        discord_api=value("DISCORD_API", "https://discord.com/api/v10").rstrip("/"),
        notion_token=secret("NOTION_TOKEN", environment),
        notion_database=value("NOTION_DATABASE_ID"),
        notion_api=value("NOTION_API", "https://api.notion.com/v1").rstrip("/"),
        poll=poll,
    )
    if settings.notion_token and not settings.notion_database:
        raise WrongSettings("NOTION_TOKEN is set, and NOTION_DATABASE_ID is not")
    return settings
