package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sonde.testkit.FaultyPeer;
import dev.sonde.testkit.Reaction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Killed while it scrapes: what was accepted arrives, each sample once. A scrape that takes longer
/// than its interval is given up, and what it counted is nowhere: the interval has room for a busy
/// machine.
final class ScrapeKillIT {
  private static final int TARGETS = 20;
  private static final int SCRAPES = 5;

  @TempDir private Path folder;
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();
  private HttpServer pages;

  @BeforeEach
  void start() throws Exception {
    pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pages.createContext("/", this::answer);
    pages.start();
  }

  @AfterEach
  void end() {
    pages.stop(0);
  }

  @Test
  void killed_deliversAfterwardsWhatWasAccepted() throws Exception {
    try (var peer = new FaultyPeer().always(Reaction.status(503))) {
      Map<String, Integer> shown;
      double accepted;
      try (var sonde = start(peer)) {
        shown =
            sonde.await(
                () -> scrapes(sonde.page()),
                all -> all.size() == TARGETS && all.values().stream().allMatch(n -> n > SCRAPES));
        var seen = account(sonde);
        accepted = seen.accepted("first");
        sonde.await(() -> account(sonde), each -> each.runs() > seen.runs() + 3);
        sonde.signal("KILL");
        sonde.awaitEnd(10);
      }
      peer.always(Reaction.OK);
      try (var sonde = start(peer)) {
        double wanted = accepted;
        var after = sonde.await(() -> account(sonde), each -> each.delivered("first") > wanted);
        after.addUp(List.of("scrape", "self"), "first");
        assertThat(after.dropped("first")).isZero();
      }
      assertThat(accepted).isPositive();
      arrived(peer, shown);
    }
  }

  private static void arrived(FaultyPeer peer, Map<String, Integer> shown) {
    var arrived = new TreeMap<String, Set<Integer>>();
    for (var request : peer.accepted()) {
      for (var metric : Json.of(request.text()).at("metrics").elements()) {
        if (metric.at("name").text().equals("scrapes_total")) {
          boolean first =
              arrived
                  .computeIfAbsent(metric.at("labels").at("job").text(), _ -> new TreeSet<>())
                  .add((int) metric.at("value").number());
          assertThat(first).as("%s twice", metric).isTrue();
        }
      }
    }
    shown.forEach((job, last) ->
        assertThat(arrived.get(job))
            .as(job)
            .containsAll(IntStream.rangeClosed(1, last).boxed().toList()));
  }

  private SondeProcess start(FaultyPeer peer) throws IOException, InterruptedException {
    var targets =
        IntStream.rangeClosed(1, TARGETS)
            .mapToObj(n ->
                "      - {name: t%d, url: \"http://127.0.0.1:%d/%d\", interval: 500ms}\n"
                    .formatted(n, pages.getAddress().getPort(), n))
            .collect(Collectors.joining());
    return Launch.in(folder)
        .file(
            """
            interval: 200ms
            collectors:
              host: {enabled: false}
              scrape:
                live: true
                targets:
            %sshippers:
              - type: http_json
                name: first
                url: "%s"
                start_at: oldest
                batch: {linger: 100ms}
                retry: {base: 100ms, cap: 500ms}
            """
                .formatted(targets, peer.url("/in")))
        .start();
  }

  /// By job, how many of its scrapes the live page knows.
  private static Map<String, Integer> scrapes(TextPage page) {
    var all = new HashMap<String, Integer>();
    page.samples()
        .forEach((series, value) -> {
          if (series.startsWith("scrapes_total{")) {
            all.put(series.replaceFirst(".*job=\"([^\"]*)\".*", "$1"), value.intValue());
          }
        });
    return all;
  }

  private static Account account(SondeProcess sonde) throws IOException, InterruptedException {
    return new Account(sonde.page());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      int count = asked.merge(exchange.getRequestURI().getPath(), 1, Integer::sum);
      byte[] body =
          ("# TYPE scrapes_total counter\nscrapes_total " + count + "\n")
              .getBytes(StandardCharsets.US_ASCII);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
