"""The verbs that cross rooms: start, import, export, check, measure, freeze a term, build, renew the demo, look after the house. No arithmetic, no SQL."""
