package dev.sonde.wire.influx;

/// Takes the numbers that [LineReader] finds.
public interface LineSink {
  /// One number. Lines come whole or not at all, their fields in order.
  ///
  /// @param head says which series it is of; for the time of this call only
  /// @param hash of measurement, tags and field as they are written, by the reader's seed: the same
  ///   text has the same one, so that a series has to be asked for once only. Tags in another order
  ///   are another text
  /// @param timeMillis [dev.sonde.wire.scrape.PageSink#UNTIMED] when the line says no time
  void number(LineHead head, long hash, double value, long timeMillis);
}
