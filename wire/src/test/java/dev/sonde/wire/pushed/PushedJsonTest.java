package dev.sonde.wire.pushed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Kind;
import dev.sonde.wire.Pushed;
import dev.sonde.wire.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushedJsonTest {
  private static final long DAY = 1_741_564_800_000L;
  private static final String METRIC = "{\"name\":\"a\",\"value\":1}";
  private static final String OTHER = "{\"name\":\"c\",\"value\":1}";

  private final Pushed push = new Pushed();
  private PushedReport report = new PushedReport(0, 0, 0, "", 0, 0);

  @Test
  void capturedBody_ofDocument000() throws JsonException {
    check(
        """
        {"timestamp": "2025-11-20T16:02:46.029901+00:00", "metrics": {"BatteryCollector":
         {"metric": 87, "timestamp": null}}, "received_at": "2025-11-20T16:02:46.030052+00:00"}
        """,
        "battery_metric 87.0 @1763654566029");
    assertThat(report).isEqualTo(new PushedReport(1, 0, 0, "", 0, 0));
    assertThat(push.kind("battery_metric")).isEqualTo(Kind.GAUGE);
  }

  @Test
  void numbersAtAnyDepth_areNamedByTheirPath() throws JsonException {
    check(
        """
        {"metrics": {"BusCollector": {
           "to_ul": {"minutes_until_arrival": 5, "journey_id": 77, "status": "ON_TIME"},
           "from_ul": {"minutes_until_arrival": 9, "delayed": true, "stops": [1.5, [2, null]]}},
         "CPUCollector": {"usagePercent": 3, "load average": 1, "ctx_total": 12},
         "Collector": {"up": false}, "Disk": 4}}
        """,
        "bus_to_ul_minutes_until_arrival 5.0 # {status=\"ON_TIME\"}",
        "bus_to_ul_journey_id 77.0",
        "bus_from_ul_minutes_until_arrival 9.0",
        "bus_from_ul_delayed 1.0",
        "bus_from_ul_stops_0 1.5",
        "bus_from_ul_stops_1_0 2.0",
        "cpu_usage_percent 3.0",
        "cpu_load_average 1.0",
        "cpu_ctx_total 12.0",
        "collector_up 0.0",
        "disk 4.0");
    assertThat(push.kind("cpu_ctx_total")).isEqualTo(Kind.COUNTER);
  }

  @Test
  void collectorsError_isCountedAndKept() throws JsonException {
    check(
        """
        {"metrics": {"BusCollector": {"error": "no answer"}, "BatteryCollector": {"metric": 1}}}
        """,
        "bus_error 1.0 # {error=\"no answer\"}",
        "battery_metric 1.0");
    assertThat(report.errors()).isEqualTo(1);
    assertThat(report.refused()).isZero();
  }

  @Test
  void collectorsOwnTime_isItsNumbersTime() throws JsonException {
    check(
        """
        {"timestamp": "2025-03-10T00:00:00Z", "metrics": {
          "A": {"timestamp": "2025-03-10T00:00:01", "x": 1}, "B": {"timestamp": "late", "x": 2},
          "C": {"timestamp": 3}}}
        """,
        "a_x 1.0 @" + (DAY + 1000),
        "b_x 2.0 @" + DAY + " # {timestamp=\"late\"}",
        "c_timestamp 3.0 @" + DAY);
  }

  @Test
  void textThatChanges_makesNoNewSeries() throws JsonException {
    for (int i = 0; i < 50; i++) {
      read("{\"metrics\":{\"Bus\":{\"minutes\":" + i + ",\"note\":\"text " + i + "\"}}}");
      read("{\"metrics\":{\"Door\":{\"state\":\"state " + i + "\"}}}");
      read(
          "{\"origin\":\"a\",\"metric_type\":\"event\",\"value\":1,\"metadata\":{\"id\":\"x"
              + i
              + "\"}}");
    }
    assertThat(push.asked).isEqualTo(3);
    assertThat(push.lines())
        .contains("bus_minutes 7.0 # {note=\"text 7\"}", "door_info 1.0 # {state=\"state 7\"}");
  }

  @Test
  void labelledObjects_sayTheirSeries() throws JsonException {
    check(
        """
        {"metrics": {"SystemCollector": {"cpu_usage_percent": [
            {"labels": {"core": "0"}, "value": 45.2},
            {"labels": {"core": 1, "idle": true, "none": null}, "value": 3, "max": 4, "t": "x"}]},
          "OtherCollector": {"samples": [{"name": "HTTP:up", "labels": {}, "value": 1}]}}}
        """,
        "system_cpu_usage_percent{core=\"0\"} 45.2",
        "system_cpu_usage_percent{core=\"1\",idle=\"true\"} 3.0 # {t=\"x\"}",
        "system_cpu_usage_percent_max{core=\"1\",idle=\"true\"} 4.0",
        "HTTP:up 1.0");
  }

  @Test
  void flatMetric_ofDocument002() throws JsonException {
    check(
        """
        {"origin": "application", "metric_type": "event", "value": 1.0,
         "timestamp": "2025-03-10T00:00:00.000005",
         "metadata": {"event_name": "user_login", "n": 3, "b": true, "who": "ann",
                      "more": {"deep": 4}}}
        """,
        "event{event_name=\"user_login\",origin=\"application\"} 1.0 @" + DAY + " # {who=\"ann\"}",
        "event_n{event_name=\"user_login\",origin=\"application\"} 3.0 @" + DAY,
        "event_b{event_name=\"user_login\",origin=\"application\"} 1.0 @" + DAY,
        "event_more_deep{event_name=\"user_login\",origin=\"application\"} 4.0 @" + DAY);
    push.samples.clear();
    check("{\"metric_type\":\"cpu\",\"value\":2,\"metadata\":null}", "cpu 2.0");
  }

  @Test
  void measurement_ofDocument002_isTheSameSeries() throws JsonException {
    check(
        """
        {"measurement":"system_metrics","tags":{"origin":"application","metric_type":"event"},
         "fields":{"value":1.0,"n":3,"b":true},"timestamp":"2025-03-10T00:00:00.000005"}
        """,
        "event{origin=\"application\"} 1.0 @" + DAY,
        "event_n{origin=\"application\"} 3.0 @" + DAY,
        "event_b{origin=\"application\"} 1.0 @" + DAY);
  }

  @Test
  void chessGame_hasNanosecondsAndTexts() throws JsonException {
    check(
        """
        {"measurement":"chess_game","tags":{"game_id":"g1","event_type":"move","white_title":null,
          "white_rating":2800},
         "fields":{"fen_position":"8/8/8 w","white_time":61,"black_time":60.5,"last_move":"e2e4"},
         "time":1741564800123456789}
        """,
        "chess_game_white_time{event_type=\"move\",game_id=\"g1\",white_rating=\"2800\"} 61.0 @"
            + (DAY + 123)
            + " # {fen_position=\"8/8/8 w\",last_move=\"e2e4\"}",
        "chess_game_black_time{event_type=\"move\",game_id=\"g1\",white_rating=\"2800\"} 60.5 @"
            + (DAY + 123));
  }

  @Test
  void list_ofDocument003() throws JsonException {
    check(
        """
        {"metrics":[
          {"labels":{"core":"0"},"type":"gauge","value":45.2,"name":"cpu_percent"},
          {"name":"requests_total","value":1e+21,"type":"counter","labels":{}},
          {"name":"x","value":2,"timestamp":1741564801,"type":"other","unit":"s"}],
         "timestamp":1741564800, "hostname": "h"}
        """,
        "cpu_percent{core=\"0\"} 45.2 @" + DAY,
        "requests_total 1.0E21 @" + DAY,
        "x 2.0 @" + (DAY + 1000) + " # {unit=\"s\"}");
    assertThat(push.kind("requests_total")).isEqualTo(Kind.COUNTER);
    assertThat(push.kind("x")).isEqualTo(Kind.UNKNOWN);
    assertThat(report.passedOver()).isEqualTo(1);
  }

  @Test
  void listsAndLines_holdAnyForm() throws JsonException {
    String forms =
        """
        {"metrics":{"A":{"x":1}}}
        {"metrics":[{"name":"b","value":2}]}

        {"metric_type":"c","value":3}
        [{"name":"d","value":4},{"measurement":"e","fields":{"f":5}}]
        """;
    String[] expected = {"a_x 1.0", "b 2.0", "c 3.0", "d 4.0", "e_f 5.0"};
    check(forms, expected);
    push.samples.clear();
    check(forms.replace("\n", "\r\n"), expected);
    push.samples.clear();
    check(
        "[{\"metrics\":{\"A\":{\"x\":1}}},{\"metric_type\":\"c\",\"value\":3}]",
        "a_x 1.0",
        "c 3.0");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"2025-03-10T00:00:00Z\"', 1741564800000",
    "'\"2025-03-10T00:00:00\"', 1741564800000",
    "'\"2025-03-10 00:00:00.5\"', 1741564800500",
    "'\"2025-03-10t01:30:00.123456+01:30\"', 1741564800123",
    "'\"2025-03-10T00:00:00.123456789z\"', 1741564800123",
    "'\"2025-03-09T19:00-0500\"', 1741564800000",
    "1741564800, 1741564800000",
    "1741564800.25, 1741564800250",
    "1741564800123, 1741564800123",
    "1741564800123456, 1741564800123",
    "1741564800123456789, 1741564800123",
    "0, 0",
    "null, 1767225600000"
  })
  void time_isReadAsWritten(String written, long expected) throws JsonException {
    read("{\"metric_type\":\"a\",\"value\":1,\"timestamp\":" + written + "}");
    assertThat(report.problem()).isEmpty();
    assertThat(push.samples.getFirst().time()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"0001-01-01T00:00:00\"', 'timestamp: \"0001-01-01T00:00:00\" is no time'",
    "'\"yesterday at noon\"', 'timestamp: \"yesterday at noon\" is no time'",
    "'\"2025-02-30T00:00:00Z\"', 'timestamp: \"2025-02-30T00:00:00Z\" is no time'",
    "'\"\"', 'timestamp: \"\" is no time'",
    "-1, timestamp: -1 is no time",
    "1e400, timestamp: 1e400 is no time",
    "NaN, timestamp: NaN is no time",
    "true, timestamp: true is no time",
    "{}, timestamp: an object is no time"
  })
  void badTime_isRefusedWithItsWords(String written, String words) throws JsonException {
    refused("{\"metric_type\":\"a\",\"value\":1,\"timestamp\":" + written + "}", words);
    assertThat(push.refused).isEqualTo(Map.of("bad time", 1));
  }

  @Test
  void year9999_isKeptOut_andSaid() throws JsonException {
    read("{\"metric_type\":\"a\",\"value\":1,\"timestamp\":\"9999-12-31T23:59:59Z\"}");
    assertThat(report)
        .isEqualTo(
            new PushedReport(0, 1, 0, "value: its time lies more than ten minutes ahead", 0, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"abc\" | metrics[1].value: \"abc\" is not a number",
        "\"12\" | metrics[1].value: \"12\" is not a number",
        "null | metrics[1].value: is missing",
        "[] | metrics[1].value: an array is not a number",
        "NaN | metrics[1].value: NaN is out of range",
        "-Infinity | metrics[1].value: -Infinity is out of range",
        "1e999 | metrics[1].value: 1e999 is out of range"
      })
  void badValue_isRefusedAlone(String written, String words) throws JsonException {
    read("{\"metrics\":[" + METRIC + ",{\"name\":\"b\",\"value\":" + written + "}," + OTHER + "]}");
    assertThat(report).isEqualTo(new PushedReport(2, 0, 1, words, 0, 0));
    assertThat(push.lines()).containsExactly("a 1.0", "c 1.0");
  }

  @Test
  void otherMistakes_areNamed() throws JsonException {
    refused("{\"a\":1}", "it has neither metrics, nor measurement and fields, nor metric_type,");
    refused("{\"metrics\":5}", "metrics: an object or a list is wanted, not a number");
    refused("{\"metrics\":[],\"metrics\":{}}", "metrics: stands there twice");
    refused("{\"metrics\":[5]}", "metrics[0]: an object is wanted, not a number");
    refused("{\"metrics\":[{\"value\":1}]}", "metrics[0].name: is missing");
    refused("{\"metrics\":[{\"name\":\"\",\"value\":1}]}", "metrics[0]: there is no metric name");
    refused("{\"metrics\":[{\"name\":7,\"value\":1}]}", "metrics[0].name: text is wanted");
    refused(
        "{\"metrics\":[{\"name\":\"a\",\"value\":1,\"labels\":[]}]}",
        "metrics[0].labels: an object of labels is wanted, not an array");
    refused(
        "{\"metrics\":[{\"name\":\"a\",\"value\":1,\"labels\":{\"x\":{}}}]}",
        "metrics[0].labels.x: text is wanted, not an object");
    refused(
        "{\"metrics\":[{\"name\":\"a\",\"value\":1,\"value\":2}]}",
        "metrics[0]: the object has this name twice");
    refused(
        "{\"metrics\":[{\"name\":\"a\",\"value\":1,\"labels\":{\"a.b\":\"1\",\"a_b\":\"2\"}}]}",
        "metrics[0].labels.a_b: stands there twice");
    refused("{\"metrics\":{\"A\":{\"x\":\"\"},\"A\":{\"x\":1}}}", "metrics.A: stands there twice");
    refused("{\"metric_type\":\"a\"}", "value: is missing");
    refused("{\"origin\":\"a\",\"value\":1}", "metric_type: is missing");
    refused("{\"metric_type\":\"a\",\"value\":1,\"metadata\":1}", "metadata: an object is wanted");
    refused("{\"measurement\":\"a\",\"fields\":{}}", "fields: no field stands there");
    refused("{\"measurement\":\"a\"}", "fields: is missing");
    refused("[5,{\"q\":1}]", "[0]: an object is wanted, not a number");
  }

  @Test
  void badCharacters_areReplacedOrKept() throws JsonException {
    String body = "[{\"name\":\"http.up-1\",\"value\":1,\"labels\":{\"a b\":\"1\",\"__x\":\"2\"}}]";
    check(body, "http_up_1{_x=\"2\",a_b=\"1\"} 1.0");
    var other = new Pushed();
    var kept = PushedRules.USUAL.with(PushedRules.Characters.KEPT);
    byte[] bytes = utf8(body.replace("__x", "é"));
    new PushedJson(kept).read(bytes, bytes.length, other);
    assertThat(other.lines()).containsExactly("http.up-1{a b=\"1\",é=\"2\"} 1.0");
    bytes = utf8(body);
    assertThat(new PushedJson(kept).read(bytes, bytes.length, new Pushed()).problem())
        .contains("labels that begin with __ are not for others to set");
  }

  @Test
  void textsThatAreLabels_areChosen() throws JsonException {
    var rules = PushedRules.USUAL.withLabels(Set.of("status"));
    byte[] bytes = utf8("{\"metrics\":{\"A\":{\"status\":\"ok\",\"n\":1,\"in\":{\"m\":2}}}}");
    new PushedJson(rules).read(bytes, bytes.length, push);
    assertThat(push.lines()).containsExactly("a_n{status=\"ok\"} 1.0", "a_in_m{status=\"ok\"} 2.0");
  }

  @Test
  void brokenDocument_isRefusedAsAWhole() {
    broken("", "a value is wanted, not the end");
    broken("5", "an object or a list of them is wanted, not a number");
    broken("{\"metrics\":[" + METRIC, "a comma or ] is wanted, not the end");
    broken("[" + METRIC + ",", "a value is wanted, not the end");
    broken("{\"a\":1}}", "the document is over, but } follows");
    broken("{\"a\":1,\n\"b\":nul}", "did you mean null?");
    broken("[".repeat(600), "it is nested deeper than 512 levels");
    broken(" ".repeat((16 << 20) + 1), "the document is larger than 16777216 bytes");
  }

  @Test
  void brokenLine_isRefusedAlone() throws JsonException {
    read(METRIC + "\n{\"name\":\"b\",\"val\n5\n" + OTHER + "\n[{\"name");
    assertThat(push.lines()).containsExactly("a 1.0", "c 1.0");
    assertThat(report.refused()).isEqualTo(3);
    assertThat(report.problem()).isEqualTo("line 2: text does not end");
    byte[] first = utf8("nonsense\n" + METRIC);
    PushedReport lines = new PushedJson(PushedRules.USUAL).readLines(first, first.length, push);
    assertThat(lines.accepted()).isEqualTo(1);
    assertThat(lines.problem()).startsWith("line 1: a value is wanted");
  }

  @Test
  void hostileElement_doesNotHarmItsNeighbours() throws JsonException {
    String huge = "x".repeat(10 << 20);
    String labels =
        IntStream.range(0, 200)
            .mapToObj(i -> "\"l" + i + "\":\"" + i + "\"")
            .collect(Collectors.joining(","));
    String million = "\"l\":\"\",".repeat(1_000_000) + "\"m\":\"\"";
    String deep = "{\"a\":".repeat(100) + "1" + "}".repeat(100);
    for (String bad :
        List.of(
            "{\"name\":\"" + huge + "\",\"value\":1}",
            "{\"name\":\"b\",\"value\":1,\"labels\":{\"x\":\"" + huge + "\"}}",
            "{\"name\":\"b\",\"value\":1,\"labels\":{" + labels + "}}",
            "{\"name\":\"b\",\"value\":1,\"labels\":{" + million + "}}",
            "{\"name\":\"b\",\"value\":1,\"labels\":" + deep + "}",
            "{\"name\":\"b\u00ff\",\"value\":1}")) {
      byte[] bytes =
          ("{\"metrics\":[" + METRIC + "," + bad + "," + METRIC + "]}")
              .getBytes(StandardCharsets.ISO_8859_1);
      var fresh = new Pushed();
      report = new PushedJson(PushedRules.USUAL).read(bytes, bytes.length, fresh);
      assertThat(fresh.lines()).containsExactly("a 1.0", "a 1.0");
      assertThat(report.refused()).isEqualTo(1);
      assertThat(report.problem()).startsWith("metrics[1]: ").hasSizeLessThan(200);
    }
  }

  @Test
  void longTexts_areCutAndCounted() throws JsonException {
    String long16 = "y".repeat(10_000);
    read("{\"metrics\":{\"A\":{\"n\":1,\"t\":\"" + long16 + "\"}}}");
    assertThat(report.passedOver()).isEqualTo(1);
    assertThat(push.lines().getFirst())
        .hasSize("a_n 1.0 # {t=\"\"}".length() + 1024)
        .contains("y…");
  }

  @Test
  void nameThatGrowsWithEachLevel_isBounded() throws JsonException {
    String level = "{\"" + "n".repeat(9_000) + "\":";
    String deep = level.repeat(9) + "[" + "1,".repeat(9_000) + "1]" + "}".repeat(9);
    read("{\"metrics\":{\"A\":" + deep + ",\"B\":{\"x\":1}}}");
    assertThat(push.lines()).containsExactly("b_x 1.0");
    assertThat(report.refused()).isEqualTo(1);
    assertThat(report.problem()).endsWith("its name is longer than 16384 characters");
  }

  @Test
  void message_showsNoControlCharacters() throws JsonException {
    refused("{\"metric_type\":\"a\",\"value\":\"\\u001b[31m\\n\"}", "value: \"?[31m?\" is not a");
  }

  private void refused(String body, String words) throws JsonException {
    push.samples.clear();
    push.refused.clear();
    read(body);
    assertThat(report.problem()).startsWith(words);
    assertThat(report.refused()).isPositive();
    assertThat(push.refused.values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(report.refused());
  }

  private void broken(String body, String words) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining(words);
  }

  private void check(String body, String... lines) throws JsonException {
    read(body);
    assertThat(report.problem()).isEmpty();
    assertThat(push.lines()).containsExactly(lines);
    assertThat(report.accepted()).isEqualTo(lines.length);
  }

  private void read(String body) throws JsonException {
    byte[] bytes = utf8(body);
    report = new PushedJson(PushedRules.USUAL).read(bytes, bytes.length, push);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
