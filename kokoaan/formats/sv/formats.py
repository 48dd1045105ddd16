"""Days as Swedish in Finland writes them."""

DATE_FORMAT = SHORT_DATE_FORMAT = "j.n.Y"
DATETIME_FORMAT = r"j.n.Y \k\l G.i"
YEAR_MONTH_FORMAT = "F Y"
