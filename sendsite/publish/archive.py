"""A term's published site as one zip to keep: plain tools check it, and the same files are the same bytes, whatever the machine."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import NamedTuple

SUMS, SIGNED, PUBLIC_KEY, VERIFY = "SHA256SUMS", "SHA256SUMS.minisig", "signing.pub", "VERIFY.txt"
METHOD, SNAPSHOT = "method/framework.toml", "snapshot/manifest.json"
DAWN = (1980, 1, 1, 0, 0, 0)
UNIX, FILE_MODE = 3, 0o100644 << 16
STEP = "    $ "
"""How a line of VERIFY.txt begins that is to be typed."""


UNSIGNED = "It was frozen before snapshots were\nsigned: its manifest is vouched for by step 4 alone, from the day this archive was made."
TEXT = """{trust}: {label}, as published
Publication {seq} of {published}.

TO READ IT
Unzip this archive, open the folder {term} and double-click index.html. Public pages open at once. A page with figures asks for
a reader's code: codes that were valid when the archive was made open it for ever, without the internet and without the trust.

WHO CAN READ IT, AND FOR HOW LONG
Ending a reader's code does not reach into this file. Whoever held a code when it was made, and has a copy, can read what the code
opened then, for good. A new reader's code does not open it. A lost code cannot be replaced in it: ask the
trust for an archive made anew. Keep copies as you would keep board papers.

TO CHECK IT
You need three programs that every system has or can get: unzip, sha256sum and minisign (https://jedisct1.github.io/minisign/).
Type the lines that begin with $ in the folder where the zip lies.

1. Unpack it.
    $ unzip -q {term}.zip
    $ cd {term}

2. Every file is the one that was put in. Each line must end in OK.
    $ sha256sum -c SHA256SUMS

3. No file was added. This prints every file that is not in the list; it must print nothing.
    $ (cut -c 67- SHA256SUMS; ls SHA256SUMS SHA256SUMS.minisig; find . ! -type d | cut -c 3-) | sort | uniq -u

4. The list itself was signed by the trust. It must say: Signature and comment signature verified.
    $ minisign -V -p signing.pub -m SHA256SUMS
The key is only as good as where you have it from. Compare it with the one the trust gives you in another way, such as on paper:
{key}

5. The figures tie to the register that was frozen for this term. snapshot/manifest.json names every file of it by its SHA-256; the
files themselves hold pupils' names and stay with the trust. {snapshot}

6. The method is that of this term: its SHA-256 stands in the snapshot's manifest. This prints a line with it.
    $ grep -F "$(sha256sum method/framework.toml | cut -d ' ' -f 1)" snapshot/manifest.json

An auditor who is shown the frozen term itself, {term}.zip or a later edition of it in data/snapshots, compares the SHA-256 of
its manifest.json with that of snapshot/manifest.json here: if they are equal, it is the one these pages were computed from.

WHAT THIS DOES NOT SHOW
That the register was right. That somebody who has the trust's signing key has not made another archive: ask for the key's name
and the publication's number in another way if it matters.
"""
"""VERIFY.txt. A test types its steps."""


class Told(NamedTuple):
    """What VERIFY.txt says of an archive. `snapshot_key` is the file of the key that signed the snapshot, "" where it was never signed."""

    term: str
    label: str
    trust: str
    seq: int
    published: str
    key: str
    snapshot_key: str


def sealed_zip(files: Mapping[str, bytes], told: Told, sign: Callable[[bytes], bytes]) -> bytes:
    """The archive of these files, below one folder named by the term, with VERIFY.txt, every file's SHA-256 and a signature over all of them."""
    whole = {**files, VERIFY: how_to_verify(told).encode()}
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(whole.items())).encode()
    whole |= {SUMS: sums, SIGNED: sign(sums)}
    return zipped({f"{told.term}/{name}": content for name, content in whole.items()})


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip with its members sorted, stored, dated 1 January 1980: sealed pages hardly shrink, and no library's version shows in it."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(members.items()):
            note = zipfile.ZipInfo(name, DAWN)
            note.create_system, note.external_attr = UNIX, FILE_MODE
            archive.writestr(note, content)
    return made.getvalue()


def how_to_verify(told: Told) -> str:
    """The steps with sha256sum, unzip and minisign, what each shows, and what none of them can."""
    return TEXT.format(**told._asdict(), snapshot=_signed_snapshot(told) if told.snapshot_key else UNSIGNED)


def _signed_snapshot(told: Told) -> str:
    return f"Its manifest was signed when it was frozen:\n{STEP}minisign -V -p {told.snapshot_key} -m {SNAPSHOT}"
