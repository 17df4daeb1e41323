package dev.sonde.collectors.scrape;

import dev.sonde.collectors.scrape.config.Job;
import dev.sonde.collectors.scrape.config.Protocol;
import dev.sonde.http.BodyBuffer;
import dev.sonde.http.Call;
import dev.sonde.http.Header;
import dev.sonde.wire.scrape.PageException;
import dev.sonde.wire.scrape.PageFormat;
import dev.sonde.wire.scrape.PageLimits;
import dev.sonde.wire.scrape.PageMemory;
import dev.sonde.wire.scrape.PageReader;
import dev.sonde.wire.scrape.PageSink;
import dev.sonde.wire.scrape.PageSummary;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Prometheus text, OpenMetrics and protobuf: all that an application is asked for.
final class TextPages implements Pages {
  private static final String JSON =
      "; write format: json and, under json, what to take of it, or format: metricsd_json";

  private final PageMemory memory = new PageMemory();

  @Override
  public boolean suit(Job job) {
    return Pages.form(job).isEmpty();
  }

  @Override
  public Call asking(Call call, Job job) {
    var wanted = job.request().wanted();
    Call asking = call.with(List.of(new Header("Accept", wanted.accept())));
    return wanted.compressed() && !call.url().address().isLoopback() ? asking.compressed() : asking;
  }

  @Override
  public void forget() {
    memory.forget();
  }

  @Override
  public long byteSize() {
    return memory.byteSize();
  }

  @Override
  public String read(String contentType, BodyBuffer body, PageSink into, Job job, Readers readers)
      throws UnreadableException {
    PageFormat format = format(contentType, body, job);
    PageReader reader = readers.take();
    try {
      return note(reader.read(body.bytes(), body.size(), format, lines(job), memory, into));
    } catch (PageException unreadable) {
      throw new UnreadableException(String.valueOf(unreadable.getMessage()));
    } finally {
      readers.giveBack(reader);
    }
  }

  /// Beside samples there are lines about families, and what rules leave out.
  private static int lines(Job job) {
    return Math.max(PageLimits.USUAL.mostLines(), 2 * job.limits().samples());
  }

  private static PageFormat format(String contentType, BodyBuffer body, Job job)
      throws UnreadableException {
    return switch (job.format()) {
      case PROMETHEUS -> PageFormat.PROMETHEUS_TEXT;
      case OPENMETRICS -> PageFormat.OPEN_METRICS;
      case AUTO, JSON, METRICSD_JSON ->
          PageFormat.of(contentType, body.bytes(), body.size())
              .or(() -> job.request().wanted().fallback().flatMap(TextPages::format))
              .orElseThrow(() -> foreign(contentType));
    };
  }

  private static Optional<PageFormat> format(Protocol fallback) {
    return switch (fallback) {
      case OPENMETRICS_0, OPENMETRICS_1 -> Optional.of(PageFormat.OPEN_METRICS);
      case TEXT_0, TEXT_1 -> Optional.of(PageFormat.PROMETHEUS_TEXT);
      case PROTOBUF -> Optional.of(PageFormat.PROTOBUF);
    };
  }

  static UnreadableException foreign(String contentType) {
    if (contentType.isEmpty()) {
      return new UnreadableException(
          "the page has no content type and does not begin like metrics");
    }
    boolean json = contentType.toLowerCase(Locale.ROOT).contains("json");
    return new UnreadableException(
        "the page is " + contentType + ", which is not read as metrics" + (json ? JSON : ""));
  }

  private static String note(PageSummary page) {
    if (page.malformed() > 0) {
      return page.malformed()
          + (page.malformed() == 1 ? " malformed line" : " malformed lines")
          + ", the first is line "
          + page.malformedLine()
          + ": "
          + page.malformedReason();
    }
    return switch (page.duplicates()) {
      case 0 -> "";
      case 1 -> "1 line stands there twice";
      default -> page.duplicates() + " lines stand there twice";
    };
  }
}
