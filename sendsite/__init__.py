"""sendsite shows a small academy trust where its special-needs support lands."""

__version__ = "0.1.0"
