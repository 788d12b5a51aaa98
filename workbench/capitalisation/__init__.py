"""What pilots learn from one another: cards, comparison, dissemination, programmes, and the day."""
