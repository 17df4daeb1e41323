/// Keeps history in a PostgreSQL server. Read `PostgresStore`, `Writing` and `1.sql` first.
package dev.sonde.stores.postgres;
