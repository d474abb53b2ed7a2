"""Goods: donations, the stock ledger, requests, deliveries, stocktakes."""
