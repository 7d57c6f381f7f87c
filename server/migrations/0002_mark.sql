-- What a database is: the key `demonstration` is present when its people are invented.
CREATE TABLE mark (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
