"""Cards of address books, line by line: what each says, as cells of a table and lines of a note."""
