"""
The settings of a site folder, read once: a flag, then the environment, then sendsite.toml, then the default. Each remembers where it came from.

A key that is not a setting is refused, with the nearest that is: a misspelt `pubished_by` must not silently leave its page blank.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from sendsite.errors import ConfigError

FILE = "sendsite.toml"
PREFIX = "SENDSITE_"
SWITCHES = {"SENDSITE_DIR", "SENDSITE_DEBUG"}
"""Variables of the command line itself, which are no settings."""
TRUTHS = {"yes": True, "true": True, "1": True, "on": True, "no": False, "false": False, "0": False, "off": False}


def _setting(default: object, words: str, *, least: int | None = None, most: int | None = None, blank: bool = False) -> Any:
    """A field that is a setting: its default, what it is for, its bounds where it is a number, whether a text may be empty."""
    return field(default=default, metadata={"words": words, "least": least, "most": most, "blank": blank})


@dataclass(frozen=True)
class Settings:
    """What a site folder's owner may choose. `origins` tells for each where its value came from."""

    trust: str = _setting("Our trust", "the trust's name, as pages show it")
    plan_name: str = _setting("One Plan", "what the trust calls a pupil's plan, such as One Plan, ISP or SEN support plan")
    published_by: str = _setting("the trust office", "who answers for what is published, such as a name and a telephone number")
    theme: str = _setting("default", "the theme's folder, in themes/ of this folder or of the product")
    suppress_below: int = _setting(5, "counts from 1 to one below this are hidden as [c]; it may be raised to 10, never lowered", least=5, most=10)
    serve_port: int = _setting(8000, "where `sendsite serve` listens; 0 takes any free port", least=0, most=65535)
    admin_port: int = _setting(8001, "where `sendsite admin` listens; 0 takes any free port", least=0, most=65535)
    admin_address: str = _setting("", "where people reach the admin over TLS, such as https://sendsite.trust.example; empty on one machine alone", blank=True)
    site_address: str = _setting("", "where readers open the published site, such as https://send.trust.example; it stands on their cards", blank=True)
    target: str = _setting("", "where `sendsite publish` puts the site, such as rsync:user@host.example:/srv/site; empty: build/current alone", blank=True)
    host_files: str = _setting("", "whose host files are written: apache, nginx, caddy, netlify, cloudflare or azure; empty: none", blank=True)
    host_passwords: str = _setting(
        "", "where on the host the file of the word in front of the site lies, such as /srv/private/sendsite.passwords; not in the site", blank=True
    )
    age_recipients: tuple[str, ...] = _setting((), "to whom copies that leave this machine are sealed: public keys of age or SSH", blank=True)
    keep_terms_years: int = _setting(
        7, "how many years after its end a frozen term keeps names; `snapshot retain` takes them out, figures stand", least=1, most=40
    )
    keep_leavers_years: int = _setting(2, "how many years somebody who left stays in the register; `snapshot retain` takes them out", least=1, most=40)
    backups: str = _setting("", "the folder that `sendsite backup` writes into, best on another disk; empty: data/backups of this folder", blank=True)
    backups_kept: int = _setting(30, "how many of this folder's own backups stay there; when one more is proven, the oldest goes", least=2, most=10_000)
    host: str = _setting("127.0.0.1", "the address that serve and admin listen on; leave it, but inside a container, where 0.0.0.0 is needed")
    open_browser: bool = _setting(False, "whether `sendsite serve` opens the site in a browser")
    origins: Mapping[str, str] = field(default_factory=dict)


_TLS_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?")
_SITE_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*/?")
_PUBLIC_KEY = re.compile(r"age1[02-9ac-hj-np-z]{58}|ssh-(ed25519|rsa) [A-Za-z0-9+/=]+( .*)?")
SETTINGS = {each.name: each for each in fields(Settings) if each.metadata}


