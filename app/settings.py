"""Where things lie on this machine: the data folder, and the TOML file that may put the database elsewhere."""

import tomllib
from pathlib import Path

import platformdirs

from app.errors import Refused

NAME = "Watchkeeper"


def data_folder() -> Path:
    """The platform's folder for this console's databases and file log."""
    return platformdirs.user_data_path(NAME, appauthor=False)


def settings_file() -> Path:
    """The TOML file with `database = "path or URL"`, if somebody wrote one."""
    return platformdirs.user_config_path(NAME, appauthor=False) / "settings.toml"


def database_place() -> str:
    """The database of this machine: what the settings file says, else `watchkeeper.db` in the data folder."""
    file = settings_file()
    if not file.exists():
        return str(data_folder() / "watchkeeper.db")
    try:
        place = tomllib.loads(file.read_text(encoding="utf-8")).get("database")
    except (OSError, ValueError, RecursionError) as error:
        raise Refused(f"{file} cannot be read: {error}.") from error
    if place is not None and not isinstance(place, str):
        raise Refused(f"{file}: database must be a path or URL in quotes.")
    return place or str(data_folder() / "watchkeeper.db")
