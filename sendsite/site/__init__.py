"""Pages from a report: a Flask app of GET routes that knows figures, articles and a theme, and never a pupil."""
