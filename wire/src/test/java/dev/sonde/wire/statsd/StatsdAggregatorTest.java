package dev.sonde.wire.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Kind;
import dev.sonde.testkit.Recorded;
import dev.sonde.testkit.RecordingEmitter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatsdAggregatorTest {
  private static final long NOW = 1_767_225_600_000L;
  private static final StatsdRules FEW =
      new StatsdRules(List.of(.1, 1.), List.of(1., 10.), 3, 2, 1_000);

  private final StatsdReader reader = new StatsdReader(StatsdLimits.USUAL);
  private final RecordingEmitter out = new RecordingEmitter(NOW);
  private StatsdAggregator aggregator = new StatsdAggregator(1, StatsdRules.USUAL);

  @Test
  void counters_areCumulative() {
    send("hits:2|c|#a:b,c:d\nhits:1|c|@0.5|#c:d,a:b\nerrors_total:1|c");
    check("errors_total 1.0", "hits_total{a=\"b\",c=\"d\"} 4.0");
    send("hits:1|c|#a:b,c:d");
    RecordingEmitter out = check("errors_total 1.0", "hits_total{a=\"b\",c=\"d\"} 5.0");
    assertThat(kind(out, "hits_total")).isEqualTo(Kind.COUNTER);
    assertThat(send("hits:-1|c|#a:b,c:d").problem()).endsWith("a counter does not fall");
  }

  @Test
  void gauges_areSetAndChanged() {
    send("level:5|g\nlevel:+2.5|g\nlevel:-1|g\nfresh:-3|g");
    check("fresh -3.0", "level 6.5");
    send("level:0|g\nlevel:-10|g");
    check("fresh -3.0", "level -10.0");
  }

  @Test
  void timers_areHistogramsInSeconds() {
    aggregator = new StatsdAggregator(1, FEW);
    send("took:50|ms\ntook:100|ms\ntook:500|ms|@0.5\ntook:5000|ms");
    RecordingEmitter out =
        check(
            "took_seconds_bucket{le=\"+Inf\"} 5.0",
            "took_seconds_bucket{le=\"0.1\"} 2.0",
            "took_seconds_bucket{le=\"1.0\"} 4.0",
            "took_seconds_count 5.0",
            "took_seconds_sum 6.15");
    assertThat(kind(out, "took_seconds_bucket")).isEqualTo(Kind.HISTOGRAM);
  }

  @Test
  void observations_keepTheirUnit() {
    aggregator = new StatsdAggregator(1, FEW);
    send("size:0.5:7:70|h|#a:b");
    check(
        "size_bucket{a=\"b\",le=\"+Inf\"} 3.0",
        "size_bucket{a=\"b\",le=\"1.0\"} 1.0",
        "size_bucket{a=\"b\",le=\"10.0\"} 2.0",
        "size_count{a=\"b\"} 3.0",
        "size_sum{a=\"b\"} 77.5");
    assertThat(send("size:1|h|#le:b").problem()).contains("its tag le is");
  }

  @Test
  void sets_countMembersOfOneInterval() {
    send("users:ann|s\nusers:bob|s\nusers:ann|s");
    check("users 2.0");
    check("users 2.0");
    aggregator.written(out);
    check();
    send("users:ann|s");
    check("users 1.0");
  }

  @Test
  void whatIsRemembered_isBounded() {
    aggregator = new StatsdAggregator(1, FEW);
    send("a:1|c\nb:1|g\nc:1|s\nc:2|s");
    StatsdReport full = send("d:1|c\na:1|c\nc:3|s\nc:2|s");
    assertThat(full.refused()).isEqualTo(2);
    assertThat(full.problem()).isEqualTo("\"d:1|c\": there are 3 series already");
    assertThat(send("c:3|s").problem()).isEqualTo("\"c:3|s\": its set has 2 members already");
    aggregator.at(1_000);
    send("a:1|c");
    aggregator.at(1_001);
    aggregator.write(out);
    aggregator.written(out);
    assertThat(out.ended()).containsExactlyInAnyOrder("b", "c");
    assertThat(aggregator.series()).isEqualTo(1);
    assertThat(send("d:1|c").refused()).isZero();
    check("a_total 3.0", "d_total 1.0");
  }

  @Test
  void name_hasOneType() {
    send("a:1|c");
    assertThat(send("a:1|g").problem()).isEqualTo("\"a:1|g\": it was of another type before");
    check("a_total 1.0");
  }

  @Test
  void numbers_stayFinite() {
    send("a:1e308|c\nb:1e308|g\nc:1e308|h");
    assertThat(send("a:1e308|c\nb:+1e308|g\nc:1e308|h").refused()).isEqualTo(3);
    aggregator.write(out);
    assertThat(out.recorded()).isNotEmpty().allMatch(each -> Double.isFinite(each.value()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void sums_areThoseOfALargerMemory(long seed) {
    var random = new Random(seed);
    Map<String, Double> expected = new HashMap<>();
    Map<String, Set<String>> members = new HashMap<>();
    for (int i = 0; i < 3_000; i++) {
      String name = "abc".charAt(random.nextInt(3)) + "";
      int value = random.nextInt(100);
      switch (random.nextInt(4)) {
        case 0 -> {
          send("c" + name + ":" + value + "|c");
          expected.merge("c" + name + "_total", (double) value, Double::sum);
        }
        case 1 -> {
          send("g" + name + ":+" + value + "|g");
          expected.merge("g" + name, (double) value, Double::sum);
        }
        case 2 -> {
          send("g" + name + ":" + value + "|g");
          expected.put("g" + name, (double) value);
        }
        default -> {
          send("s" + name + ":" + value + "|s");
          members.computeIfAbsent("s" + name, _ -> new HashSet<>()).add(value + "");
        }
      }
    }
    members.forEach((name, each) -> expected.put(name, (double) each.size()));
    var lines = new TreeSet<String>();
    expected.forEach((name, value) -> lines.add(name + " " + value));
    check(lines.toArray(String[]::new));
  }

  @Test
  void nonsenseRules_areRefused() {
    assertThatThrownBy(() -> new StatsdRules(List.of(1., 1.), List.of(), 1, 1, 1))
        .hasMessage("bounds of buckets are finite and ascend");
    assertThatThrownBy(() -> new StatsdRules(List.of(), List.of(), 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private StatsdReport send(String packet) {
    byte[] bytes = packet.getBytes(StandardCharsets.UTF_8);
    return reader.read(bytes, 0, bytes.length, aggregator);
  }

  /// As a new run would record it.
  private RecordingEmitter check(String... lines) {
    var emitter = new RecordingEmitter(NOW);
    assertThat(aggregator.write(emitter)).isEqualTo(lines.length);
    assertThat(emitter.recorded())
        .extracting(each -> each.series() + " " + each.value())
        .containsExactlyInAnyOrder(lines);
    return emitter;
  }

  private static Kind kind(RecordingEmitter out, String name) {
    return out.recorded().stream()
        .map(Recorded::family)
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow()
        .kind();
  }
}
