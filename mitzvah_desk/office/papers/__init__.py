"""The papers of a day: what each may show to whom, gathered from the file and ready to be drawn."""
