"""Thanking: the ledger of who is owed a letter, addressees, letters, e-mail drafts."""
