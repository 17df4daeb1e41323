package dev.sonde.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.testkit.MapSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

final class MappedPageTest {
  private static final String QUEUES =
      "{\"host\":\"mq1\",\"ts\":1700000000.25,\"queues\":["
          + "{\"name\":\"a\",\"depth\":3,\"durable\":true,\"state\":\"up\",\"age\":\"1.5\"},"
          + "{\"name\":\"b\",\"depth\":4,\"durable\":false,\"state\":\"down\",\"age\":\"x\"},"
          + "{\"depth\":5,\"state\":\"odd\"},"
          + "{\"name\":\"c\",\"depth\":null},"
          + "{\"name\":\"d\"},"
          + "{\"name\":\"a\",\"depth\":9}]}";

  private final JsonPageReader reader = new JsonPageReader(7, JsonRules.DEFAULT);
  private final JsonMemory memory = new JsonMemory();
  private final CheckingSink sink = new CheckingSink();
  private JsonReport report = new JsonReport(0, 0, Map.of(), "");

  @Test
  void array_becomesSeries() throws JsonException {
    assertThat(
            read(
                """
                - name: queue_depth
                  path: $.queues[*]
                  value: $.depth
                  labels: {queue: $.name, env: =prod, host: '@root $.host', place: '@key', in: '@key 1'}
                """,
                QUEUES))
        .containsExactly(
            "queue_depth{env=\"prod\",host=\"mq1\",in=\"queues\",place=\"0\",queue=\"a\"} 3.0",
            "queue_depth{env=\"prod\",host=\"mq1\",in=\"queues\",place=\"1\",queue=\"b\"} 4.0",
            "queue_depth{env=\"prod\",host=\"mq1\",in=\"queues\",place=\"2\"} 5.0",
            "queue_depth{env=\"prod\",host=\"mq1\",in=\"queues\",place=\"5\",queue=\"a\"} 9.0");
    assertThat(report.skipped()).containsExactly(Map.entry(JsonSkip.NO_VALUE, 2));
    assertThat(report.example()).isEqualTo("$['queues'][3] $.depth: no value");
  }

  @Test
  void sameSeriesTwice_isADuplicate() throws JsonException {
    for (int i = 0; i < 2; i++) {
      assertThat(
              read(
                  """
                  - {name: depth, path: '$.queues[*]', value: $.depth, labels: {queue: $.name}}
                  - {name: depth, path: '$.queues[0].depth', labels: {queue: =a}}
                  """,
                  QUEUES))
          .containsExactly("depth{queue=\"a\"} 3.0", "depth{queue=\"b\"} 4.0", "depth 5.0");
      assertThat(report.duplicates()).isEqualTo(2);
    }
    assertThat(sink.calls())
        .containsExactly("define", "define", "define", "again", "again", "again");
  }

  @Test
  void value_isMadeANumberAsConfigured() throws JsonException {
    assertThat(
            read(
                """
                - {name: durable, path: '$.queues[*].durable', labels: {i: '@key 1'}}
                - {name: strict, path: '$.queues[*].durable', booleans: false, labels: {i: '@key 1'}}
                - {name: up, path: '$.queues[*].state', values: {up: 1, down: 0}, labels: {i: '@key 1'}}
                - {name: age, path: '$.queues[*].age', texts: true, scale: 1000, labels: {i: '@key 1'}}
                - {name: state, path: '$.queues[0].state'}
                - {name: queues, path: '$.queues'}
                """,
                QUEUES))
        .containsExactly(
            "durable{i=\"0\"} 1.0",
            "durable{i=\"1\"} 0.0",
            "up{i=\"0\"} 1.0",
            "up{i=\"1\"} 0.0",
            "age{i=\"0\"} 1500.0");
    assertThat(report.skipped()).containsExactly(Map.entry(JsonSkip.NOT_A_NUMBER, 6));
    assertThat(report.allSkipped()).isEqualTo(6);
  }

  @Test
  void time_isReadInItsForm() throws JsonException {
    check("ts: 1700000000.25", "$.ts", "s", " 1700000000250");
    check("ts: 1700000000250", "$.ts", "ms", " 1700000000250");
    check("ts: 1700000000250400", "$.ts", "us", " 1700000000250");
    check("ts: 1700000000250499999", "$.ts", "ns", " 1700000000250");
    check("ts: \"2023-11-14T22:13:20.25Z\"", "$.ts", "rfc3339", " 1700000000250");
    check("ts: \"2023-11-15T00:13:20.250+02:00\"", "@root $.ts", "rfc3339", " 1700000000250");
    check("ts: null", "$.ts", "s", "");
    check("other: 1", "$.ts", "s", "");
  }

