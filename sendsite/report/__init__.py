"""What may be shown: figures of released values, one dataclass a page, after disclosure control."""
