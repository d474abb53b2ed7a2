"""Shabbat, Yom Tov, fasts and Hebrew dates, reckoned offline."""
