"""The contract between what may be shown and how it looks: one frozen dataclass a page, holding released values only, never a pupil."""
