"""A small sealed site for tests: two schools and a trust, a page, a table and a picture each, in memory under the names a host would have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sendsite.publish.seal.codes import Code, new_code, new_handle
from sendsite.publish.seal.files import Sealed, seal_file
from sendsite.publish.seal.keyring import keyring, keyring_name, manifest, manifest_name, pointer
from sendsite.publish.seal.keys import ContentKey, MasterKey, Publication, Site, first_publication, new_content_key, new_master_key, new_reader_key, new_site
from sendsite.publish.seal.opener import Reader, Seen
from sendsite.publish.seal.paths import asset_name, namer, sealed_path, segment
from sendsite.publish.seal.shell import Shell, asset_file, page_file
from sendsite.publish.seal.slots import Holder, decoy, slot

A, B, TRUST = "school:990001", "school:990002", "trust"
SHELL = Shell(
    '<!doctype html><title>A page</title><link rel="stylesheet" href="{{root}}{{style}}"><script src="{{root}}{{reader}}" defer></script>'
    '<script type="application/sendsite+header">{{header}}</script><script type="application/sendsite+body">{{body}}</script>',
    "reader.js",
    "reader.css",
    "site.css",
    "site.js",
)
Contents = dict[tuple[str, str], bytes]
"""Content by audience and real path."""


def some_contents() -> Contents:
    """Three audiences' files, each with words of its own."""
    found: Contents = {}
    for audience, folder, words in ((A, "school/990001", "heron"), (B, "school/990002", "otter"), (TRUST, "trust", "badger")):
        sentence = f"The {words} of this school has seven grey feathers that only its own governors may ever count."
        found[audience, f"{folder}/index.html"] = f"<!doctype html><title>{words} page</title><p>{sentence}</p>".encode()
        found[audience, f"{folder}/finance.html"] = f"<!doctype html><title>{words} money</title><td>{words} 1234.5</td>".encode()
        found[audience, f"{folder}/need.csv"] = f"need,hours\r\n{words} need,12.5\r\n".encode() * 40
        found[audience, f"{folder}/need.png"] = b"\x89PNG\r\n\x1a\n" + words.encode() * 700
    return found


@dataclass
class SmallSite:
    """The publisher's side of a small site: its keys and its readers' codes, by their names."""

    site: Site
    keys: dict[str, ContentKey]
    master: MasterKey
    holders: dict[str, Holder]
    codes: dict[str, Code]
    publication: Publication
    contents: Contents = field(default_factory=some_contents)

    def path(self, audience: str, real: str) -> str:
        return sealed_path(namer(self.site.path_key)(audience, real))

    def folder(self, audience: str) -> str:
        return segment(self.site.path_key, audience)

    def sealed(self, audience: str, real: str) -> Sealed:
        kind = {"html": "text/html", "csv": "text/csv", "png": "image/png"}[real.rpartition(".")[2]]
        content = self.contents[audience, real]
        return seal_file(content, key=self.keys[audience], path=self.path(audience, real), kind=kind, iv_key=self.site.iv_key, zipped=kind != "image/png")

    def files(self) -> dict[str, bytes]:
        """The whole published site."""
        made = {(audience, real): self.sealed(audience, real) for audience, real in self.contents}
        files: dict[str, bytes] = {"now.js": pointer(self.publication)}
        files[keyring_name(self.publication.pub)] = keyring(
            self.publication, self.holders.values(), contents=self.keys.values(), master=self.master, site=self.site
        )
        for audience, key in self.keys.items():
            hashes = {self.path(audience, real): each.hash for (of, real), each in made.items() if of == audience}
            start = next(path for path in hashes if path.startswith("s/"))
            text = manifest(hashes, start, key=key, publication=self.publication, site=self.site)
            files[manifest_name(self.folder(audience), self.publication.pub)] = text
        for (audience, real), each in made.items():
            path = self.path(audience, real)
            if path.startswith("s/"):
                files[f"{path}.html"] = page_file(each, SHELL)
            else:
                files[asset_name(path, each.hash)] = asset_file(each)
        return files


def small_site(holdings: Mapping[str, Sequence[str]], leaders: Sequence[str] = ()) -> SmallSite:
    """A site with fresh keys, a reader for each name with the audiences they hold, leaders, and two decoys."""
    site, master = new_site(), new_master_key()
    keys = {audience: new_content_key(audience) for audience in (A, B, TRUST)}
    codes: dict[str, Code] = {}
    holders: dict[str, Holder] = {}
    for name in (*holdings, *leaders):
        codes[name] = new_code(6 if name in leaders else 5, {code.handle for code in codes.values()})
        reader_key = new_reader_key()
        held = (master,) if name in leaders else tuple(keys[audience] for audience in holdings[name])
        holders[name] = Holder(slot(codes[name], reader_key, site), reader_key, held)
    taken = {code.handle for code in codes.values()}
    for number in range(2):
        holders[f"decoy {number}"] = decoy(new_handle(taken), site)
    return SmallSite(site, keys, master, holders, codes, first_publication(site))


def reader_of(files: Mapping[str, bytes], code: Code | str, seen: dict[str, Seen] | None = None) -> Reader:
    """A reader of a site in memory."""
    return Reader(files.get, str(code), seen)
