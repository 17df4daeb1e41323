package dev.sonde.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.Stale;
import dev.sonde.api.store.Matcher;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.Shipments;
import dev.sonde.testkit.store.ReferenceStore;
import dev.sonde.testkit.store.Scribe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExportTest {
  private static final long START = 1_767_225_600_000L;
  private static final Span ALL = new Span(0, 253_402_300_799_999L);

  private final ManualTime time = new ManualTime("2026-01-01T12:00:00Z");
  private final ReferenceStore store = new ReferenceStore(time, Duration.ofDays(7));
  private final Scribe scribe = new Scribe(Shipments.INSTANCE, Shipments.EPOCH);

  @Test
  void csvAndJson_areAsTheShipperFileWritesThem() throws Exception {
    gauge("load\"1", "say \"hi\"\n", 0.5);
    add("x", Labels.NONE, 0, Double.NaN);
    add("x", Labels.NONE, 1, Double.NEGATIVE_INFINITY);
    add("x", Labels.NONE, 2, Stale.marker());
    check(
        ExportFormat.CSV,
        """
        timestamp,name,labels,value
        1767225600000,"load""1","job=""say \\""hi\\""\\n\""",0.5
        1767225600000,"x","",NaN
        1767225601000,"x","",-Inf
        1767225602000,"x","",
        """);
    check(
        ExportFormat.JSON,
        """
        {"timestamp":1767225600000,"name":"load\\"1","labels":{"job":"say \\"hi\\"\\n"},"value":0.5}
        {"timestamp":1767225600000,"name":"x","labels":{},"value":"NaN"}
        {"timestamp":1767225601000,"name":"x","labels":{},"value":"-Inf"}
        {"timestamp":1767225602000,"name":"x","labels":{},"value":null}
        """);
  }

  @Test
  void text_saysKindsUnitsAndHelp() throws Exception {
    scribe.know(Family.counter("bytes_total", "bytes", "Sent \"out\".\nAll of it."));
    scribe.know(Family.gauge("heat_celsius", "celsius", ""));
    scribe.know(new Family("build_info", Kind.INFO, "", "What it is."));
    add("bytes_total", Labels.of("a", "b"), 0, 7);
    add("bytes_total", Labels.of("a", "b"), 0.25, 8);
    add("heat_celsius", Labels.NONE, 0, -1.5);
    add("heat_celsius", Labels.NONE, 1, Stale.marker());
    add("build_info", Labels.of("version", "1"), 0, 1);
    add("unknown", Labels.NONE, 0, 1e300);
    check(
        ExportFormat.OPENMETRICS,
        """
        # TYPE build info
        # HELP build What it is.
        build_info{version="1"} 1 1767225600
        # TYPE bytes counter
        # HELP bytes Sent \\"out\\".\\nAll of it.
        bytes_total{a="b"} 7 1767225600
        bytes_total{a="b"} 8 1767225600.250
        # TYPE heat_celsius gauge
        # UNIT heat_celsius celsius
        heat_celsius -1.5 1767225600
        # TYPE unknown unknown
        unknown 1e+300 1767225600
        # EOF
        """);
    check(
        ExportFormat.PROMETHEUS,
        """
        # HELP build_info What it is.
        # TYPE build_info gauge
        build_info{version="1"} 1 1767225600000
        # HELP bytes_total Sent "out".\\nAll of it.
        # TYPE bytes_total counter
        bytes_total{a="b"} 7 1767225600000
        bytes_total{a="b"} 8 1767225600250
        # TYPE heat_celsius gauge
        heat_celsius -1.5 1767225600000
        # TYPE unknown untyped
        unknown 1e+300 1767225600000
        """);
  }

  @Test
  void histogram_isWholeAtEachInstant() throws Exception {
    for (String each : new String[] {"_bucket", "_count", "_sum"}) {
      scribe.know(new Family("took_seconds" + each, Kind.HISTOGRAM, "seconds", "How long."));
    }
    for (int second = 0; second < 2; second++) {
      add("took_seconds_bucket", Labels.of("le", "+Inf"), second, second + 3);
      add("took_seconds_bucket", Labels.of("le", "10"), second, second + 2);
      add("took_seconds_bucket", Labels.of("le", "2.5"), second, second + 1);
      add("took_seconds_count", Labels.NONE, second, second + 3);
      add("took_seconds_sum", Labels.NONE, second, 11.5);
      add("took_seconds_bucket", Labels.of("le", "+Inf", "path", "/"), second, 0);
      add("took_seconds_count", Labels.of("path", "/"), second, 0);
    }
    gauge("took_seconds_bucks", "a", 1);
    check(
        ExportFormat.OPENMETRICS,
        """
        # TYPE took_seconds_bucks gauge
        took_seconds_bucks{job="a"} 1 1767225600
        # TYPE took_seconds histogram
        # UNIT took_seconds seconds
        # HELP took_seconds How long.
        took_seconds_bucket{le="2.5"} 1 1767225600
        took_seconds_bucket{le="10.0"} 2 1767225600
        took_seconds_bucket{le="+Inf"} 3 1767225600
        took_seconds_count 3 1767225600
        took_seconds_sum 11.5 1767225600
        took_seconds_bucket{le="2.5"} 2 1767225601
        took_seconds_bucket{le="10.0"} 3 1767225601
        took_seconds_bucket{le="+Inf"} 4 1767225601
        took_seconds_count 4 1767225601
        took_seconds_sum 11.5 1767225601
        took_seconds_bucket{le="+Inf",path="/"} 0 1767225600
        took_seconds_count{path="/"} 0 1767225600
        took_seconds_bucket{le="+Inf",path="/"} 0 1767225601
        took_seconds_count{path="/"} 0 1767225601
        # EOF
        """);
    assertThat(export(ExportFormat.PROMETHEUS, Selection.of(Matcher.is("path", "/")), ALL))
        .isEqualTo(
            """
            # HELP took_seconds How long.
            # TYPE took_seconds histogram
            took_seconds_bucket{le="+Inf",path="/"} 0 1767225600000
            took_seconds_count{path="/"} 0 1767225600000
            took_seconds_bucket{le="+Inf",path="/"} 0 1767225601000
            took_seconds_count{path="/"} 0 1767225601000
            """);
  }

  /// A metric that does not fit into memory at once is read in parts of time.
  @Test
  void longHistogram_isReadInParts() throws Exception {
    scribe.know(new Family("h_bucket", Kind.HISTOGRAM, "", ""));
    int instants = 100_000;
    for (int i = 0; i < instants; i++) {
      for (String le : new String[] {"1", "2", "+Inf"}) {
        scribe.add("h_bucket", Labels.of("le", le), START + i, i);
      }
      if (i % 1000 == 999) {
        send();
      }
    }
    String[] lines = export(ExportFormat.OPENMETRICS, Selection.ALL, ALL).split("\n");
    assertThat(lines).hasSize(3 * instants + 2);
    for (int i = 0; i < instants; i++) {
      assertThat(lines[1 + 3 * i]).startsWith("h_bucket{le=\"1.0\"} " + i + " ");
      assertThat(lines[2 + 3 * i]).startsWith("h_bucket{le=\"2.0\"} " + i + " ");
      assertThat(lines[3 + 3 * i]).startsWith("h_bucket{le=\"+Inf\"} " + i + " ");
    }
  }

  @Test
  void summary_andOneThatOnlySoundsLikeIt() throws Exception {
    for (String each : new String[] {"wait", "wait_count", "wait_sum", "head_count"}) {
      scribe.know(new Family(each, Kind.SUMMARY, "", ""));
      add(each, each.equals("wait") ? Labels.of("quantile", "0.5") : Labels.NONE, 0, 2);
    }
    check(
        ExportFormat.OPENMETRICS,
        """
        # TYPE head_count summary
        head_count 2 1767225600
        # TYPE wait summary
        wait{quantile="0.5"} 2 1767225600
        wait_count 2 1767225600
        wait_sum 2 1767225600
        # EOF
        """);
  }

  @Test
  void namesThatClash_areOfUnknownKind() throws Exception {
    scribe.know(Family.gauge("foo", "", ""));
    scribe.know(Family.counter("foo_total", "", ""));
    scribe.know(Family.counter("odd", "", ""));
    add("foo", Labels.NONE, 0, 1);
    add("foo_total", Labels.NONE, 0, 2);
    add("odd", Labels.NONE, 0, 3);
    add("a.b", Labels.of("c.d", "e"), 0, 4);
    check(
        ExportFormat.OPENMETRICS,
        """
        # TYPE "a.b" unknown
        {"a.b","c.d"="e"} 4 1767225600
        # TYPE foo gauge
        foo 1 1767225600
        # TYPE foo_total unknown
        foo_total 2 1767225600
        # TYPE odd unknown
        odd 3 1767225600
        # EOF
        """);
  }

  @Test
  void readerWhoHasEnough_endsIt() throws Exception {
    for (int i = 0; i < 100_000; i++) {
      scribe.add("x", Labels.NONE, START + i, i);
    }
    send();
    for (ExportFormat each : ExportFormat.values()) {
      var out = new ByteArrayOutputStream();
      var target = new Target(out, () -> out.size() < 200_000, _ -> {});
      Export.write(store.history(), Selection.ALL, ALL, each, target);
      assertThat(target.samples()).isLessThan(50_000);
    }
  }

  private void gauge(String name, String job, double value) throws Exception {
    scribe.know(Family.gauge(name, "", ""));
    add(name, Labels.of("job", job), 0, value);
  }

  private void add(String name, Labels labels, double second, double value) throws Exception {
    scribe.add(name, labels, START + Math.round(second * 1000), value);
    send();
  }

  private void send() throws IOException {
    assertThat(store.send(store.encode(scribe.shipment()))).isEqualTo(Outcome.ACCEPTED);
  }

  private void check(ExportFormat format, String expected) throws Exception {
    assertThat(export(format, Selection.ALL, ALL)).isEqualTo(expected);
  }

  private String export(ExportFormat format, Selection which, Span when) throws Exception {
    var out = new ByteArrayOutputStream();
    Export.write(store.history(), which, when, format, new Target(out, () -> true, _ -> {}));
    return out.toString(StandardCharsets.UTF_8);
  }
}
