"""Files sent to the import, for tests: what a browser would do by its form."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

from tests.admin.people import Caller, document

START = "/import-and-export"
PUPILS = "school_urn,pupil_id,name,need_hours,sen_status\n"


def send(caller: Caller, *files: tuple[str, bytes | str]) -> Any:
    """Upload files by name and content."""
    sent = [FileStorage(io.BytesIO(content.encode() if isinstance(content, str) else content), name, "files") for name, content in files]
    boundary, body = encode_multipart(MultiDict([("csrf", caller.csrf), *(("files", file) for file in sent)]))
    return caller.client.post(START, data=body, content_type=f'multipart/form-data; boundary="{boundary}"')


def paste(caller: Caller, text: str) -> Any:
    return caller.post(START, {"pasted": text})


def previewed(caller: Caller, answer: Any) -> Any:
    """The preview that a sending led to."""
    assert answer.status_code == 303, answer.text
    return caller.get(answer.location)


def apply(caller: Caller, page: Any, **more: str) -> Any:
    """Press Apply on a preview."""
    form = next(each for each in document(page.text).iter("form") if str(each.get("action", "")).endswith("/apply"))
    made = next(each.get("value") for each in form.iter("input") if each.get("name") == "made")
    return caller.post(form.get("action"), {"made": made, **more})


def zipped(**members: bytes | str) -> bytes:
    """A zip of files, `__` in a name for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return out.getvalue()


def lede_of(page: Any) -> str:
    """The counts that a preview begins with."""
    return next(" ".join("".join(each.itertext()).split()) for each in document(page.text).iter("p") if "Nothing was changed yet" in "".join(each.itertext()))
