"""The interchange format: what is written is read again without a difference."""

from sendsite.intake.interchange.parse import records_of, row_of
from sendsite.intake.interchange.schema import SCHEMA, Column, file_of
from sendsite.intake.interchange.wanted import Wanted
from sendsite.intake.interchange.workbook import write_workbook
from sendsite.intake.interchange.write import files, write_folder, write_zip

__all__ = ["SCHEMA", "Column", "Wanted", "file_of", "files", "records_of", "row_of", "write_folder", "write_workbook", "write_zip"]
