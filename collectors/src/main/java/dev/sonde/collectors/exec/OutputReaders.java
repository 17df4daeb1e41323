package dev.sonde.collectors.exec;

import dev.sonde.wire.influx.LineLimits;
import dev.sonde.wire.influx.LineMemory;
import dev.sonde.wire.influx.LinePageReader;
import dev.sonde.wire.influx.LinePrecision;
import dev.sonde.wire.influx.LineReport;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonForm;
import dev.sonde.wire.json.JsonMemory;
import dev.sonde.wire.json.JsonPageReader;
import dev.sonde.wire.json.JsonReport;
import dev.sonde.wire.json.JsonRules;
import dev.sonde.wire.scrape.PageException;
import dev.sonde.wire.scrape.PageFormat;
import dev.sonde.wire.scrape.PageLimits;
import dev.sonde.wire.scrape.PageMemory;
import dev.sonde.wire.scrape.PageReader;
import dev.sonde.wire.scrape.PageSink;
import dev.sonde.wire.scrape.PageSummary;
import org.jspecify.annotations.Nullable;

/// The readers of all formats, each made when it is needed and used by one command at a time: they
/// are quick beside the start of a program. Safe for all threads.
final class OutputReaders {
  private static final int MOST_BYTES = 64 << 20;

  private final long seed;
  private final Object textLock = new Object();
  private final Object jsonLock = new Object();
  private final Object lineLock = new Object();
  private @Nullable PageReader text;
  private @Nullable JsonPageReader json;
  private @Nullable LinePageReader lines;

  /// @param seed random, so that nobody can make up lines that are taken for one another
  OutputReaders(long seed) {
    this.seed = seed;
  }

  PageSummary read(byte[] printed, PageFormat format, PageMemory memory, PageSink into)
      throws PageException {
    synchronized (textLock) {
      PageReader reader = text == null ? new PageReader(seed, PageLimits.USUAL) : text;
      text = reader;
      return reader.read(printed, printed.length, format, memory, into);
    }
  }

  JsonReport read(byte[] printed, JsonForm form, JsonMemory memory, PageSink into)
      throws JsonException {
    synchronized (jsonLock) {
      JsonPageReader reader =
          json == null ? new JsonPageReader(seed, JsonRules.DEFAULT.withBytes(MOST_BYTES)) : json;
      json = reader;
      return reader.read(printed, printed.length, form, memory, into);
    }
  }

  LineReport read(byte[] printed, LinePrecision precision, LineMemory memory, PageSink into) {
    synchronized (lineLock) {
      LinePageReader reader = lines == null ? new LinePageReader(seed, LineLimits.USUAL) : lines;
      lines = reader;
      return reader.read(printed, printed.length, precision, memory, into);
    }
  }
}
