"""A small sealed site for the reader to open: three audiences, three readers, pages with what pages have. Codes and keys are fresh each time."""

from __future__ import annotations

import io
import shutil
import zipfile
import zlib
from dataclasses import dataclass, field, replace
from pathlib import Path

from sendsite.publish.reader import LATER, bundle, later
from sendsite.publish.seal.codes import Code, new_code, new_handle
from sendsite.publish.seal.files import Sealed, seal_file
from sendsite.publish.seal.keyring import keyring, manifest, pointer
from sendsite.publish.seal.keys import ContentKey, MasterKey, Publication, Site, first_publication, new_content_key, new_master_key, new_reader_key, new_site
from sendsite.publish.seal.paths import asset_name, namer, sealed_path, segment
from sendsite.publish.seal.shell import asset_file, load_shell, page_file
from sendsite.publish.seal.slots import Holder, decoy, slot
from sendsite.site.addresses import relative

TRUST, OAK, ELM = "trust", "school:990001", "school:990002"
PAGES = {"trust": (TRUST, "trust/index.html"), "oak": (OAK, "school/990001/index.html"), "oak-hours": (OAK, "school/990001/hours.html"),
         "elm": (ELM, "school/990002/index.html")}
ASSETS = {"csv": "text/csv", "zip": "application/zip", "png": "image/png"}
CSV = "school,hours\r\nOak Lane,42½\r\n".encode()
THEME = Path("themes/default/static")


