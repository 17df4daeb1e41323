package dev.sonde.wire.pushed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.wire.Damage;
import dev.sonde.wire.Pushed;
import dev.sonde.wire.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushedJsonFuzzTest {
  private static final List<String> BODIES =
      List.of(
          """
          {"timestamp": "2025-11-20T16:02:46.029901+00:00", "metrics": {"BatteryCollector":
           {"metric": 87, "timestamp": null}, "BusCollector": {"error": "no"}, "A": {"x": [
           {"labels": {"a": "b"}, "value": 1, "t": "text"}, "u", [true]]}},
           "received_at": "2025-11-20T16:02:46.030052+00:00"}
          """,
          """
          {"origin":"a","metric_type":"e","value":1.0,"timestamp":"2025-03-10T00:00:00.000005",
          "metadata":{"event_name":"x","n":3,"b":true,"who":"ann","more":{"deep":[4,null]}}}
          """,
          """
          [{"measurement":"chess_game","tags":{"game_id":"g1","white_title":null,"r":2800},
          "fields":{"fen_position":"8/8/8 w","white_time":61},"time":1741564800123456789},
          {"measurement":"system_metrics","tags":{"metric_type":"e"},"fields":{"value":1.0}}]
          """,
          """
          {"timestamp":1741564800,"metrics":[
          {"labels":{"core":"0"},"type":"gauge","value":45.2,"name":"cpu_percent"},
          {"name":"requests_total","value":1e+21,"type":"counter","labels":{}}]}
          """,
          """
          {"name":"a","value":1,"timestamp":1741564800}
          {"metric_type":"c","value":3}
          {"metrics":{"A":{"x":1}}}
          """);
  private static final List<String> TOKENS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "null",
          "NaN",
          "-Infinity",
          "1e999",
          "\\u0000",
          "\n",
          "\"metrics\":",
          "\"labels\":{",
          "\"value\":",
          "\"name\":",
          "\"timestamp\":",
          "-1",
          "\"error\":\"e\",",
          "9999999999999999999",
          "é",
          "\\ud800");

  private final PushedJson reader = new PushedJson(PushedRules.USUAL);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void spoiltBodies_areTakenOrRefused_andEverythingIsCounted(long seed) {
    var random = new Random(seed);
    var damage = new Damage(random, TOKENS);
    int read = 0;
    for (int i = 0; i < 4_000; i++) {
      String whole = BODIES.get(random.nextInt(BODIES.size()));
      byte[] body = damage.spoil(whole.getBytes(StandardCharsets.UTF_8));
      var push = new Pushed();
      try {
        check(reader.read(body, body.length, push), push);
        read++;
      } catch (JsonException broken) {
        assertThat(broken.reason()).isNotEmpty().hasSizeLessThan(200);
      }
    }
    assertThat(read).isGreaterThan(400);
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void metrics_areTheSame_inWhateverOrderTheirMembersCome(long seed) throws JsonException {
    var random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      var metrics = new ArrayList<String>();
      var expected = new ArrayList<String>();
      for (int each = random.nextInt(5); each >= 0; each--) {
        metrics.add(metric(random, expected));
      }
      String list = "[" + String.join(",", metrics) + "]";
      String body = object(random, Map.of("metrics", list, "timestamp", "1767225600"));
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      var push = new Pushed();
      PushedReport report = reader.read(bytes, bytes.length, push);
      assertThat(push.lines()).as(body).isEqualTo(expected);
      assertThat(report).isEqualTo(new PushedReport(expected.size(), 0, 0, "", 0, 0));
    }
  }

  private static String metric(Random random, List<String> expected) {
    var labels = new TreeMap<String, String>();
    var shown = new TreeMap<String, String>();
    for (int each = random.nextInt(4); each > 0; each--) {
      String name = "l" + random.nextInt(5);
      labels.put(name, "\"v" + each + "\"");
      shown.put(name, "v" + each);
    }
    double value = random.nextInt(1000) / 8.0;
    String name = "m" + random.nextInt(9);
    expected.add(name + Labels.of(shown) + " " + value);
    return object(
        random,
        Map.of("name", "\"" + name + "\"", "value", value + "", "labels", object(random, labels)));
  }

  private static String object(Random random, Map<String, String> members) {
    var written = new ArrayList<String>();
    members.forEach((name, value) -> written.add("\"" + name + "\": " + value));
    Collections.shuffle(written, random);
    return "{" + String.join(" , ", written) + "}";
  }

  private static void check(PushedReport report, Pushed push) {
    assertThat(report.accepted()).isEqualTo(push.size());
    assertThat(report.keptOut()).isEqualTo(push.keptOut);
    assertThat(report.refused())
        .isEqualTo(push.refused.values().stream().mapToInt(Integer::intValue).sum());
    assertThat(report.refused() == 0 || !report.problem().isEmpty()).isTrue();
    assertThat(report.problem()).hasSizeLessThan(1_000);
    push.samples.forEach(sample -> assertThat(sample.value()).isFinite());
  }
}
