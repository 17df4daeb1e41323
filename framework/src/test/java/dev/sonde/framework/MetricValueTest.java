package dev.sonde.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.framework.CollectorConfig;
import dev.sonde.api.framework.MetricType;
import dev.sonde.api.framework.MetricValue;
import dev.sonde.wire.scrape.PageFormat;
import dev.sonde.wire.scrape.PageLimits;
import dev.sonde.wire.scrape.PageMemory;
import dev.sonde.wire.scrape.PageReader;
import dev.sonde.wire.scrape.PageSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MetricValueTest {
  private static final Instant AT = Instant.ofEpochMilli(1_640_995_200_000L);
  private static final List<String> PIECES =
      List.of(
          "a", "Z", "9", "_", "é", "{", "}", "\"", "\\", "\n", ",", "=", " ", "#", "😀", "\t",
          "\r");

  private record Read(String name, Labels labels, double value, long timeMillis) {}

  @Test
  void line_isTheDocuments() {
    Labels labels =
        Labels.of(
            "container_id", "abc123", "container_name", "web-server", "image", "nginx:latest");
    check(
        new MetricValue("container_cpu_usage_percent", 45.2, AT, labels),
        "container_cpu_usage_percent{container_id=\"abc123\",container_name=\"web-server\","
            + "image=\"nginx:latest\"} 45.2 1640995200000");
    check(
        new MetricValue("container_memory_usage_bytes", 134217728, AT, Labels.NONE),
        "container_memory_usage_bytes 134217728 1640995200000");
  }

  @Test
  void line_hasAllDigits() {
    check(new MetricValue("x", 9007199254740991.0), "x 9007199254740991");
    check(new MetricValue("x", 0.1), "x 0.1");
    check(new MetricValue("x", 0), "x 0.0");
    check(new MetricValue("x", -1e300), "x -1.0E300");
    check(new MetricValue("x", Double.NaN), "x NaN");
    check(new MetricValue("x", Double.POSITIVE_INFINITY), "x +Inf");
    check(new MetricValue("x", Double.NEGATIVE_INFINITY), "x -Inf");
  }

  @Test
  void line_escapes() {
    check(new MetricValue("x", 1, Labels.of("a", "q\"b\\n\n")), "x{a=\"q\\\"b\\\\n\\n\"} 1");
    check(new MetricValue("1.x-ü", 1, Labels.of("1.a", "b", "_.a", "c")), "__x__{__a=\"b\"} 1");
  }

  @Test
  void line_readsBackAsItWas_whateverItIs() throws Exception {
    var random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      MetricValue value = random(random);
      Read read = read(value.toPrometheusFormat());
      assertThat(read.labels).isEqualTo(value.labels());
      assertThat(read.name).isEqualTo(value.name());
      assertThat(Double.doubleToRawLongBits(read.value))
          .as(value.toPrometheusFormat())
          .isEqualTo(Double.doubleToRawLongBits(value.value()));
      assertThat(read.timeMillis)
          .isEqualTo(value.timestamp().map(Instant::toEpochMilli).orElse(PageSink.UNTIMED));
    }
  }

  @Test
  void line_isOneWhateverNamesAre() throws Exception {
    var random = new Random(8);
    for (int i = 0; i < 2_000; i++) {
      var labels = new HashMap<String, String>();
      labels.put("l" + text(random), text(random));
      labels.put("m" + text(random), text(random));
      String line = new MetricValue("n" + text(random), i, Labels.of(labels)).toPrometheusFormat();
      assertThat(read(line).value).as(line).isEqualTo(i);
    }
  }

  @Test
  void kind_isSaidByTheName_unlessItIsSaid() {
    assertThat(new MetricValue("x_total", 1).kind()).isEqualTo(Kind.COUNTER);
    assertThat(new MetricValue("x", 1).kind()).isEqualTo(Kind.GAUGE);
    var said = new MetricValue("x", 1, AT, Labels.NONE, Kind.UNKNOWN, "bytes");
    assertThat(said.kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(said.unit()).isEqualTo("bytes");
    assertThat(said.at(Instant.EPOCH).with(Labels.of("a", "b")).toPrometheusFormat())
        .isEqualTo("x{a=\"b\"} 1 0");
  }

  @Test
  void type_isOpen() {
    assertThat(MetricType.of("cpu_usage")).isEqualTo(MetricType.CPU);
    assertThat(MetricType.of("queue").name()).isEqualTo("queue");
    assertThatThrownBy(() -> MetricType.of(" ")).hasMessage("a type needs a name");
  }

  @Test
  void config_checksItself() {
    var good = CollectorConfig.named("a");
    assertThatThrownBy(() -> CollectorConfig.named("")).hasMessage("Collector name is required");
    assertThatThrownBy(() -> good.withTimes(Duration.ofMillis(150), Duration.ofSeconds(1)))
        .hasMessage("a: an interval is a multiple of 100 ms, not PT0.15S");
    assertThatThrownBy(() -> good.withTimes(Duration.ofSeconds(1), Duration.ZERO))
        .hasMessage("a: a time-out is longer than 0, not PT0S");
    assertThatThrownBy(() -> good.withRetries(-1, Duration.ZERO))
        .hasMessage("a: retries are 0 to 100, not -1");
    assertThatThrownBy(() -> good.withRetries(1, Duration.ofSeconds(-1)))
        .hasMessage("a: a delay is not negative, as PT-1S");
  }

  @Test
  void config_doesNotShowItsParameters() {
    var config = CollectorConfig.named("a").withParameters(Map.of("password", "hunter2"));
    assertThat(config).hasToString("a every PT30S, parameters [password]");
  }

  private static void check(MetricValue value, String expected) {
    assertThat(value.toPrometheusFormat()).isEqualTo(expected);
  }

  private static MetricValue random(Random random) {
    var labels = new HashMap<String, String>();
    for (int i = random.nextInt(4); i > 0; i--) {
      labels.put("l" + i, text(random));
    }
    double value = Double.longBitsToDouble(random.nextLong());
    double shown = Double.isNaN(value) || random.nextBoolean() ? random.nextInt() / 8.0 : value;
    Optional<Instant> at =
        random.nextBoolean() ? Optional.of(AT.plusMillis(random.nextInt())) : Optional.empty();
    return new MetricValue(Family.gauge("a_name", "", ""), shown, Labels.of(labels), at);
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  private static Read read(String line) throws Exception {
    var all = new ArrayList<Read>();
    byte[] page = (line + "\n").getBytes(StandardCharsets.UTF_8);
    new PageReader(1, PageLimits.USUAL)
        .read(page, page.length, PageFormat.PROMETHEUS_TEXT, new PageMemory(), new Sink(all));
    assertThat(all).as(line).hasSize(1);
    return all.getFirst();
  }

  private record Sink(List<Read> all) implements PageSink {
    @Override
    public void again(int place, double value, long timeMillis) {
      throw new AssertionError("this is the first page");
    }

    @Override
    public void moved(int place, int before, double value, long timeMillis) {
      throw new AssertionError("this is the first page");
    }

    @Override
    public void define(int place, Family family, Labels labels, double value, long timeMillis) {
      all.add(new Read(family.name(), labels, value, timeMillis));
    }

    @Override
    public void attach(Extra extra) {
      throw new AssertionError("there is none");
    }
  }
}
