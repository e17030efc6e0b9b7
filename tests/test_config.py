from pathlib import Path

import pytest

from postil.config import NAMES, Settings, read_settings
from postil.errors import BadSetting


def settings_of(folder: Path, **environ: str) -> Settings:
    return read_settings({"POSTIL_DATA": str(folder)} | environ)


def test_a_setting_that_nobody_made_has_its_default(tmp_path):
    assert settings_of(tmp_path) == Settings(
        data=tmp_path,
        host="127.0.0.1",
        port=8377,
        store="tinydb:",
        token=None,
        allowed_origins=(),
        allowed_hosts=(),
        contact=None,
        lookups=False,
        wikidata_api="https://www.wikidata.org/w/api.php",
        wikidata_sparql="https://query.wikidata.org/sparql",
        wikipedia_api="https://en.wikipedia.org/w/api.php",
    )


def test_without_a_data_setting_the_library_lies_in_the_users_own_data_folder():
    assert read_settings({}).data.name == "postil"
    assert read_settings({}).data.is_absolute()


def test_the_command_line_goes_before_the_environment_and_that_before_the_file(tmp_path):
    (tmp_path / "postil.toml").write_text(
        'POSTIL_PORT = 8001\nPOSTIL_TOKEN = "from-file"\n', encoding="utf-8"
    )
    environ = {"POSTIL_DATA": str(tmp_path), "POSTIL_PORT": "8002"}
    assert read_settings(environ).port == 8002
    assert read_settings(environ).token == "from-file"
    assert read_settings(environ, {"POSTIL_PORT": "8003", "POSTIL_HOST": None}).port == 8003


def test_the_file_takes_numbers_switches_and_lists_as_toml_writes_them(tmp_path):
    (tmp_path / "postil.toml").write_text(
        'port = 9000\nlookups = true\ncontact = "me@example.org"\n'
        'POSTIL_ALLOWED_ORIGINS = ["https://a.example", "https://b.example:8443"]\n',
        encoding="utf-8",
    )
    settings = settings_of(tmp_path)
    assert (settings.port, settings.lookups) == (9000, True)
    assert settings.allowed_origins == ("https://a.example", "https://b.example:8443")


def test_an_empty_text_in_the_environment_says_nothing(tmp_path):
    assert settings_of(tmp_path, POSTIL_PORT="", POSTIL_TOKEN=" ").token is None


def test_lookups_stay_off_while_nobody_says_who_asks(tmp_path):
    assert not settings_of(tmp_path, POSTIL_LOOKUPS="on").lookups
    assert settings_of(tmp_path, POSTIL_LOOKUPS="on", POSTIL_CONTACT="me@example.org").lookups


def test_a_token_is_not_shown_with_the_settings(tmp_path):
    assert "open-sesame" not in repr(settings_of(tmp_path, POSTIL_TOKEN="open-sesame"))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "notes.example.org"])
def test_binding_beyond_loopback_is_refused_without_allowed_hosts(tmp_path, host):
    with pytest.raises(BadSetting, match="POSTIL_ALLOWED_HOSTS"):
        settings_of(tmp_path, POSTIL_HOST=host)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"])
def test_loopback_needs_no_allowed_hosts(tmp_path, host):
    assert settings_of(tmp_path, POSTIL_HOST=host).host == host.strip("[]")


def test_allowed_hosts_open_the_way_beyond_loopback(tmp_path):
    settings = settings_of(
        tmp_path, POSTIL_HOST="0.0.0.0", POSTIL_ALLOWED_HOSTS="Notes.example.org, 10.0.0.4:80"
    )
    assert settings.allowed_hosts == ("notes.example.org", "10.0.0.4:80")


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("POSTIL_PORT", "http", "POSTIL_PORT: 'http' is not a port: expected a number from 0 to 65535"),
        ("POSTIL_PORT", "65536", "is not a port"),
        ("POSTIL_PORT", "-1", "is not a port"),
        ("POSTIL_HOST", "http://localhost", "is not a host name"),
        (
            "POSTIL_STORE",
            "postgresql://me:hidden@db/notes",
            "there is no store 'postgresql'; there is tinydb:",
        ),
        ("POSTIL_TOKEN", "two words", "without spaces"),
        ("POSTIL_ALLOWED_ORIGINS", "*", "exact origins"),
        ("POSTIL_ALLOWED_ORIGINS", "https://a.example/", "is not an origin"),
        ("POSTIL_ALLOWED_ORIGINS", "null", "is not an origin"),
        ("POSTIL_ALLOWED_HOSTS", "*.example.org", "without a \\*"),
        ("POSTIL_ALLOWED_HOSTS", "https://a.example", "is not a host name"),
        ("POSTIL_CONTACT", "me\nX-Other: 1", "one line"),
        ("POSTIL_LOOKUPS", "perhaps", "'perhaps' is neither on nor off"),
        ("POSTIL_WIKIDATA_API", "ftp://example.org", "begins with http"),
    ],
)
def test_a_bad_value_is_refused_with_what_would_be_right(tmp_path, name, value, says):
    with pytest.raises(BadSetting, match=says) as refusal:
        settings_of(tmp_path, **{name: value})
    assert refusal.value.name == name
    assert "hidden" not in str(refusal.value)


def test_a_data_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "notes").write_text("", encoding="utf-8")
    with pytest.raises(BadSetting, match="is a file, not a folder"):
        settings_of(tmp_path / "notes")


def test_an_unknown_setting_is_refused_with_the_one_that_was_meant(tmp_path):
    with pytest.raises(BadSetting, match="POSTIL_PROT: there is no such setting; did you mean POSTIL_PORT"):
        settings_of(tmp_path, POSTIL_PROT="8000")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("prot = 1", "prot: there is no such setting .*did you mean POSTIL_PORT"),
        ('data = "/elsewhere"', "it can't name another"),
        ("port = 1\nPOSTIL_PORT = 2", "is there twice"),
        ("port = 1.5", "expected a text, a number"),
        ("port =", "can't be read"),
        ("[postil]\nport = 1", "there is no such setting"),
    ],
)
def test_a_bad_file_is_refused_by_its_name(tmp_path, text, says):
    (tmp_path / "postil.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadSetting, match=says) as refusal:
        settings_of(tmp_path)
    assert "postil.toml" in str(refusal.value)


def test_every_setting_has_a_name_of_its_own():
    assert {name.removeprefix("POSTIL_").lower() for name in NAMES} == set(Settings.__dataclass_fields__)
