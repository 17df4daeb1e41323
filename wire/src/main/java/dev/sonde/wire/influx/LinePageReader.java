package dev.sonde.wire.influx;

import dev.sonde.wire.rows.Rows;
import dev.sonde.wire.scrape.PageSink;

/// Reads lines that are a page: all that a source shows at a time, each series once. Of a series
/// that stands there several times the last number counts. It holds room for its work, so keep it
/// and lend it; it belongs to one thread at a time.
///
/// A place is the number of the series on the page. A page whose series come in the order of the
/// page before makes no object.
public final class LinePageReader {
  private final LineReader reader;
  private final Rows rows = new Rows();
  private final LineSink take = this::take;

  /// @param seed of the hashes in memories: one for the process, random
  public LinePageReader(long seed, LineLimits limits) {
    this.reader = new LineReader(seed, limits);
  }

  /// Reads a page and gives the sink what it shows. What the sink throws goes through; the memory
  /// is still that of the page before then.
  ///
  /// @param page not kept, not changed
  /// @param length how many bytes of it count
  /// @param memory of the same source, written by readers with the same seed
  public LineReport read(
      byte[] page, int length, LinePrecision precision, LineMemory memory, PageSink sink) {
    rows.begin(memory.hashes());
    LineReport report = reader.read(page, length, precision, take);
    rows.give(sink);
    memory.remember(rows.hashes());
    return report;
  }

  private void take(LineHead head, long hash, double value, long timeMillis) {
    int row = rows.row(hash);
    if (row >= 0) {
      rows.set(row, value, timeMillis);
    } else if (rows.knows(hash)) {
      rows.add(hash, value, timeMillis);
    } else {
      rows.add(hash, value, timeMillis, head.family(), head.labels());
    }
  }
}
