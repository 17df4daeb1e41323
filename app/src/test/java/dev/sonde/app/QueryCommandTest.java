package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.store.History;
import dev.sonde.http.Address;
import dev.sonde.http.Handler;
import dev.sonde.http.Limits;
import dev.sonde.http.Listener;
import dev.sonde.http.Response;
import dev.sonde.http.Router;
import dev.sonde.server.history.HistoryRoutes;
import dev.sonde.server.history.QueryLimits;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.store.ReferenceStore;
import dev.sonde.testkit.store.Scribe;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class QueryCommandTest {
  private static final String GOLDEN = "app/src/test/resources/dev/sonde/app/queries.txt";
  private static final String MEMORY = "system_memory_usage_percent";
  private static final String CORES = "system_cpu_usage_percent";
  private static final String RECEIVED = "system_network_bytes_recv_total";

  @TempDir private Path folder;
  private final ManualTime time = new ManualTime("2026-01-01T12:00:00Z");
  private final ReferenceStore store = new ReferenceStore(time, Duration.ofDays(7));
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> keys = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Optional<History> history = Optional.of(store.history());
  private Listener listener;
  private String url = "";

  @BeforeEach
  void open() throws Exception {
    environment.put("COLUMNS", "78");
    environment.put("LANG", "C.UTF-8");
    fill();
    var routes = Router.builder();
    new HistoryRoutes(() -> history, () -> QueryLimits.DEFAULT, time).addTo(routes, this::watched);
    listener = Listener.open(Address.parse("127.0.0.1:0"), Limits.DEFAULT, routes.build());
    url = "http://" + listener.address();
  }

  @AfterEach
  void close() {
    listener.close();
  }

  private Handler watched(Handler handler) {
    return request -> {
      keys.addAll(request.headers("Authorization"));
      return handler.handle(request);
    };
  }

  private void fill() throws Exception {
    var scribe = new Scribe(UUID.fromString("0f8c5a3e-0000-4000-8000-000000000001"), 1);
    scribe.know(Family.gauge(MEMORY, "percent", "Used."));
    scribe.know(Family.gauge(CORES, "percent", "Used."));
    scribe.know(Family.counter(RECEIVED, "bytes", "In."));
    Labels host = Labels.of("host", "web-1");
    double received = 1e9;
    for (int second = 3600; second > 0; second -= 5) {
      long at = time.wallMillis() - second * 1000L;
      if (second < 2000 || second > 2500) {
        scribe.add(MEMORY, host, at, 52 + 9 * Math.sin(second / 400.0) + second % 7 / 7.0);
      }
      for (int core = 0; core < 4; core++) {
        double used = 45 + 40 * Math.sin(second / 300.0 + core) + second * 31 % 11 - core * 2;
        scribe.add(CORES, host.with("core", Integer.toString(core)), at, Math.max(0, used));
      }
      received += 1e6 * (1.3 + Math.sin(second / 500.0));
      scribe.add(RECEIVED, host.with("interface", "eth0"), at, received);
    }
    store.send(store.encode(scribe.shipment()));
  }

  /// What people see. docs/querying.md shows some of it.
  @Test
  void answers_areAsTheyWereLastLookedAt() throws Exception {
    var seen = new StringBuilder();
    show(seen, ExitCode.OK, MEMORY);
    show(seen, ExitCode.OK, CORES, "--last", "30m");
    show(seen, ExitCode.OK, RECEIVED);
    show(seen, ExitCode.OK, "{host=\"web-1\"}", "--last", "10m", "--fold", "max");
    show(seen, ExitCode.OK, MEMORY, "--last", "5m", "--ascii");
    show(seen, ExitCode.OK, MEMORY, "--raw", "--last", "20s");
    show(seen, ExitCode.OK, CORES + "{core=\"0\"}", "--points", "3", "--format", "csv");
    show(seen, ExitCode.OK, CORES + "{core=\"0\"}", "--points", "3", "--format", "json");
    show(seen, ExitCode.FAILED, "system_memory_usage_percnt");
    show(seen, ExitCode.FAILED, "system_cpu");
    show(seen, ExitCode.FAILED, CORES + "{core=\"9\"}");
    show(seen, ExitCode.USAGE, CORES + "{core=0}");
    Documents.same(GOLDEN, seen.toString());
  }

  @Test
  void documents_showWhatIsSeen() throws Exception {
    String seen = Files.readString(Documents.top().resolve(GOLDEN));
    int shown = 0;
    for (Documents.Block each : Documents.blocks(Documents.top().resolve("docs/querying.md"))) {
      if (each.text().startsWith("$ sonde query")) {
        assertThat(seen).as("docs/querying.md:%d", each.line()).contains(each.text());
        shown++;
      } else if (each.text().startsWith("$ curl")) {
        assertThat(seen).contains(each.text().lines().skip(1).toList());
      }
    }
    assertThat(shown).isGreaterThan(3);
  }

  @Test
  void charts_keepWithinTheTerminal() throws Exception {
    for (String width : List.of("53", "80", "200")) {
      environment.put("COLUMNS", width);
      for (String selection : List.of(MEMORY, CORES, "{host=~\".+\"}")) {
        assertThat(query(ExitCode.OK, selection).lines().filter(each -> !each.contains("{")))
            .allSatisfy(
                each -> assertThat(each.length()).isLessThanOrEqualTo(Integer.parseInt(width)));
      }
    }
  }

  @Test
  void missingStore_isSaid() throws Exception {
    history = Optional.empty();
    assertThat(query(ExitCode.FAILED, MEMORY)).startsWith("sonde: no store is configured");
    assertThat(query(ExitCode.FAILED, MEMORY, "--format", "csv"))
        .isEqualTo(query(ExitCode.FAILED, MEMORY));
  }

  @Test
  void missingSonde_isSaid() throws Exception {
    try (var deaf = new Socket()) {
      deaf.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      url = "http://127.0.0.1:" + deaf.getLocalPort();
      assertThat(query(ExitCode.FAILED, MEMORY))
          .isEqualTo(
              "sonde: no Sonde answers at URL; start one with sonde run, or say where: --url"
                  + " URL\n");
    }
  }

  @Test
  void stranger_isNotBelieved() throws Exception {
    listener.close();
    listener =
        Listener.open(
            Address.parse("127.0.0.1:0"),
            Limits.DEFAULT,
            request -> Response.text(request.path().contains("range") ? 200 : 404, "<html>"));
    url = "http://" + listener.address();
    assertThat(query(ExitCode.FAILED, MEMORY)).contains("the answer is no JSON");
  }

  @Test
  void closedDoor_isExplained() throws Exception {
    listener.close();
    listener =
        Listener.open(
            Address.parse("127.0.0.1:0"), Limits.DEFAULT, _ -> Response.error(401, "not you"));
    url = "http://" + listener.address();
    assertThat(query(ExitCode.FAILED, MEMORY))
        .isEqualTo(query(ExitCode.FAILED, MEMORY, "--format", "json"))
        .startsWith("sonde: not you: --key-file FILE shows one");
  }

  @Test
  void configuration_saysWhomToAsk() throws Exception {
    Files.writeString(
        folder.resolve("sonde.yaml"),
        "server: {listen: [\"192.0.2.1:9100\", \"" + listener.address() + "\"]}");
    assertThat(run(ExitCode.OK, "query", MEMORY)).startsWith(MEMORY);
    Files.writeString(folder.resolve("sonde.yaml"), "server: {listen: []}");
    assertThat(run(ExitCode.FAILED, "query", MEMORY)).contains("server.listen is empty");
    Files.writeString(folder.resolve("sonde.yaml"), "server: {listn: []}");
    assertThat(run(78, "query", MEMORY)).contains("did you mean listen?");
  }

  @Test
  void key_isShownToTheSonde_andToNobodyElse() throws Exception {
    Files.writeString(folder.resolve("key"), "s3cret\n");
    query(ExitCode.OK, MEMORY, "--key-file", "key");
    assertThat(keys).containsExactly("Bearer s3cret");
    Files.writeString(folder.resolve("key"), "two words");
    assertThat(query(ExitCode.USAGE, MEMORY, "--key-file", "key"))
        .contains("--key-file key holds no key")
        .doesNotContain("two");
    assertThat(query(ExitCode.USAGE, MEMORY, "--key-file", "gone")).contains("can't be read");
  }

  @Test
  void mistakes_sayWhatToWrite() throws Exception {
    wrong("query needs a selection: sonde query system_memory_usage_percent");
    wrong("--last and --from don't go together", MEMORY, "--last", "1h", "--from", "-2h");
    wrong("--raw and --points don't go together", MEMORY, "--raw", "--points", "3");
    wrong("--last soon is not a time span", MEMORY, "--last", "soon");
    wrong("--from soon is no instant", MEMORY, "--from", "soon");
    wrong("--fold mean is none of avg, min", MEMORY, "--fold", "mean");
    wrong("\"xml\" is no format; there are table, csv, json", MEMORY, "--format", "xml");
    wrong("\"more\" is one word too many", MEMORY, "more");
    assertThat(run(ExitCode.USAGE, "once", "--points", "3")).contains("belongs to query");
    assertThat(run(ExitCode.USAGE, "run", "--raw")).contains("belongs to query");
    assertThat(run(ExitCode.USAGE, "query", MEMORY, "--target", "x")).contains("--target");
    assertThat(run(ExitCode.USAGE, "query", MEMORY, "--url", "ftp://x")).contains("--url");
    assertThat(run(ExitCode.OK, "help", "query")).contains("--key-file FILE");
  }

  private void wrong(String expected, String... words) throws Exception {
    assertThat(query(ExitCode.USAGE, words)).contains(expected).contains("Try: sonde help query");
  }

  private void show(StringBuilder seen, int code, String... words) throws Exception {
    seen.append("$ sonde query");
    for (String each : words) {
      boolean plain = each.matches("[A-Za-z0-9_-]+");
      seen.append(' ').append(plain ? each : "'" + each + "'");
    }
    seen.append('\n').append(query(code, words)).append('\n');
  }

  private String query(int code, String... words) {
    var all = new ArrayList<>(List.of("query", "--url", url));
    all.addAll(List.of(words));
    return run(code, all.toArray(String[]::new));
  }

  private String run(int code, String... words) {
    out.reset();
    var print = new PrintStream(out, false, StandardCharsets.UTF_8);
    var shell = new Shell(environment, folder, print, print, () -> {});
    int ended = new CommandLine(shell, time).execute(List.of(words));
    print.flush();
    String said = out.toString(StandardCharsets.UTF_8).replace(url, "URL");
    assertThat(ended).as(said).isEqualTo(code);
    return said;
  }
}
