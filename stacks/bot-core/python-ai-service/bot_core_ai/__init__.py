"""The AI service of Bot Core: advice for trading, from prices."""
