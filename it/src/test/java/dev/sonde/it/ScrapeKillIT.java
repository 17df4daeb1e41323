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
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
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

/// Killed while it scrapes: what was accepted arrives, each sample once.
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
    var shown = new TreeMap<String, NavigableSet<Integer>>();
    double accepted;
    // Another one for each life: what the first sent may be answered when it is long dead.
    try (var busy = new FaultyPeer().always(Reaction.status(503));
        var peer = new FaultyPeer()) {
      try (var sonde = start(busy)) {
        sonde.await(
            () -> noted(sonde.page(), shown),
            all ->
                all.size() == TARGETS
                    && all.values().stream().allMatch(each -> each.size() > SCRAPES));
        // It is shown before it is safe, and safe before the next one is shown.
        shown.values().forEach(NavigableSet::pollLast);
        var seen = account(sonde);
        accepted =
            sonde
                .await(() -> account(sonde), each -> each.runs() > seen.runs() + 3)
                .accepted("first");
        sonde.signal("KILL");
        sonde.awaitEnd();
      }
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

  private static void arrived(FaultyPeer peer, Map<String, NavigableSet<Integer>> shown) {
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
    shown.forEach((job, counts) -> assertThat(arrived.get(job)).as(job).containsAll(counts));
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
            timeout: 1m
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
                timeout: 3m
            """
                .formatted(targets, peer.url("/in")))
        .start();
  }

  /// By job, the counts that live pages have shown.
  private static Map<String, NavigableSet<Integer>> noted(
      TextPage page, Map<String, NavigableSet<Integer>> shown) {
    CountingPages.counts(page)
        .forEach((job, count) -> shown.computeIfAbsent(job, _ -> new TreeSet<>()).add(count));
    return shown;
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
