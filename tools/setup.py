"""Prepare this machine: the system libraries that Qt loads, and .venv with every package of requirements.lock.

`make` calls it before anything else (`python3 tools/setup.py run` or `test`). It needs the standard library only, asks
nothing, installs only what is missing, and says nothing when nothing is missing. A set-up that was interrupted is made
good by the next call: the stamp in .venv is written last.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
STAMP = VENV / "watchkeeper-stamp"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)


class Trouble(Exception):
    """The set-up cannot go on; the text says what to do."""


class Library(NamedTuple):
    """A shared library that Qt loads, and the Debian package that brings it."""

    soname: str
    package: str


# Each was removed alone from a bare Debian 12, and Qt then did not start: first without a screen, then on an X11 desk.
LIBRARIES = (
    Library("libGL.so.1", "libgl1"),
    Library("libEGL.so.1", "libegl1"),
    Library("libglib-2.0.so.0", "libglib2.0-0"),
    Library("libxkbcommon.so.0", "libxkbcommon0"),
    Library("libdbus-1.so.3", "libdbus-1-3"),
    Library("libfontconfig.so.1", "libfontconfig1"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Library("libxcb-shape.so.0", "libxcb-shape0"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
)
# Tests that need a real window draw it on a screen in memory.
TEST_PROGRAMS = {"Xvfb": "xvfb", "xauth": "xauth"}


def loads(soname: str) -> bool:
    """Tell whether the system's loader finds this library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def on_path(program: str) -> bool:
    """Tell whether this program can be started by its name."""
    return shutil.which(program) is not None


def has_ensurepip() -> bool:
    """Tell whether this Python can put pip into a new environment; Debian keeps that part in a package of its own."""
    return importlib.util.find_spec("ensurepip") is not None


def missing_packages(
    profile: str,
    loads: Callable[[str], bool] = loads,
    on_path: Callable[[str], bool] = on_path,
) -> list[str]:
    """Name the Debian 12 packages whose library does not load or, for the tests, whose program is not there."""
    missing = [library.package for library in LIBRARIES if not loads(library.soname)]
    if profile == "test":
        missing += [package for program, package in TEST_PROGRAMS.items() if not on_path(program)]
    return missing


def os_release(text: str) -> dict[str, str]:
    """Read the lines of /etc/os-release: `NAME=value`, the value perhaps in quotes."""
    pairs = (line.split("=", 1) for line in text.splitlines() if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip().strip("\"'") for name, value in pairs}


def package_name(package: str, release: Mapping[str, str]) -> str:
    """Give the name that a Debian 12 package has in this release.

    Debian 13 and Ubuntu 24.04 renamed libraries for 64-bit time; of ours only GLib. Debian testing has no number.
    """
    if package != "libglib2.0-0":
        return package
    number = release.get("VERSION_ID", "999").split(".", 1)[0]
    renamed_in = {"debian": 13, "ubuntu": 24}.get(release.get("ID", ""))
    if renamed_in is None or not number.isdigit() or int(number) < renamed_in:
        return package
    return "libglib2.0-0t64"


def apt_line(packages: Sequence[str]) -> list[str]:
    """Give the command that installs these packages and asks nothing."""
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages]


def type_this(packages: Sequence[str]) -> str:
    """Say what an operator without rights must have typed for him."""
    line = shlex.join(["sudo", *apt_line(packages)])
    return f"Qt needs system packages that only an administrator may install. Type this once, then go on:\n  {line}"


