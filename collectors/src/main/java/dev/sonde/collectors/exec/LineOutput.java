package dev.sonde.collectors.exec;

import dev.sonde.wire.influx.LineMemory;
import dev.sonde.wire.influx.LinePrecision;
import dev.sonde.wire.influx.LineReport;
import dev.sonde.wire.scrape.PageSink;

/// Influx lines.
final class LineOutput implements Output {
  private final LinePrecision precision;
  private final LineMemory memory = new LineMemory();

  LineOutput(LinePrecision precision) {
    this.precision = precision;
  }

  @Override
  public void forget() {
    memory.forget();
  }

  @Override
  public String read(byte[] printed, PageSink into, OutputReaders readers) {
    LineReport of = readers.read(printed, precision, memory, into);
    return of.malformed() == 0
        ? ""
        : of.malformed()
            + (of.malformed() == 1 ? " line" : " lines")
            + " can't be read, the first is line "
            + of.malformedLine()
            + ": "
            + of.malformedReason();
  }
}
