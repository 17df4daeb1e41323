package dev.sonde.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Allowance;
import dev.sonde.api.Caller;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Push;
import dev.sonde.api.Role;
import dev.sonde.api.SeriesKey;
import dev.sonde.http.Handler;
import dev.sonde.http.Header;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What others push, on the page of what is measured here.
class PushedMetricsTest {
  private static final Header LOCAL = new Header("Host", "127.0.0.1:9100");
  private static final Header TEXT = new Header("Accept", "text/plain;version=0.0.4");

  private final FakeProgram program = new FakeProgram();
  private final Handler routes = Routes.of(program, program.doors, program.time);

  PushedMetricsTest() throws InterruptedException {}

  @Test
  void whoIsNear_seesWhatOthersPush_beneathTheSameFamilies() throws Exception {
    program.gauge("up", "", 1);
    push("shop", "up", 0, "zone", "a");
    push("bank", "temperature", 5);
    String page =
        """
        # TYPE temperature gauge
        temperature{agent="bank"} 5
        # HELP up What up is.
        # TYPE up gauge
        up 1
        up{agent="shop",zone="a"} 0
        """;
    assertThat(body(near("/metrics/prometheus"))).isEqualTo(page);
    assertThat(body(near("/metrics", TEXT))).isEqualTo(page);
    assertThat(body(near("/metrics"))).startsWith("{").doesNotContain("shop");
  }

  @Test
  void anybodyElse_seesThisMachineAlone_whateverKeyIsShown() throws Exception {
    program.gauge("up", "", 1);
    push("shop", "up", 0);
    String page = "# HELP up What up is.\n# TYPE up gauge\nup 1\n";
    assertThat(body(far("/metrics/prometheus"))).isEqualTo(page);
    assertThat(body(far("/metrics", TEXT))).isEqualTo(page);
    Response wrong = far("/metrics/prometheus", new Header("X-API-Key", "guess"));
    assertThat(wrong.status()).isEqualTo(200);
    assertThat(body(wrong)).isEqualTo(page);
    assertThat(body(near("/metrics/prometheus", new Header("X-Forwarded-For", "10.0.0.1"))))
        .isEqualTo(page);
    assertThat(body(near("/metrics/prometheus?pushed=false"))).isEqualTo(page);
  }

  @Test
  void seriesGo_whenTheirSenderCountsAsSilent() throws Exception {
    program.gauge("up", "", 1);
    push("shop", "x", 1);
    program.time.pass(program.silentAfter());
    assertThat(body(near("/metrics/prometheus"))).contains("x{agent=\"shop\"} 1");
    program.time.pass(Duration.ofMillis(1));
    assertThat(body(near("/metrics/prometheus"))).contains("up 1").doesNotContain("shop");
    push("shop", "x", 2);
    assertThat(body(near("/metrics/prometheus"))).contains("x{agent=\"shop\"} 2");
  }

  @Test
  void ofOneSeriesThatBothHave_ownStands() throws Exception {
    program.gauge("a", "", 1, "agent", "shop");
    push("shop", "a", 2);
    push("shop", "b", 3);
    assertThat(body(near("/metrics/prometheus")))
        .contains("a{agent=\"shop\"} 1\n", "b{agent=\"shop\"} 3\n")
        .doesNotContain("a{agent=\"shop\"} 2");
  }

  @Test
  void tooMany_areLeftOut_andSaidSo() throws Exception {
    program.gauge("up", "", 1);
    push("shop", "x", 1);
    push("shop", "y", 1);
    var few = new MetricsHandler(program, program.time, 1);
    Response left = few.textWithPushed(Request.of("GET", "/metrics", new byte[0], LOCAL));
    assertThat(body(left)).isEqualTo("# HELP up What up is.\n# TYPE up gauge\nup 1\n");
    assertThat(left.headers())
        .contains(new Header("Sonde-Left-Out", "2 pushed series; a page shows 1 at most"));
    var enough = new MetricsHandler(program, program.time, 2);
    assertThat(body(enough.textWithPushed(Request.of("GET", "/metrics", new byte[0], LOCAL))))
        .contains("y{agent=\"shop\"} 1");
  }

  private void push(String agent, String name, double value, String... labels) {
    var allowance = new Allowance(Allowance.Limits.NONE, program.time, 7);
    var caller =
        new Caller(Optional.of(agent), Set.of(Role.INGEST), Labels.NONE, allowance, () -> true);
    try (Push push = program.reception().begin(caller)) {
      var key = new SeriesKey();
      key.name(name);
      for (int i = 0; i < labels.length; i += 2) {
        key.label(labels[i], labels[i + 1]);
      }
      push.record(push.slot(key, each -> Family.gauge(each, "", "")), value, push.time());
      push.commit(Origin.UNNAMED);
    }
  }

  private Response near(String path, Header... headers) throws Exception {
    return ask("127.0.0.1", path, headers);
  }

  private Response far(String path, Header... headers) throws Exception {
    return ask("203.0.113.9", path, headers);
  }

  private Response ask(String address, String path, Header... headers) throws Exception {
    var all = new ArrayList<>(List.of(headers));
    all.add(LOCAL);
    return routes.handle(
        Request.of(
            "GET",
            path,
            new byte[0],
            Optional.of(InetAddress.ofLiteral(address)),
            Optional.empty(),
            all.toArray(Header[]::new)));
  }

  private static String body(Response response) throws IOException {
    return new String(response.bytes(), StandardCharsets.UTF_8);
  }
}
