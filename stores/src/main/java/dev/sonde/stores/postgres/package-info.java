/// Keeps history in a PostgreSQL server.
package dev.sonde.stores.postgres;
