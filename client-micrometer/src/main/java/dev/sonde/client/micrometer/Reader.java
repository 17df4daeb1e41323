package dev.sonde.client.micrometer;

/// Reads one meter, again and again; keeps its series.
@FunctionalInterface
interface Reader {
  void read(Outbox out);
}
