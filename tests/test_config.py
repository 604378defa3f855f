"""Settings: which of several sources is believed, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from sendsite import config
from sendsite.errors import ConfigError


def settings(folder: Path, text: str = "", flags: dict[str, object] | None = None, **environ: str) -> config.Settings:
    if text:
        (folder / config.FILE).write_text(text, "utf-8")
    return config.read(folder, flags, environ)


def test_flag_beats_environment_beats_file_beats_default(tmp_path: Path) -> None:
    found = settings(tmp_path, 'theme = "file"\ntrust = "file"\nplan_name = "file"', {"theme": "flag"}, SENDSITE_THEME="env", SENDSITE_TRUST="env")

    assert (found.theme, found.trust, found.plan_name, found.suppress_below) == ("flag", "env", "file", 5)
    assert found.origins["theme"] == "flag --theme"
    assert found.origins["trust"] == "environment SENDSITE_TRUST"
    assert found.origins["plan_name"] == "sendsite.toml"
    assert found.origins["suppress_below"] == "default"


def test_a_flag_that_was_not_given_sets_nothing(tmp_path: Path) -> None:
    assert settings(tmp_path, flags={"theme": None}).origins["theme"] == "default"


def test_an_unknown_key_is_refused_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="'pubished_by' is not a setting. Did you mean 'published_by'?"):
        settings(tmp_path, 'pubished_by = "A"')


def test_an_unknown_environment_variable_is_refused_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="SENDSITE_THEMES is not a setting. Did you mean 'SENDSITE_THEME'?"):
        settings(tmp_path, SENDSITE_THEMES="default")


@pytest.mark.parametrize("name", ["trust", "plan_name"])
@pytest.mark.parametrize("value", ["", "  "])
def test_an_empty_name_is_refused_and_says_what_to_write(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=f"sendsite.toml: {name} is empty. Write (the trust's name|what the trust calls)"):
        settings(tmp_path, f'{name} = "{value}"')


def test_a_settings_file_that_cannot_be_read_is_refused_by_its_name(tmp_path: Path) -> None:
    (tmp_path / config.FILE).mkdir()
    with pytest.raises(ConfigError, match="sendsite.toml: this cannot be read"):
        settings(tmp_path)


@pytest.mark.parametrize("below", [4, 11])
def test_the_suppression_threshold_is_5_to_10(tmp_path: Path, below: int) -> None:
    with pytest.raises(ConfigError, match="from 5 to 10"):
        settings(tmp_path, f"suppress_below = {below}")


@pytest.mark.parametrize(
    "text, words",
    [
        ("trust = 5", "text in double quotes"),
        ('suppress_below = "5"', "a whole number"),
        ("open_browser = 1", "true or false"),
        ("suppress_below = true", "a whole number"),
        ("trust = ", "cannot be read as TOML"),
        ("published_by = Joan", 'Text needs double quotes: write published_by = "Joan"'),
        ('admin_address = "https://sendsite.trust.example/admin"', "Write it without a path: https://sendsite.trust.example"),
        ('admin_address = "http://sendsite.trust.example"', "Write https:// and the name"),
        ('admin_address = "https://sendsite.trust.example:80x"', "Write https:// and the name"),
        ('trust = "A\\nB"', "on one line"),
        ('age_recipients = "age1"', "a list of texts"),
        ('age_recipients = ["age1short"]', "age_recipients holds 'age1short'. Write the public half"),
        ('age_recipients = ["AGE-SECRET-KEY-1QQQ"]', "age_recipients holds a secret key, which opens what is sealed. Write the public half"),
        ("age_recipients = [5]", "age_recipients holds 5. Write the public half"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_and_says_what_to_write(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        settings(tmp_path, text)


@pytest.mark.parametrize("words, meant", [("yes", True), ("0", False), ("TRUE", True)])
def test_the_environment_says_yes_and_no_in_words(tmp_path: Path, words: str, meant: bool) -> None:
    assert settings(tmp_path, SENDSITE_OPEN_BROWSER=words).open_browser is meant


@pytest.mark.parametrize("variable, words", [("SENDSITE_OPEN_BROWSER", "perhaps"), ("SENDSITE_SERVE_PORT", "80a"), ("SENDSITE_SERVE_PORT", "-1")])
def test_words_in_the_environment_that_mean_nothing_are_refused(tmp_path: Path, variable: str, words: str) -> None:
    with pytest.raises(ConfigError, match=variable):
        config.read(tmp_path, environ={variable: words})


def test_notepads_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / config.FILE).write_bytes(b'\xef\xbb\xbftrust = "Ash Tree Trust"\r\n')

    assert config.read(tmp_path, environ={}).trust == "Ash Tree Trust"


@pytest.mark.parametrize("address", ["http://send.trust.example", "send.trust.example", "https://send.trust.example/?a=1", "https://send.trust.example/#code"])
def test_the_address_that_cards_give_is_an_https_address_of_a_page(tmp_path: Path, address: str) -> None:
    with pytest.raises(ConfigError, match="site_address is .* Write https://"):
        settings(tmp_path, f'site_address = "{address}"')


def test_the_address_that_cards_give_may_have_a_folder_or_be_left_out(tmp_path: Path) -> None:
    assert settings(tmp_path, 'site_address = "https://trust.example/send/"').site_address == "https://trust.example/send/"
    assert settings(tmp_path, 'site_address = ""').site_address == ""


def test_recipients_are_a_list_in_the_file_and_parted_by_commas_in_the_environment(tmp_path: Path) -> None:
    one, two = "age1" + "q" * 58, "ssh-ed25519 AAAAC3Nz office"

    assert settings(tmp_path, SENDSITE_AGE_RECIPIENTS=f"{one}, {two}").age_recipients == (one, two)
    assert settings(tmp_path, f'age_recipients = ["{one}", "{two}"]').age_recipients == (one, two)
    assert settings(tmp_path, "age_recipients = []").age_recipients == ()
