"""Out of the register: empty tables to begin with, and everything that is the asker's as it can be read in again."""

from __future__ import annotations

import io
from datetime import date

from flask import Response, abort, request
from werkzeug.http import dump_options_header

from sendsite.admin.desk import desk
from sendsite.admin.me import forget, may, me, my_schools
from sendsite.admin.rights import right
from sendsite.admin.screens.moving.blueprint import screen
from sendsite.admin.screens.moving.upload import existing
from sendsite.admin.sheets import ENDINGS
from sendsite.intake.interchange import file_of, write_workbook, write_zip
from sendsite.intake.interchange.templates import FIRST, headings_csv, write_template_workbook, write_template_zip
from sendsite.register.chain import note

KINDS = {**ENDINGS, "zip": "application/zip"}
EXPORT = "export"


@screen.get("/import-and-export/template.<any(zip,xlsx):ending>")
@right("look")
def template(ending: str) -> Response:
    """Every table of a first import with its headings, and what each column takes."""
    out = io.BytesIO()
    (write_template_zip if ending == "zip" else write_template_workbook)(out, with_pay=may("pay"))
    return _download(out.getvalue(), f"template.{ending}", ending)


@screen.get("/import-and-export/template/<table>.csv")
@right("look")
def template_of(table: str) -> Response:
    """One table's headings."""
    if table not in FIRST:
        abort(404)
    return _download(headings_csv(table, with_pay=may("pay")), file_of(table), "csv")


@screen.post("/import-and-export/export")
@right("look")
def export() -> Response:
    """The register of the asker's schools, whole; the history notes that it went out. Salaries go with whoever may see them alone."""
    ending = request.form.get("as", "")
    if ending not in ("zip", "xlsx"):
        abort(404)
    out, records = io.BytesIO(), existing()
    (write_zip if ending == "zip" else write_workbook)(records, out, with_pay=may("pay"))
    schools = my_schools()
    which = "every school" if me().sees_all else ", ".join(school.name for school in schools)
    note(desk().register, by=me().name, kind=EXPORT, title=f"The register of {which} as {ending}{', with salaries' if may('pay') else ''}")
    forget()
    return _download(out.getvalue(), f"register-{date.today().isoformat()}.{ending}", ending)


def _download(content: bytes, name: str, ending: str) -> Response:
    answer = Response(content, content_type=KINDS[ending])
    answer.headers["Content-Disposition"] = dump_options_header("attachment", {"filename": name})
    return answer
