"""What every capability stands on: the office, actions, records, settings, search, history, backups."""
