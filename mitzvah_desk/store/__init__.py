"""The file: how it is opened, locked, written, journalled, backed up and brought up to date."""