  @Test
  void badTime_isCounted() throws JsonException {
    for (String bad : List.of("-1", "1e300", "\"now\"", "true", "[1]", "253402300800")) {
      assertThat(read("[{name: v, value: $.v, time: $.ts}]", "{\"v\":1,\"ts\":" + bad + "}"))
          .isEmpty();
      assertThat(report.skipped()).as(bad).containsExactly(Map.entry(JsonSkip.BAD_TIME, 1));
    }
    read("[{name: v, value: $.v, time: $.ts, time_unit: rfc3339}]", "{\"v\":1,\"ts\":5}");
    assertThat(report.skipped()).containsExactly(Map.entry(JsonSkip.BAD_TIME, 1));
  }

  @Test
  void otherwise_itIsCounted() throws JsonException {
    String page = "{\"a\":[1,2],\"b\":1e999,\"c\":{}}";
    assertThat(
            read(
                """
                - {name: several, value: '$.a[*]'}
                - {name: far, value: $.b}
                - {name: object, value: $.c}
                - {name: nothing, path: $.x}
                - {name: fine, path: '$.a[1]', scale: 1.0e308}
                - {name: scaled, path: '$.a[1]', scale: 1.0e308, labels: {x: $.y, z: =}}
                """,
                page.replace("1,2", "1,20")))
        .isEmpty();
    assertThat(report.skipped())
        .containsExactly(
            Map.entry(JsonSkip.SEVERAL_VALUES, 1),
            Map.entry(JsonSkip.NOT_A_NUMBER, 1),
            Map.entry(JsonSkip.OUT_OF_RANGE, 3));
    assertThat(report.example()).isEqualTo("$ $.a[*]: several values");
  }

  @Test
  void family_isAsConfigured() throws JsonException {
    read(
        """
        - name: served_total
          path: $.n
          kind: counter
          unit: requests
          help: Requests served.
        """,
        "{\"n\":1}");
    assertThat(sink.families())
        .containsExactly(new Family("served_total", Kind.COUNTER, "requests", "Requests served."));
  }

  @Test
  void otherOrder_movesSeries() throws JsonException {
    String mapping = "[{name: n, path: '$[*]', value: $.v, labels: {k: $.k}}]";
    read(mapping, "[{\"k\":\"a\",\"v\":1},{\"k\":\"b\",\"v\":2}]");
    sink.calls();
    assertThat(read(mapping, "[{\"k\":\"b\",\"v\":3},{\"k\":\"a\",\"v\":4},{\"k\":\"c\",\"v\":5}]"))
        .containsExactly("n{k=\"b\"} 3.0", "n{k=\"a\"} 4.0", "n{k=\"c\"} 5.0");
    assertThat(sink.calls()).containsExactly("moved", "moved", "define");
  }

  @Test
  void limits_failThePage() {
    fails(
        "max_series: 3\nmetrics: [{name: n, path: '$.queues[*].depth', labels: {i: '@key 1'}}]",
        QUEUES.replace("null", "1"),
        "more than 3 series, the last of them from $['queues'][3]['depth']; raise max_series");
    fails(
        "max_nodes: 5\nmetrics: [{name: n, path: '$.queues[*]'}]",
        QUEUES,
        "the path $.queues[*] finds more than 5 nodes");
    fails(
        "max_nodes: 11\nmetrics: [{name: n, path: '$.queues[*]'}, {name: m, path: '$.queues[*]'}]",
        QUEUES,
        "the paths find more than 11 nodes, the last of them $.queues[*]; raise max_nodes");
    fails("metrics: [{name: n}]", "{\"a\":", "line 1, column 6: a value is wanted, not the end");
    fails("metrics: [{name: n}]", "\"\u00e4\"", "this is not UTF-8");
  }

  private void check(String member, String time, String unit, String shown) throws JsonException {
    String page = "{\"v\":1,\"" + member.replaceFirst(": ", "\":") + "}";
    String metric = "[{name: v, value: $.v, time: '" + time + "', time_unit: " + unit + "}]";
    assertThat(read(metric, page)).as(page).containsExactly("v 1.0" + shown);
  }

  private List<String> read(String metrics, String page) throws JsonException {
    report = read(Map.of("metrics", yaml(metrics)), page.getBytes(StandardCharsets.UTF_8));
    return sink.page();
  }

  private JsonReport read(Map<?, ?> mapping, byte[] page) throws JsonException {
    var settings = new MapSettings(mapping);
    JsonMapping read = JsonMapping.read(settings);
    assertThat(settings.problems()).isEmpty();
    return reader.read(page, page.length, read, memory, sink);
  }

  private void fails(String mapping, String page, String message) {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(
            () -> read((Map<?, ?>) yaml(mapping), page.getBytes(StandardCharsets.ISO_8859_1)))
        .withMessageContaining(message);
    assertThat(sink.calls()).isEmpty();
  }

  private static Object yaml(String text) {
    return new Load(LoadSettings.builder().build()).loadFromString(text);
  }
}
