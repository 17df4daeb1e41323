package dev.sonde.collectors.exec;

import dev.sonde.wire.scrape.PageException;
import dev.sonde.wire.scrape.PageFormat;
import dev.sonde.wire.scrape.PageMemory;
import dev.sonde.wire.scrape.PageSink;
import dev.sonde.wire.scrape.PageSummary;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Prometheus' text, or OpenMetrics.
final class TextOutput implements Output {
  private static final byte[] LAST_LINE = "# EOF\n".getBytes(StandardCharsets.US_ASCII);

  private final PageMemory memory = new PageMemory();

  @Override
  public void forget() {
    memory.forget();
  }

  @Override
  public String read(byte[] printed, PageSink into, OutputReaders readers)
      throws UnreadableException {
    try {
      return note(readers.read(printed, format(printed), memory, into));
    } catch (PageException unreadable) {
      throw new UnreadableException(String.valueOf(unreadable.getMessage()));
    }
  }

  private static PageFormat format(byte[] printed) {
    int from = printed.length - LAST_LINE.length;
    boolean open =
        from >= 0
            && Arrays.equals(printed, from, printed.length, LAST_LINE, 0, LAST_LINE.length)
            && (from == 0 || printed[from - 1] == '\n');
    return open ? PageFormat.OPEN_METRICS : PageFormat.PROMETHEUS_TEXT;
  }

  private static String note(PageSummary page) {
    if (page.malformed() > 0) {
      return page.malformed()
          + (page.malformed() == 1 ? " line" : " lines")
          + " can't be read, the first is line "
          + page.malformedLine()
          + ": "
          + page.malformedReason();
    }
    return page.duplicates() == 0 ? "" : page.duplicates() + " lines stand there twice";
  }
}
