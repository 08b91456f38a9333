CREATE TABLE predictions (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    symbol     text NOT NULL,
    action     text NOT NULL CHECK (action IN ('buy', 'sell', 'hold')),
    confidence double precision NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    momentum   double precision NOT NULL,
    made_at    timestamptz NOT NULL DEFAULT now()
);
