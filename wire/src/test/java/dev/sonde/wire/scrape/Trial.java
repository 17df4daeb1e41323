package dev.sonde.wire.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Extra;
import dev.sonde.wire.scrape.PageSink.Natives;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One target whose pages are read with memory, without, and by the reference; all must agree.
final class Trial {
  private static final long SEED = 0x5eed;
  private static final int LINE_BYTES = 14;

  private final PageLimits limits;
  private final PageFormat usual;
  private final PageReader reader;
  private final Natives natives;
  private final PageMemory memory = new PageMemory();
  private final CheckingSink sink;
  private @Nullable PageFormat before;
  private Set<List<Object>> shown = Set.of();

  Trial(PageFormat format, PageLimits limits) {
    this(format, limits, new PageReader(SEED, limits), Natives.CLASSIC);
  }

  Trial(PageFormat format, PageLimits limits, PageReader reader, Natives natives) {
    this.usual = format;
    this.limits = limits;
    this.reader = reader;
    this.natives = natives;
    this.sink = new CheckingSink(natives);
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
    return read(page, usual);
  }

  /// The same for a page that may be of another format than the one before.
  Optional<PageSummary> read(byte[] page, PageFormat format) {
    var expected = reference(page, format);
    var fresh = new PageMemory();
    var first = once(page, format, fresh, new CheckingSink(natives), expected, Set.of());
    var known = format == before ? shown : Set.<List<Object>>of();
    var summary = once(page, format, memory, sink, expected, known);
    assertThat(summary.isPresent()).isEqualTo(first.isPresent());
    if (summary.isPresent()) {
      before = format;
      shown = all(expected);
      int size = LINE_BYTES * memory.lines() + Long.BYTES * count(expected);
      assertThat(memory.byteSize()).isEqualTo(size).isEqualTo(fresh.byteSize());
    }
    return summary;
  }

  Optional<PageSummary> read(String page) {
    return read(page.getBytes(StandardCharsets.UTF_8));
  }

  private Optional<PageSummary> once(
      byte[] page,
      PageFormat format,
      PageMemory into,
      CheckingSink taker,
      Reading expected,
      Set<List<Object>> known) {
    taker.begin();
    try {
      var summary = reader.read(page, page.length, format, into, taker);
      var samples = taker.end();
      assertThat(expected.failed()).as("should fail:\n%s", text(page)).isFalse();
      compare(page, samples, summary, expected);
      compareExtras(page, taker.extras(), expected, known);
      return Optional.of(summary);
    } catch (PageException e) {
      boolean stricter = e.reason().matches(".* is longer than (32|64) bits");
      assertThat(expected.failed() || stricter).as("%s\n%s", e.getMessage(), text(page)).isTrue();
      return Optional.empty();
    }
  }

  private static void compare(
      byte[] page, List<Reading.Sample> samples, PageSummary summary, Reading expected) {
    same(samples, expected.samples(), page);
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

  /// A histogram is given each time, an exemplar when its sample did not have it before.
  private static void compareExtras(
      byte[] page, List<List<Extra>> extras, Reading expected, Set<List<Object>> known) {
    var wanted = new ArrayList<List<Extra>>();
    for (var each : expected.beside()) {
      var extra = new ArrayList<Extra>(each.histograms());
      each.exemplars().stream()
          .filter(one -> !known.contains(List.of(each.sample(), one.text())))
          .flatMap(one -> one.exemplar().stream())
          .forEach(extra::add);
      wanted.add(extra);
    }
    same(extras, wanted, page);
  }

  private static <T> void same(List<T> read, List<T> wanted, byte[] page) {
    for (int i = 0; i < Math.min(read.size(), wanted.size()); i++) {
      if (!read.get(i).equals(wanted.get(i))) {
        assertThat(read.get(i)).as("sample %s of\n%s", i, text(page)).isEqualTo(wanted.get(i));
      }
    }
    if (read.size() != wanted.size()) {
      assertThat(read).as("%s", text(page)).containsExactlyElementsOf(wanted);
    }
  }

  private static Set<List<Object>> all(Reading page) {
    var all = new HashSet<List<Object>>();
    for (var each : page.beside()) {
      each.exemplars().forEach(one -> all.add(List.of(each.sample(), one.text())));
    }
    return all;
  }

  private static int count(Reading page) {
    return page.beside().stream().mapToInt(each -> each.exemplars().size()).sum();
  }

  private Reading reference(byte[] page, PageFormat format) {
    return switch (format) {
      case PROMETHEUS_TEXT -> ReferenceText.read(page, page.length, limits);
      case OPEN_METRICS -> ReferenceOpenMetrics.read(page, page.length, limits);
      case PROTOBUF -> ReferenceProtobuf.read(page, page.length, natives);
    };
  }

  private static String text(byte[] page) {
    return new String(page, StandardCharsets.UTF_8);
  }
}
