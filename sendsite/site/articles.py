"""Explainers and standing pages, read from Markdown files; a later folder's file takes the place of an earlier one of the same name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from sendsite.errors import ConfigError
from sendsite.site.addresses import SLUG
from sendsite.site.front_matter import FrontMatter, split
from sendsite.site.prose import prose, top_heading

WORDS_A_MINUTE = 200
RELATED = 3


@dataclass(frozen=True, slots=True)
class Article:
    """One Markdown file. `html` may hold {trust} and {plan}; `contents` are its second-level headings as (id, words)."""

    key: str
    source: str
    text: str
    first_line: int
    top: FrontMatter
    html: str
    contents: tuple[tuple[str, str], ...]
    words: int

    @property
    def title(self) -> str:
        return self.top.title

    @property
    def summary(self) -> str:
        return self.top.summary

    @property
    def minutes(self) -> int:
        """How long it takes to read, in whole minutes, at least one."""
        return max(1, round(self.words / WORDS_A_MINUTE))

    @property
    def changed(self) -> date:
        """The day of its last change of substance."""
        return self.top.updated or self.top.published

    def line_of(self, words: str) -> int:
        """The line of the file on which something is written."""
        before, found, _ = self.text.partition(words)
        return self.first_line + before.count("\n") if found else self.first_line


@dataclass(frozen=True)
class Articles:
    """All articles: standing pages by name, explainers newest first."""

    pages: tuple[Article, ...]
    explainers: tuple[Article, ...]

    @cached_property
    def by_key(self) -> dict[str, Article]:
        return {article.key: article for article in (*self.pages, *self.explainers)}

    def related(self, article: Article) -> tuple[Article, ...]:
        """The articles it names; else up to three explainers that share most tags with it, the newest first."""
        if article.top.related:
            return tuple(self.by_key[f"explainers/{slug}"] for slug in article.top.related)
        shared = [(len(set(each.top.tags) & set(article.top.tags)), each) for each in self.explainers if each.key != article.key]
        return tuple(each for count, each in sorted(shared, key=lambda pair: -pair[0]) if count)[:RELATED]


def load(folders: Sequence[Path]) -> Articles:
    """Read content/pages and content/explainers of each folder. A wrong file is refused with its line; so is a related article that is not there."""
    pages = tuple(sorted((_read(path, path.stem) for path in _files(folders, "pages")), key=lambda article: article.key))
    explainers = [_read(path, f"explainers/{path.stem}") for path in _files(folders, "explainers")]
    newest = sorted(sorted(explainers, key=lambda article: article.title), key=lambda article: article.top.published, reverse=True)
    articles = Articles(pages, tuple(newest))
    if "home" not in articles.by_key:
        raise ConfigError(f"There is no pages/home.md in {', '.join(map(str, folders)) or 'any content folder'}: the site would have no front page. Write one.")
    for article in articles.by_key.values():
        _check_related(article, articles)
    return articles


def _files(folders: Sequence[Path], kind: str) -> Iterator[Path]:
    """The files of a kind by name, the last folder's where several have the name."""
    found = {path.name: path for folder in folders for path in sorted((folder / kind).glob("*.md"))}
    return iter(found.values())


def _read(path: Path, key: str) -> Article:
    if not SLUG.fullmatch(path.stem):
        raise ConfigError(f"{path}: the file's name becomes an address. Use small letters, digits and hyphens, as in small-schools.md.")
    if key == "explainers/index":
        raise ConfigError(f"{path}: index is the address of the listing. Give the file another name.")
    try:
        whole = path.read_text("utf-8")
    except UnicodeDecodeError as fault:
        raise ConfigError(f"{path}: byte {fault.start + 1} is not UTF-8. Save the file as UTF-8.") from fault
    top, text, first_line = split(str(path), whole)
    at = top_heading(text)
    if at is not None:
        raise ConfigError(f"{path} line {first_line + at}: the title stands in the front matter and is the page's first-level heading. Write ## here.")
    made = prose(text)
    return Article(key, str(path), text, first_line, top, made.html, made.contents, made.words)


def _check_related(article: Article, articles: Articles) -> None:
    known = {explainer.key.removeprefix("explainers/") for explainer in articles.explainers}
    for slug in article.top.related:
        if slug not in known or f"explainers/{slug}" == article.key:
            raise ConfigError(f"{article.source}: related names '{slug}', which is no other explainer. There are {', '.join(sorted(known))}.")