def read(folder: Path, flags: Mapping[str, object] | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings in force for a site folder; one without a sendsite.toml has the defaults. `flags` that are None were not given."""
    given = {name: value for name, value in (flags or {}).items() if value is not None}
    from_file = _from_file(folder / FILE)
    from_environ = _from_environ(environ)
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for name, setting in SETTINGS.items():
        variable = PREFIX + name.upper()
        if name in given:
            values[name], origins[name] = given[name], f"flag --{name.replace('_', '-')}"
        elif name in from_environ:
            values[name], origins[name] = _from_words(name, from_environ[name], variable), f"environment {variable}"
        elif name in from_file:
            values[name], origins[name] = from_file[name], FILE
        else:
            values[name], origins[name] = setting.default, "default"
        check(name, values[name], origins[name])
    return Settings(**values, origins=origins)


def _from_file(path: Path) -> dict[str, object]:
    """What sendsite.toml sets, its keys checked; an absent file sets nothing."""
    try:
        found = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: this cannot be read as TOML ({error}). {_quotes_wanted(path)}") from error
    except OSError as error:
        raise ConfigError(f"{path}: this cannot be read ({error.strerror or error}). See who may read it.") from error
    for name in found:
        if name not in SETTINGS:
            raise ConfigError(f"{path}: '{name}' is not a setting. {_nearest(name, SETTINGS)}")
    return {name: tuple(value) if isinstance(value, list) else value for name, value in found.items()}


def _quotes_wanted(path: Path) -> str:
    """What to write in a file that is no TOML: the first text that stands without its quotes, put in them, else how a line is written."""
    for line in path.read_bytes().decode("utf-8", "replace").splitlines():
        name, _, value = (part.strip() for part in line.partition("="))
        setting = SETTINGS.get(name)
        if setting and isinstance(setting.default, str) and value and not value.startswith(('"', "'")):
            plain = value.replace(chr(92), "").replace('"', "")
            return f'Text needs double quotes: write {name} = "{plain}".'
    return 'Write one `name = "value"` a line; only text stands in quotes.'


def _from_environ(environ: Mapping[str, str]) -> dict[str, str]:
    """What SENDSITE_* variables set, by the setting's name."""
    known = {PREFIX + name.upper(): name for name in SETTINGS}
    found = {}
    for variable, value in environ.items():
        if not variable.startswith(PREFIX) or variable in SWITCHES:
            continue
        if variable not in known:
            raise ConfigError(f"The environment variable {variable} is not a setting. {_nearest(variable, known)}")
        found[known[variable]] = value
    return found


def _nearest(name: str, known: Mapping[str, object]) -> str:
    """What to write instead of an unknown name: the nearest known one, or all of them."""
    near = get_close_matches(name, known, n=1)
    return f"Did you mean '{near[0]}'?" if near else f"Known are: {', '.join(known)}."


def _from_words(name: str, words: str, where: str) -> object:
    """An environment variable's words as the kind of value that the setting is."""
    default = SETTINGS[name].default
    if isinstance(default, bool):
        if words.strip().lower() not in TRUTHS:
            raise ConfigError(f"{where}: '{words}' is neither yes nor no. Write yes or no.")
        return TRUTHS[words.strip().lower()]
    if isinstance(default, int):
        if not words.strip().isascii() or not words.strip().isdigit():
            raise ConfigError(f"{where}: '{words}' is not a whole number. Write one such as {default}.")
        return int(words)
    if isinstance(default, tuple):
        return tuple(each.strip() for each in words.split(",") if each.strip())
    return words


def check(name: str, value: object, where: str) -> None:
    """Refuse a value of the wrong kind or out of bounds, saying where it stands and what to write."""
    setting = SETTINGS[name]
    if type(value) is not type(setting.default):
        kind = {str: "text in double quotes", int: "a whole number", bool: "true or false", tuple: 'a list of texts: ["age1..."]'}[type(setting.default)]
        raise ConfigError(f"{where}: {name} is {value!r}. Write {kind}: {setting.metadata['words']}.")
    least, most = setting.metadata["least"], setting.metadata["most"]
    if least is not None and not least <= value <= most:
        raise ConfigError(f"{where}: {name} is {value}. Write a whole number from {least} to {most}: {setting.metadata['words']}.")
    if isinstance(value, str) and not value.strip() and not setting.metadata["blank"]:
        raise ConfigError(f'{where}: {name} is empty. Write {setting.metadata["words"]}; or take it out for "{setting.default}".')
    if isinstance(value, str) and any(ord(character) < 32 for character in value):
        raise ConfigError(f"{where}: {name} holds a line break or another control character. Write it on one line.")
    for each in value if isinstance(value, tuple) else ():
        if not isinstance(each, str) or not _PUBLIC_KEY.fullmatch(each):
            shown = "a secret key, which opens what is sealed" if str(each).upper().startswith("AGE-SECRET-KEY") else repr(each)
            raise ConfigError(f"{where}: {name} holds {shown}. Write the public half: age1 and 58 letters and digits, or an SSH public key.")
    if name == "admin_address" and isinstance(value, str) and value and not _TLS_ADDRESS.fullmatch(value):
        if begun := _TLS_ADDRESS.match(value):
            bare = begun[0].rstrip("/")
            if value[len(bare)] in "/?#":
                raise ConfigError(f"{where}: admin_address is '{value}'. Write it without a path: {bare}. The admin answers at the top of its name.")
        raise ConfigError(f"{where}: admin_address is '{value}'. Write https:// and the name people type, such as https://sendsite.trust.example.")
    if name == "site_address" and isinstance(value, str) and value and not _SITE_ADDRESS.fullmatch(value):
        raise ConfigError(f"{where}: site_address is '{value}'. Write https:// and the address of the first page, such as https://send.trust.example/.")
