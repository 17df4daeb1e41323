package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.store.History;
import dev.sonde.http.Address;
import dev.sonde.http.Limits;
import dev.sonde.http.Listener;
import dev.sonde.http.Router;
import dev.sonde.server.history.HistoryRoutes;
import dev.sonde.server.history.QueryLimits;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.store.ReferenceStore;
import dev.sonde.testkit.store.Scribe;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.api.io.TempDir;

class QueryCommandTest {
  private static final String MEMORY = "system_memory_usage_percent";

  @TempDir private Path folder;
  private final ManualTime time = new ManualTime("2026-01-01T12:00:00Z");
  private final ReferenceStore store = new ReferenceStore(time, Duration.ofDays(7));
  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Optional<History> history = Optional.of(store.history());
  private Listener listener;

  @BeforeEach
  void open() throws Exception {
    environment.put("COLUMNS", "72");
    environment.put("LANG", "C.UTF-8");
    fill();
    var routes = Router.builder();
    new HistoryRoutes(() -> history, () -> QueryLimits.DEFAULT, time).addTo(routes, door -> door);
    listener = Listener.open(Address.parse("127.0.0.1:0"), Limits.DEFAULT, routes.build());
  }

  @AfterEach
  void close() {
    listener.close();
  }

  private void fill() throws Exception {
    var scribe = new Scribe(UUID.fromString("0f8c5a3e-0000-4000-8000-000000000001"), 1);
    scribe.know(Family.gauge(MEMORY, "percent", "Used."));
    scribe.know(Family.counter("system_network_bytes_recv_total", "bytes", "In."));
    Labels host = Labels.of("host", "web-1");
    for (int second = 3600; second > 0; second -= 5) {
      long at = time.wallMillis() - second * 1000L;
      if (second < 2000 || second > 2500) {
        scribe.add(MEMORY, host, at, 52 + 9 * Math.sin(second / 400.0) + second % 7 / 7.0);
      }
      double core = 50 + 45 * Math.sin(second / 300.0);
      scribe.add("cpu", host.with("core", "0"), at, core);
      scribe.add("cpu", host.with("core", "1"), at, core / 4);
      scribe.add("system_network_bytes_recv_total", host, at, (3600 - second) * 2048.0);
    }
    store.send(store.encode(scribe.shipment()));
  }

  @Test
  void oneSeries_isAChart() {
    String drawn = query(ExitCode.OK, MEMORY);
    assertThat(drawn)
        .startsWith(MEMORY + "{host=\"web-1\"}\naverage of every 1m, 2026-01-01 11:00 to 12:00")
        .contains("██", "····", " └┬───", "min 43");
    assertThat(drawn.lines()).allSatisfy(each -> assertThat(each.length()).isLessThanOrEqualTo(72));
  }

  @Test
  void scratch() {
    System.out.println(query(ExitCode.OK, MEMORY));
    System.out.println(query(ExitCode.OK, "cpu"));
    System.out.println(query(ExitCode.OK, "{__name__=~\"cpu|system_net.*\"}", "--last", "30m"));
    System.out.println(query(ExitCode.OK, "cpu", "--ascii"));
    System.out.println(query(ExitCode.OK, "system_network_bytes_recv_total"));
    System.out.println(query(ExitCode.FAILED, "system_memory_usage"));
    System.out.println(query(ExitCode.FAILED, "cpu{core=\"7\"}"));
    System.out.println(query(ExitCode.USAGE, "cpu{core=7}"));
    System.out.println(query(ExitCode.OK, MEMORY, "--raw", "--last", "20s"));
    System.out.println(query(ExitCode.OK, MEMORY, "--format", "csv", "--points", "3"));
  }

  private String query(int code, String... words) {
    out.reset();
    var print = new PrintStream(out, false, StandardCharsets.UTF_8);
    var shell = new Shell(environment, folder, print, print, () -> {});
    List<String> all = new ArrayList<>(List.of("query", "--url", "http://" + listener.address()));
    all.addAll(List.of(words));
    int ended = new CommandLine(shell, time).execute(all);
    print.flush();
    String said = out.toString(StandardCharsets.UTF_8);
    assertThat(ended).as(said).isEqualTo(code);
    return said;
  }
}