def png() -> bytes:
    """A picture of three by two red points."""
    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    rows = b"".join(b"\0" + b"\xc0\x20\x20" * 3 for _ in range(2))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0\0\0\3\0\0\0\2\x08\2\0\0\0") + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def archive() -> bytes:
    """A zip with one file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as each:
        each.writestr("oak.csv", CSV)
    return written.getvalue()


HOSTILE_HEAD = '<base href="https://example.org/"><script>window.ran = "inline"</script><style>body { display: none }</style>'
HOSTILE_BODY = """<meta http-equiv="refresh" content="0; url=../../index.html"><script>window.ran = "body"</script><script src="../../index.html"></script>
<img id="hostile" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="" onload="window.ran = 'onload'" onerror="window.ran = 'onerror'" style="color: red">
<a id="runs" href=" javascript:window.ran='link'">Link</a><iframe src="../../index.html"></iframe><object data="../../index.html"></object>
<svg><script>window.ran = "svg"</script></svg><template><img src="x" onerror="window.ran = 'template'"></template>"""
CONTENTS = {"csv": CSV, "zip": archive(), "png": png()}


@dataclass
class SealedSite:
    """A published folder and what its publisher knows."""

    folder: Path
    site: Site = field(default_factory=new_site)
    keys: dict[str, ContentKey] = field(default_factory=lambda: {each: new_content_key(each) for each in (TRUST, OAK, ELM)})
    master: MasterKey = field(default_factory=new_master_key)
    codes: dict[str, Code] = field(default_factory=dict)
    holders: dict[str, Holder] = field(default_factory=dict)
    publication: Publication | None = None
    words: str = "Oak Lane this term"
    home: str = ""
    searched = False

    def __post_init__(self) -> None:
        for name, words, audiences in (("oak", 5, (OAK,)), ("both", 5, (OAK, ELM)), ("leader", 6, ())):
            self.add(name, words, audiences)
        self.publish()

    def add(self, name: str, words: int, audiences: tuple[str, ...]) -> None:
        """A reader of some audiences; of all where none are named."""
        code, own = new_code(words), new_reader_key()
        self.codes[name] = code
        self.holders[name] = Holder(slot(code, own, self.site), own, tuple(self.keys[each] for each in audiences) or (self.master,))

    def path(self, audience: str, real: str) -> str:
        return namer(self.site.path_key)(audience, real)

    def address(self, name: str) -> str:
        """Where a page stands in the folder."""
        return self.path(*PAGES[name])

    def asset(self, ending: str) -> str:
        return self.path(OAK, f"school/990001/hours.{ending}")

    def publish(self) -> None:
        """Write the site anew as its next publication."""
        self.publication = self.publication.next() if self.publication else first_publication(self.site)
        shutil.rmtree(self.folder, ignore_errors=True)
        static = {"site.css": (THEME / "site.css").read_bytes(), "site.js": (THEME / "site.js").read_bytes()}
        for name, content in {**bundle(), **later(), **static}.items():
            self.write(name, content)
        self.write("index.html", b'<!doctype html><html lang="en-GB"><title>Home</title><h1>Home</h1></html>')
        hashes: dict[str, dict[str, str]] = {audience: {} for audience in self.keys}
        for audience, real in PAGES.values():
            sealed = self.sealed(audience, self.path(audience, real), self.page(real).encode(), "text/html")
            hashes[audience][sealed_path(self.path(audience, real))] = sealed.hash
            self.write(self.path(audience, real), self.shelled(sealed))
        for ending, kind in ASSETS.items():
            sealed = self.sealed(OAK, self.asset(ending), CONTENTS[ending], kind, zipped=ending == "csv")
            hashes[OAK][self.asset(ending)] = sealed.hash
            self.write(asset_name(self.asset(ending), sealed.hash), asset_file(sealed))
        self.finish(hashes)

    def finish(self, hashes: dict[str, dict[str, str]]) -> None:
        """Manifests, keyring, pointer."""
        assert self.publication
        firsts = {audience: sealed_path(self.path(audience, real)) for audience, real in reversed(PAGES.values())}
        for audience, key in self.keys.items():
            folder = segment(self.site.path_key, audience)
            content = manifest(hashes[audience], firsts[audience], key=key, publication=self.publication, site=self.site)
            self.write(f"m/{folder}.{self.publication.pub}.js", content)
        holders = [*self.holders.values(), *(decoy(new_handle(), self.site) for _ in range(16 - len(self.holders)))]
        ring = keyring(self.publication, holders, contents=self.keys.values(), master=self.master, site=self.site)
        self.write(f"k/{self.publication.pub}.js", ring)
        self.write("now.js", pointer(self.publication))

    def renew(self, audience: str) -> None:
        """A new epoch of an audience: its readers' rings hold the new key, their codes stay."""
        old, self.keys[audience] = self.keys[audience], new_content_key(audience)
        for name, holder in self.holders.items():
            self.holders[name] = replace(holder, keys=tuple(self.keys[audience] if key == old else key for key in holder.keys))

    def sealed(self, audience: str, path: str, content: bytes, kind: str, *, zipped: bool = True) -> Sealed:
        return seal_file(content, key=self.keys[audience], path=path, kind=kind, iv_key=self.site.iv_key, zipped=zipped)

    def shelled(self, sealed: Sealed) -> bytes:
        script, style = bundle()
        scripts = dict(zip(LATER, later(), strict=True)) if self.searched else {"inflate": list(later())[LATER.index("inflate")]}
        return page_file(sealed, load_shell(reader=script, style=style, **scripts, site_style="site.css", site_script="site.js"))

    def write(self, path: str, content: bytes) -> None:
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)

    def page(self, real: str) -> str:
        """What a page says: links, an anchor far down, an inline picture, a table that sorts, downloads, and things that must go."""
        here = next(self.path(audience, each) for audience, each in PAGES.values() if each == real)
        ways = "".join(f'<li><a id="to-{name}" href="{relative(here, self.address(name))}">{name}</a></li>' for name in PAGES)
        to = {ending: relative(here, self.asset(ending)) for ending in ASSETS}
        files = "".join(f'<a id="get-{ending}" href="{to[ending]}" download="hours.{ending}">{ending}</a> ' for ending in ("csv", "zip"))
        rows = "".join(f'<tr><th scope="row">Row {n}</th><td class="n">{n * 7 % 10}</td></tr>' for n in range(9))
        return f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{real} – Invented Trust</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'"><script src="../../site.js"></script>
<link rel="stylesheet" href="../../site.css">{HOSTILE_HEAD if "hours" in real else ""}</head><body class="page">
<a class="skip" href="#content-start">Skip to content</a>
<header class="top"><div class="wrap"><nav class="menu" aria-label="Site"><ul>{ways}</ul></nav>
<button class="look" type="button" data-look><span class="words" data-look-words>Auto</span><span class="vh"> colours: change</span></button>
<span data-lock></span></div></header>
<main id="content-start" class="wrap" tabindex="-1"><h1>{self.words}: {real}</h1>
{HOSTILE_BODY if "hours" in real else ""}
<p><a id="down" href="#far">Far down</a> {files}</p>
<p><img id="picture" alt="Three red points" src="{to["png"]}"></p>
<svg id="drawn" viewBox="0 0 10 10" width="100" height="100" role="img" aria-label="A square"><rect class="s1" width="10" height="10"/></svg>
<div class="scroll" tabindex="0" role="region" aria-label="Hours"><table data-sort data-filter><caption>Hours</caption>
<thead><tr><th scope="col">School</th><th scope="col" class="n">Hours</th></tr></thead><tbody>{rows}</tbody></table></div>
<div>{"<p>Words that take room.</p>" * 120}</div>
<h2 id="far">Far down</h2><p>The end.</p></main></body></html>"""
