package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An agent and its hub: both the real program.
final class HubIT {
  private static final int TARGETS = 5;
  private static final int LIVES = 6;

  @TempDir private Path folder;
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();
  private HttpServer pages;
  private int port;

  @BeforeEach
  void start() throws Exception {
    pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pages.createContext("/", this::answer);
    pages.start();
    port = Ports.free();
    Files.createDirectories(folder.resolve("agent"));
    Files.createDirectories(folder.resolve("hub"));
  }

  @AfterEach
  void end() {
    pages.stop(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "http"})
  void bothAreKilledAgainAndAgain_eachSampleArrivesOnce(String transport) throws Exception {
    String way = "transport: " + transport;
    var random = new Random(1);
    var wanted = new TreeMap<String, Set<Integer>>();
    SondeProcess hub = hub("auth: none").start();
    try {
      for (int life = 0; life < LIVES; life++) {
        try (var agent = agent(way).start()) {
          int more = 2 + random.nextInt(6);
          var shown = new TreeMap<String, NavigableSet<Integer>>();
          agent.await(() -> noted(agent.page(), shown), all -> areMany(all, more));
          // It is shown before it is safe, and safe before the next one is shown.
          shown.values().forEach(NavigableSet::pollLast);
          shown.forEach(
              (job, safe) -> wanted.computeIfAbsent(job, _ -> new TreeSet<>()).addAll(safe));
          agent.signal("KILL");
          agent.awaitEnd();
        }
        if (life % 2 == 0) {
          hub.signal("KILL");
          hub.awaitEnd();
          hub.close();
          hub = hub("auth: none").start();
        }
      }
      try (var agent = agent(way).start()) {
        SondeProcess there = hub;
        agent.await(() -> arrived(), now -> holds(now, wanted));
        assertThat(new Account(agent.page()).dropped("hub")).isZero();
        assertThat(there.health().at("status").text()).isEqualTo("healthy");
      }
    } finally {
      hub.close();
    }
    arrived()
        .forEach((job, counts) ->
            counts.forEach(
                (count, times) -> assertThat(times).as("%s of %s", count, job).isEqualTo(1)));
  }

  @Test
  void withoutItsKey_anAgentIsHeld_andWithItItIsNamed() throws Exception {
    try (var hub = hub("auth: key").start();
        var agent = agent("").start()) {
      agent.await(() -> agent.ask("/health").text(), text -> text.contains("HTTP 401"));
      assertThat(hub.isAlive()).isTrue();
    }
    assertThat(arrived()).isEmpty();
    Launch.Finished made =
        Launch.in(folder.resolve("hub")).words("keys", "add", "shop", "--role", "ingest").finish();
    assertThat(made.code()).as(made.err()).isZero();
    String secret = made.out().strip();
    try (var hub = hub("auth: key").start();
        var agent = agent("api_key: \"" + secret + "\"").start()) {
      agent.await(this::arrived, HubIT::some);
      assertThat(Files.readString(lines())).contains("\"agent\":\"shop\"");
      assertThat(agent.log()).doesNotContain(secret);
      assertThat(hub.log()).doesNotContain(secret);
    }
  }

  @Test
  void receiversThatAreOff_sayHowToTurnThemOn() throws Exception {
    try (var sonde = Launch.in(folder.resolve("hub")).start()) {
      Answer answer = sonde.request("POST", "/api/v1/batches");
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.text()).contains("receivers.sonde.enabled");
    }
  }

  private Launch hub(String door) throws IOException {
    return Launch.in(folder.resolve("hub"))
        .set("server.listen=127.0.0.1:" + port)
        .file(
            """
            interval: 200ms
            timeout: 1m
            store: {type: none}
            collectors: {host: {enabled: false}}
            receivers: {enabled: true, %s}
            shippers:
              - {type: file, name: lines, path: "%s", batch: {linger: 100ms}}
            """
                .formatted(door, lines()));
  }

  private Launch agent(String credentials) throws IOException {
    String targets =
        IntStream.rangeClosed(1, TARGETS)
            .mapToObj(n ->
                "      - {name: t%d, url: \"http://127.0.0.1:%d/%d\", interval: 500ms}\n"
                    .formatted(n, pages.getAddress().getPort(), n))
            .collect(Collectors.joining());
    return Launch.in(folder.resolve("agent"))
        .file(
            """
            interval: 200ms
            timeout: 1m
            store: {type: none}
            collectors:
              host: {enabled: false}
              scrape:
                live: true
                targets:
            %sshippers:
              - type: sonde
                name: hub
                url: "http://127.0.0.1:%d"
                start_at: oldest
                batch: {linger: 100ms}
                retry: {base: 100ms, cap: 500ms}
                %s
            """
                .formatted(targets, port, credentials));
  }

  private Path lines() {
    return folder.resolve("lines.jsonl");
  }

  /// By job and count, how often it arrived.
  private Map<String, Map<Integer, Integer>> arrived() throws IOException {
    var all = new TreeMap<String, Map<Integer, Integer>>();
    if (Files.exists(lines())) {
      String text = Files.readString(lines());
      // The last line may be only half there.
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        if (line.contains("\"scrapes_total\"") && line.endsWith("}")) {
          Json metric = Json.of(line);
          all.computeIfAbsent(metric.at("labels").at("job").text(), _ -> new TreeMap<>())
              .merge((int) metric.at("value").number(), 1, Integer::sum);
        }
      }
    }
    return all;
  }

  private static boolean some(Map<String, Map<Integer, Integer>> arrived) {
    return arrived.size() == TARGETS;
  }

  private static boolean holds(
      Map<String, Map<Integer, Integer>> arrived, Map<String, Set<Integer>> wanted) {
    return wanted.entrySet().stream()
        .allMatch(each ->
            arrived.getOrDefault(each.getKey(), Map.of()).keySet().containsAll(each.getValue()));
  }

  /// By job, the counts that live pages have shown.
  private static Map<String, NavigableSet<Integer>> noted(
      TextPage page, Map<String, NavigableSet<Integer>> shown) {
    CountingPages.counts(page)
        .forEach((job, count) -> shown.computeIfAbsent(job, _ -> new TreeSet<>()).add(count));
    return shown;
  }

  private static boolean areMany(Map<String, NavigableSet<Integer>> shown, int more) {
    return shown.size() == TARGETS
        && shown.values().stream().allMatch(each -> each.size() > more + 1);
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
