"""The desk's own widgets: lists, fields, pages, notices. They know nothing of the office."""
