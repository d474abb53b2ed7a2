"""The tabs of the settings in their order, and what else each is looked for by."""

SETTINGS_TABS = (
    ("This campaign", "name main day theme money"),
    ("Letterhead and letters", "logo address signatory farewell synagogue charity number"),
    ("Rota and calendar", "Shabbat town travel minutes candles"),
    ("Keeping details", "retention privacy GDPR"),
    ("Your own lists", "kinds roles skills places"),
    ("Sheets of labels", "Avery"),
    ("This computer", "size of text colours dark your name lock backups folder"),
)
