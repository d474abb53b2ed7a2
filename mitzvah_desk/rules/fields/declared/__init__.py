"""What every field is: one module for each kind of record, one declaration for each field."""