def root_prefix() -> list[str] | None:
    """Give what must stand before a command to run it as root without being asked; None if there is no such way."""
    if os.geteuid() == 0:
        return []
    if on_path("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        return ["sudo", "-n"]
    return None


def has_package_lists(folder: Path = Path("/var/lib/apt/lists")) -> bool:
    """Tell whether apt knows any packages yet; container images come without."""
    return any(folder.glob("*Packages*")) or any(folder.glob("*Release"))


def apt(prefix: Sequence[str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run apt-get as root, quietly; it waits while another apt is at work."""
    command = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300", *arguments]
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def install_packages(packages: Sequence[str]) -> None:
    """Install these packages, or raise Trouble with the line to type."""
    if not on_path("apt-get"):
        raise Trouble(f"Qt needs system libraries that are missing here. Debian calls them: {' '.join(packages)}.")
    prefix = root_prefix()
    if prefix is None:
        raise Trouble(type_this(packages))
    say(f"Installing {' '.join(packages)}")
    listed = has_package_lists()
    if not listed:
        apt(prefix, "update")
    done = apt(prefix, *apt_line(packages)[1:])
    if done.returncode != 0 and listed:  # Old lists name versions that the archive no longer has.
        apt(prefix, "update")
        done = apt(prefix, *apt_line(packages)[1:])
    if done.returncode != 0:
        raise Trouble(f"{done.stdout}{done.stderr}The system packages could not be installed: {' '.join(packages)}.")


def prepare_system(profile: str) -> None:
    """See to it that Qt finds its libraries. Only Linux lacks any: elsewhere the packages bring all they need."""
    if not sys.platform.startswith("linux"):
        return
    missing = missing_packages(profile)
    if not missing:
        return
    release_file = Path("/etc/os-release")
    release = os_release(release_file.read_text(encoding="utf-8")) if release_file.exists() else {}
    install_packages([package_name(package, release) for package in missing])
    if still := missing_packages(profile):
        raise Trouble(f"These packages are installed, but what they bring cannot be used: {' '.join(still)}.")


def home_of_venv() -> str:
    """Name all that a virtual environment is bound to: Python, the machine's kind, and where it stands."""
    return f"{sys.version_info[:3]} {sys.implementation.name} {sysconfig.get_platform()} {sys.base_prefix} {VENV}"


def stamp_text(lock: bytes, home: str) -> str:
    """Give the two lines that a finished .venv carries: what it is bound to, and which lock it holds."""
    return f"{home}\n{hashlib.sha256(lock).hexdigest()}\n"


def locked(name: str, lock: str) -> str:
    """Cut one package, with its hashes, out of the lock."""
    lines = lock.splitlines(keepends=True)
    start = next((i for i, line in enumerate(lines) if line.startswith(f"{name}==")), None)
    if start is None:
        raise Trouble(f"{LOCK.name} does not hold {name}. Take the file from the repository again.")
    end = next((i for i in range(start + 1, len(lines)) if not lines[i].startswith(" ")), len(lines))
    return "".join(lines[start:end])


def create_venv() -> None:
    """Make .venv anew, with pip."""
    if not has_ensurepip():
        version = "{}.{}".format(*sys.version_info[:2])
        raise Trouble(
            f"This Python cannot make a virtual environment: its part ensurepip is missing. On Debian and Ubuntu, "
            f"type this once, then go on:\n  sudo apt-get install -y python{version}-venv"
        )
    if Path(sys.prefix) == VENV:
        raise Trouble("This Python is the one in .venv, which must be made anew. Type deactivate, then go on.")
    say("Making .venv")
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False).returncode != 0:
        raise Trouble("The virtual environment .venv could not be made; the lines above say why.")


def pip_install(requirements: Path) -> bool:
    """Let pip install a hashed list into .venv; tell whether it did."""
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    return subprocess.run([*command, "--require-hashes", "-r", str(requirements)], check=False).returncode == 0


def uv_sync() -> bool:
    """Let uv make .venv hold exactly what the lock names; tell whether it did."""
    quiet = [] if sys.stderr.isatty() else ["--quiet"]
    sync = ["--system-certs", "pip", "sync", "--require-hashes", "--python", str(PYTHON), str(LOCK)]
    command = [str(PYTHON), "-m", "uv", *quiet, *sync]
    return subprocess.run(command, check=False).returncode == 0


def fill_venv(lock: str) -> None:
    """Install the lock with uv, which takes seconds, or with pip, which takes a minute."""
    say("Installing the packages of requirements.lock")
    only_uv = VENV / "uv.lock.txt"
    only_uv.write_text(locked("uv", lock), encoding="utf-8")
    if pip_install(only_uv) and uv_sync():
        return
    say("uv could not do it; trying pip")
    if not pip_install(LOCK):
        raise Trouble("The packages could not be installed; the lines above say why. The next call begins again.")


def prepare_venv() -> None:
    """Make .venv, or bring it to the lock, unless its stamp says that it is finished."""
    lock = LOCK.read_bytes()
    home = home_of_venv()
    wanted = stamp_text(lock, home)
    found = STAMP.read_text(encoding="utf-8") if STAMP.exists() else ""
    if found == wanted:
        return
    STAMP.unlink(missing_ok=True)
    if found.splitlines()[:1] != [home]:
        create_venv()
    fill_venv(lock.decode())
    unfinished = STAMP.with_suffix(".new")
    unfinished.write_text(wanted, encoding="utf-8")
    unfinished.replace(STAMP)
    say("Ready")


def say(line: str) -> None:
    """Print one line of progress at once."""
    print(line, flush=True)


def main(arguments: Sequence[str]) -> int:
    """Prepare the machine for `run` or `test`, and give the exit code."""
    profile = arguments[0] if arguments else "run"
    try:
        if profile not in ("run", "test"):
            raise Trouble("Say what to prepare for: run or test.")
        if sys.version_info[:2] < OLDEST:
            here = "{}.{}".format(*sys.version_info[:2])
            raise Trouble(
                f"Watchkeeper needs Python 3.11 or newer; this is {here}. Name one: make run PYTHON=python3.12"
            )
        prepare_system(profile)
        prepare_venv()
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. The next call begins again.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
