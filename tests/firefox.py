"""Firefox as Debian has it, driven through Marionette, the door that is built into every Firefox: messages of JSON over a local socket."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

ENTER = "\ue007"
"""The Enter key as WebDriver writes it."""

PREFERENCES = {
    "marionette.port": 0,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.disabledForTesting": True,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}
PATIENCE = 60
"""Seconds that a busy machine may take for what should be there at once."""


class Firefox:
    """A running Firefox with one window."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=3 * PATIENCE)
        self._read = self._socket.makefile("rb")
        self._asked = 0
        self._answer()
        self.ask("WebDriver:NewSession", capabilities={"alwaysMatch": {}})

    def ask(self, command: str, **parameters: object) -> Any:
        """Send a command and wait for its answer; AssertionError with Firefox's own words where it refuses."""
        self._asked += 1
        message = json.dumps([0, self._asked, command, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, answer = self._answer()
        assert error is None, f"{command}: {error}"
        return answer

    def go(self, address: str) -> None:
        self.ask("WebDriver:Navigate", url=address)

    def run(self, script: str, *arguments: object) -> Any:
        """What a script's `return` gives, in the page."""
        return self.ask("WebDriver:ExecuteScript", script=script, args=arguments)["value"]

    def until(self, script: str, *arguments: object) -> None:
        """Wait until a script gives something that counts. A page that goes away or is not there yet is asked again."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(AssertionError):
                if self.run(script, *arguments):
                    return
            time.sleep(0.05)
        raise AssertionError(f"This never came to be: {script} {arguments}; {self.run('return document.body.innerText')}")

    def type(self, selector: str, text: str) -> None:
        element = self.ask("WebDriver:FindElement", using="css selector", value=selector)["value"]
        self.ask("WebDriver:ElementSendKeys", id=next(iter(element.values())), text=text)

    def click(self, selector: str) -> None:
        element = self.ask("WebDriver:FindElement", using="css selector", value=selector)["value"]
        self.ask("WebDriver:ElementClick", id=next(iter(element.values())))

    def complaints(self) -> list[str]:
        """What its console has of this site's scripts and policy."""
        self.ask("Marionette:SetContext", value="chrome")
        told = self.run("return Services.console.getMessageArray().map(each => String(each.message || each))")
        self.ask("Marionette:SetContext", value="content")
        return [each for each in told if "Content-Security-Policy" in each or ("JavaScript Error" in each and ("http://127" in each or "file:///" in each))]

    def close(self) -> None:
        self._read.close()
        self._socket.close()

    def _answer(self) -> Any:
        length = b""
        while (each := self._read.read(1)) != b":":
            length += each
        return json.loads(self._read.read(int(length)))


@contextmanager
def firefox_with(program: str, profile: Path) -> Iterator[Firefox]:
    """A Firefox without a screen, with a profile of its own."""
    profile.mkdir()
    lines = (f'user_pref("{name}", {json.dumps(value)});\n' for name, value in PREFERENCES.items())
    (profile / "user.js").write_text("".join(lines), "utf-8")
    command = [program, "--marionette", "--remote-allow-system-access", "--headless", "--no-remote", "--profile", str(profile)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with closing(Firefox(_port(profile / "MarionetteActivePort", process))) as started:
            yield started
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _port(told: Path, process: subprocess.Popen[bytes]) -> int:
    """The port that Firefox chose, once it listens."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if told.is_file() and (text := told.read_text("ascii")):
            return int(text)
        time.sleep(0.05)
    raise AssertionError("Firefox did not start.")
