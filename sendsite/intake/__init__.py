"""Files in and out: CSV, XLSX and open data, read into records and faults, and written again without a difference."""
