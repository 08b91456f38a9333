CREATE INDEX predictions_by_symbol ON predictions (symbol, made_at DESC);
