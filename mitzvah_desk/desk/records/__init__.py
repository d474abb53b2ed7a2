"""What every area does with records: forms, rows, lists out, previews."""
