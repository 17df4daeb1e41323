package dev.sonde.wire.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DynamicMessage;
import dev.sonde.wire.protobuf.DoubleList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProtobufPageTest {
  private final Trial trial = new Trial(PageFormat.PROTOBUF, PageLimits.USUAL);

  @ParameterizedTest
  @ValueSource(strings = {"kinds", "native"})
  void golden_pagesGiveTheirSamples(String name) throws PageException {
    var lines = lines(name);
    var bytes =
        HexFormat.of()
            .parseHex(
                lines.stream()
                    .filter(line -> line.startsWith("| "))
                    .map(line -> line.substring(2))
                    .collect(Collectors.joining()));
    var expected = lines.stream().filter(line -> !line.startsWith("|")).toList();
    assertThat(samples(bytes)).containsExactlyElementsOf(expected);
  }

  @Test
  void secondPage_standsAsItStood() {
    var page = Families.page(gauge("a", 1), gauge("b", 2), nativeHistogram());
    check(page, 18, 0, true);
    check(page, 0, 0, false);
    check(Families.page(gauge("a", 5), gauge("b", 6), nativeHistogram()), 0, 0, false);
  }

  @Test
  void familiesThatMove_areFound() {
    check(Families.page(gauge("a", 1), gauge("b", 2), gauge("c", 3)), 3, 0, true);
    check(Families.page(gauge("a", 1), gauge("c", 2)), 0, 1, true);
    check(Families.page(gauge("a", 1)), 0, 0, true);
    check(Families.page(gauge("x", 1), gauge("a", 1)), 1, 1, true);
    check(new byte[0], 0, 0, true);
    check(new byte[0], 0, 0, false);
  }

  @Test
  void otherHelp_defines() {
    check(Families.page(gauge("a", 1)), 1, 0, true);
    var metrics = List.of(Families.of("Metric", "gauge", Families.of("Gauge", "value", 1.0)));
    var family =
        Families.of("MetricFamily", "name", "a", "type", 1, "help", "!", "metric", metrics);
    check(Families.page(family), 1, 0, true);
  }

  @Test
  void duplicates_areCounted() {
    var page = Families.page(gauge("a", 1), gauge("a", 2), gauge("b", 3));
    assertThat(trial.read(page).orElseThrow().duplicates()).isEqualTo(1);
    assertThat(trial.read(page).orElseThrow().duplicates()).isEqualTo(1);
    assertThat(trial.sink().defined() + trial.sink().moved()).isZero();
  }

  @Test
  void otherFormat_beginsAnew() throws PageException {
    var reader = new PageReader(1, PageLimits.USUAL);
    var memory = new PageMemory();
    var sink = new CheckingSink();
    sink.begin();
    var text = "a 1\n".getBytes(StandardCharsets.UTF_8);
    reader.read(text, text.length, PageFormat.PROMETHEUS_TEXT, memory, sink);
    sink.end();
    sink.begin();
    var page = Families.page(gauge("a", 1));
    assertThat(reader.read(page, page.length, PageFormat.PROTOBUF, memory, sink).changed())
        .isTrue();
    assertThat(sink.defined()).isEqualTo(1);
  }

  @Test
  void truncatedPages_fail() {
    var page = Families.page(nativeHistogram());
    for (int length = 1; length < page.length; length++) {
      assertThat(trial.read(Arrays.copyOf(page, length))).as("%s bytes", length).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostilePages_failWithPlaceAndReason(String hex, String message) {
    var page = HexFormat.of().parseHex(hex);
    assertThat(trial.read(page)).isEmpty();
    assertThatThrownBy(() -> samples(page)).hasMessage(message);
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> hostile() {
    return Stream.of(
        org.junit.jupiter.params.provider.Arguments.of(
            "05", "byte 0: a length of 5 bytes where 0 are left"),
        org.junit.jupiter.params.provider.Arguments.of(
            "ffffffff7f", "byte 0: a length is longer than 32 bits"),
        org.junit.jupiter.params.provider.Arguments.of(
            "ffffffffffffffffffff01", "byte 0: a number has more than ten bytes"),
        org.junit.jupiter.params.provider.Arguments.of(
            "020a7f", "byte 1: a length of 127 bytes where 0 are left"),
        org.junit.jupiter.params.provider.Arguments.of(
            "013b", "byte 1: field 7 is a group or of no known wire type"),
        org.junit.jupiter.params.provider.Arguments.of("0100", "byte 1: a field has the number 0"),
        org.junit.jupiter.params.provider.Arguments.of(
            "020801", "byte 1: field 1 has wire type 0 where it has 2"),
        org.junit.jupiter.params.provider.Arguments.of("030a01ff", "byte 3: a text is not UTF-8"),
        org.junit.jupiter.params.provider.Arguments.of("022200", "byte 1: a family has no name"),
        org.junit.jupiter.params.provider.Arguments.of(
            "070a016118092200", "byte 6: a family has type 9, which is not known"));
  }

  @Test
  void unknownFields_arePassedOver() {
    var deep = "07a2060400000000";
    var family = "0a0a01611801" + "2200" + "fa0100";
    check(HexFormat.of().parseHex(deep + family), 1, 0, true);
  }

  @Test
  void limits_hold() {
    var labels = IntStream.range(0, 257).mapToObj(i -> Families.label("l" + i, "")).toList();
    assertThat(trial.read(Families.page(labelled(labels)))).isEmpty();
    var narrow = new Trial(PageFormat.PROTOBUF, new PageLimits(20, 2, 100));
    assertThat(narrow.read(Families.page(labelled(List.of(Families.label("l", "1")))))).isPresent();
    var long20 = Families.page(labelled(List.of(Families.label("label", "0123456789"))));
    assertThatThrownBy(() -> read(long20, new PageLimits(20, 2, 100)))
        .hasMessageContaining("longer than 20 bytes");
    var buckets = new ArrayList<DynamicMessage>();
    for (int i = 0; i <= DoubleList.MOST; i++) {
      buckets.add(Families.of("Bucket", "upper_bound", (double) i));
    }
    var many = Families.page(histogram(Families.of("Histogram", "bucket", buckets)));
    assertThatThrownBy(() -> read(many, PageLimits.USUAL)).hasMessageContaining("more than 16384");
  }

  @Test
  void labelsThatClash_fail() {
    for (var name : List.of("", "__name__")) {
      assertThat(trial.read(Families.page(labelled(List.of(Families.label(name, "1")))))).isEmpty();
    }
    var twice = List.of(Families.label("a", "1"), Families.label("a", "2"));
    assertThat(trial.read(Families.page(labelled(twice)))).isEmpty();
  }

  private void check(byte[] page, int defined, int moved, boolean changed) {
    var summary = trial.read(page).orElseThrow();
    assertThat(List.of(trial.sink().defined(), trial.sink().moved()))
        .isEqualTo(List.of(defined, moved));
    assertThat(summary.changed()).isEqualTo(changed);
  }

  private static DynamicMessage gauge(String name, double value) {
    var gauge = Families.of("Gauge", "value", value);
    var metric = Families.of("Metric", "gauge", gauge, "timestamp_ms", 5L);
    return Families.of("MetricFamily", "name", name, "type", 1, "metric", List.of(metric));
  }

  private static DynamicMessage labelled(List<DynamicMessage> labels) {
    var metrics = List.of(Families.of("Metric", "label", labels));
    return Families.of("MetricFamily", "name", "a", "type", 1, "metric", metrics);
  }

  private static DynamicMessage histogram(DynamicMessage histogram) {
    var metrics = List.of(Families.of("Metric", "histogram", histogram));
    return Families.of("MetricFamily", "name", "h", "type", 4, "metric", metrics);
  }

  private static DynamicMessage nativeHistogram() {
    var span = Families.of("BucketSpan", "offset", -40, "length", 1);
    var far = Families.of("BucketSpan", "offset", 40, "length", 1);
    return histogram(
        Families.of(
            "Histogram",
            "sample_count",
            3L,
            "schema",
            2,
            "zero_threshold",
            1e-9,
            "positive_span",
            List.of(span, far),
            "positive_delta",
            List.of(1L, 1L)));
  }

  private static void read(byte[] page, PageLimits limits) throws PageException {
    var sink = new CheckingSink();
    sink.begin();
    new PageReader(1, limits).read(page, page.length, PageFormat.PROTOBUF, new PageMemory(), sink);
  }

  private static List<String> samples(byte[] page) throws PageException {
    var sink = new CheckingSink();
    sink.begin();
    var memory = new PageMemory();
    new PageReader(1, PageLimits.USUAL).read(page, page.length, PageFormat.PROTOBUF, memory, sink);
    return sink.end().stream().map(ProtobufPageTest::line).toList();
  }

  private static String line(Reading.Sample sample) {
    var time = sample.time() == PageSink.UNTIMED ? "" : " @" + sample.time();
    return sample.kind()
        + " "
        + sample.name()
        + sample.labels()
        + " "
        + Double.longBitsToDouble(sample.valueBits())
        + time;
  }

  private static List<String> lines(String name) {
    try (var in = ProtobufPageTest.class.getResourceAsStream("protobuf/" + name + ".txt")) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
