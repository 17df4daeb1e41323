package dev.sonde.stores.postgres;

/// A series that is read, and who takes its samples.
record Asked(Wanted of, Sink sink) {
  int place() {
    return of.place();
  }
}
