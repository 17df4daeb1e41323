package dev.sonde.wire.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// One target whose pages are read with memory, without, and by the reference; all must agree.
final class Trial {
  private static final long SEED = 0x5eed;

  private final PageLimits limits;
  private final PageFormat format;
  private final PageReader reader;
  private final PageMemory memory = new PageMemory();
  private final CheckingSink sink = new CheckingSink();

  Trial(PageFormat format, PageLimits limits) {
    this(format, limits, new PageReader(SEED, limits));
  }

  Trial(PageFormat format, PageLimits limits, PageReader reader) {
    this.format = format;
    this.limits = limits;
    this.reader = reader;
  }

  CheckingSink sink() {
    return sink;
  }

  PageMemory memory() {
    return memory;
  }

  /// Reads a page.
  ///
  /// @return what was on it, empty when it failed as a whole
  Optional<PageSummary> read(byte[] page) {
    var expected = reference(page);
    var fresh = once(page, new PageMemory(), new CheckingSink(), expected);
    var summary = once(page, memory, sink, expected);
    assertThat(summary.isPresent()).isEqualTo(fresh.isPresent());
    assertThat(memory.byteSize())
        .isLessThanOrEqualTo(14 * (1 + memory.lines()) + 8 * memory.exemplars().length);
    return summary;
  }

  Optional<PageSummary> read(String page) {
    return read(page.getBytes(StandardCharsets.UTF_8));
  }

  private Optional<PageSummary> once(
      byte[] page, PageMemory memory, CheckingSink sink, Reading expected) {
    sink.begin();
    try {
      var summary = reader.read(page, page.length, format, memory, sink);
      var samples = sink.end();
      assertThat(expected.failed()).as("should fail:\n%s", text(page)).isFalse();
      compare(page, samples, summary, expected);
      return Optional.of(summary);
    } catch (PageException e) {
      boolean stricter = e.reason().matches(".* is longer than (32|64) bits");
      assertThat(expected.failed() || stricter).as("%s\n%s", e.getMessage(), text(page)).isTrue();
      return Optional.empty();
    }
  }

  private static void compare(
      byte[] page, List<Reading.Sample> samples, PageSummary summary, Reading expected) {
    if (!samples.equals(expected.samples())) {
      assertThat(samples).as("%s", text(page)).containsExactlyElementsOf(expected.samples());
    }
    var counted =
        List.of(summary.places(), summary.duplicates(), summary.malformed(), summary.exemplars());
    var wanted =
        List.of(
            expected.samples().size(),
            expected.duplicates(),
            expected.malformed(),
            expected.exemplars());
    assertThat(counted).as("%s", text(page)).isEqualTo(wanted);
  }

  private Reading reference(byte[] page) {
    return switch (format) {
      case PROMETHEUS_TEXT -> ReferenceText.read(page, page.length, limits);
      case OPEN_METRICS -> ReferenceOpenMetrics.read(page, page.length, limits);
      case PROTOBUF -> ReferenceProtobuf.read(page, page.length);
    };
  }

  private static String text(byte[] page) {
    return new String(page, StandardCharsets.UTF_8);
  }
}
