"""The set-up script: what it finds missing, what it says, and when it begins anew."""

from pathlib import Path

import pytest

from tools import setup

BOOKWORM = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\n'
HASH = "    --hash=sha256:"


def everything(_name: str) -> bool:
    return True


def nothing(_name: str) -> bool:
    return False


def test_a_machine_that_has_everything_needs_nothing() -> None:
    assert setup.missing_packages("test", loads=everything, on_path=everything) == []


def test_only_the_library_that_does_not_load_is_asked_for() -> None:
    missing = setup.missing_packages("test", loads=lambda soname: soname != "libxcb-cursor.so.0", on_path=everything)

    assert missing == ["libxcb-cursor0"]


def test_the_screen_in_memory_is_for_the_tests_only() -> None:
    to_run = setup.missing_packages("run", loads=everything, on_path=nothing)
    to_test = setup.missing_packages("test", loads=everything, on_path=nothing)

    assert (to_run, to_test) == ([], ["xvfb", "xauth"])


def test_a_bare_machine_needs_every_library() -> None:
    missing = setup.missing_packages("run", loads=nothing, on_path=nothing)

    assert missing == [library.package for library in setup.LIBRARIES]


def test_a_library_that_no_machine_has_does_not_load() -> None:
    assert not setup.loads("libwatchkeeper-has-no-such-library.so.0")


@pytest.mark.parametrize(
    ("distro", "number", "name"),
    [
        ("debian", "12", "libglib2.0-0"),
        ("debian", "13", "libglib2.0-0t64"),
        ("debian", None, "libglib2.0-0t64"),
        ("ubuntu", "22.04", "libglib2.0-0"),
        ("ubuntu", "24.04", "libglib2.0-0t64"),
        ("linuxmint", "22", "libglib2.0-0"),
    ],
)
def test_glib_is_called_by_the_name_of_the_release(distro: str, number: str | None, name: str) -> None:
    release = {"ID": distro} | ({"VERSION_ID": number} if number else {})

    assert setup.package_name("libglib2.0-0", release) == name


def test_other_packages_kept_their_names() -> None:
    assert setup.package_name("libegl1", {"ID": "debian", "VERSION_ID": "13"}) == "libegl1"


def test_the_release_file_is_read_with_and_without_quotes() -> None:
    release = setup.os_release("# a remark\n" + BOOKWORM)

    assert (release["ID"], release["VERSION_ID"]) == ("debian", "12")


def test_without_rights_the_line_to_type_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "root_prefix", lambda: None)
    monkeypatch.setattr(setup, "on_path", everything)

    with pytest.raises(setup.Trouble, match="sudo apt-get install -y --no-install-recommends libegl1 xvfb"):
        setup.install_packages(["libegl1", "xvfb"])


def test_without_apt_the_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "on_path", nothing)

    with pytest.raises(setup.Trouble, match="Debian calls them: libegl1"):
        setup.install_packages(["libegl1"])


def test_without_ensurepip_the_package_to_install_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "has_ensurepip", lambda: False)

    with pytest.raises(setup.Trouble, match=r"apt-get install -y python3\.\d+-venv"):
        setup.create_venv()


def test_a_container_without_package_lists_is_noticed(tmp_path: Path) -> None:
    before = setup.has_package_lists(tmp_path)
    (tmp_path / "example_dists_bookworm_main_binary-amd64_Packages.lz4").touch()

    assert (before, setup.has_package_lists(tmp_path)) == (False, True)


def test_a_changed_lock_changes_the_stamp_but_not_what_the_environment_is_bound_to() -> None:
    old = setup.stamp_text(b"segno==1.6.5\n", "here").splitlines()
    new = setup.stamp_text(b"segno==1.6.6\n", "here").splitlines()

    assert old[0] == new[0]
    assert old[1] != new[1]


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Turn the script to an empty folder, and list what it would have done there."""
    done: list[str] = []
    (tmp_path / "requirements.lock").write_text("uv==1\n")
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(setup, "LOCK", tmp_path / "requirements.lock")
    monkeypatch.setattr(setup, "STAMP", tmp_path / ".venv" / "stamp")
    monkeypatch.setattr(setup, "create_venv", lambda: done.append("create"))
    monkeypatch.setattr(setup, "fill_venv", lambda _lock: done.append("fill"))
    return done


def test_a_second_call_does_nothing(calls: list[str]) -> None:
    setup.prepare_venv()
    setup.prepare_venv()

    assert calls == ["create", "fill"]


def test_a_new_lock_is_installed_into_the_same_environment(calls: list[str]) -> None:
    setup.prepare_venv()
    setup.LOCK.write_text("uv==2\n")
    setup.prepare_venv()

    assert calls == ["create", "fill", "fill"]


def test_another_python_gets_a_new_environment(calls: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    setup.prepare_venv()
    monkeypatch.setattr(setup, "home_of_venv", lambda: "another Python")
    setup.prepare_venv()

    assert calls == ["create", "fill", "create", "fill"]


def test_an_interrupted_set_up_begins_again(calls: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_lock: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as interrupted:
        interrupted.setattr(setup, "fill_venv", stop)
        with pytest.raises(KeyboardInterrupt):
            setup.prepare_venv()
    setup.prepare_venv()

    assert calls == ["create", "create", "fill"]


def test_one_package_is_cut_out_of_the_lock_with_its_hashes() -> None:
    lock = f"segno==1.6.6 \\\n{HASH}aa\nuv==0.13.9 \\\n{HASH}bb \\\n{HASH}cc\nuvloop==1 \\\n{HASH}dd\n"

    assert setup.locked("uv", lock) == f"uv==0.13.9 \\\n{HASH}bb \\\n{HASH}cc\n"


def test_the_lock_in_the_tree_holds_uv_and_no_address() -> None:
    lock = setup.LOCK.read_text()

    assert "--hash=sha256:" in setup.locked("uv", lock)
    assert "://" not in lock


def test_an_unknown_profile_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    code = setup.main(["fly"])

    assert code == 1
    assert capsys.readouterr().err == "Say what to prepare for: run or test.\n"
