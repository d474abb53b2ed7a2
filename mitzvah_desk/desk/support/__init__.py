"""For whoever helps: what the program is and stands on, and a report of what is wrong."""
