package dev.sonde.collectors.lichess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Surroundings;
import dev.sonde.http.tls.TlsConfig;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.Recorded;
import dev.sonde.testkit.RecordingEmitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What Lichess tells, a folder each, and beside it what comes of it.
@Timeout(600)
class LichessCasesTest {
  private static final Path CASES =
      Path.of("src/test/resources/dev/sonde/collectors/lichess/cases");

  private final Pauses pauses = new Pauses();
  private final RecordingEmitter out = new RecordingEmitter(1_767_225_600_000L);

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.map(each -> String.valueOf(each.getFileName())).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatIsTold_gives(String name) throws Exception {
    Path folder = CASES.resolve(name);
    try (var server = new PlayingServer()) {
      boolean user = Files.exists(folder.resolve("game.ndjson"));
      script(server, folder);
      var contexts = new TlsContexts(pauses.time, new DirectCalls());
      var generator =
          new LichessFactory(pauses.time, contexts, pauses)
              .create(
                  config(server, user, name.equals("positions")),
                  new Surroundings(Map.of(), new DirectCalls()));
      Thread running =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  generator.run(out);
                } catch (Exception ended) {
                  assertThat(ended).isInstanceOf(InterruptedException.class);
                }
              });
      awaitEnd(user || Files.exists(folder.resolve("result.json")));
      running.interrupt();
      running.join();
    }
    String text = shown();
    Path expected = folder.resolve("expected.txt");
    if ("write".equals(System.getProperty("docs"))) {
      Files.writeString(expected, text);
    }
    assertThat(text).isEqualTo(Files.readString(expected));
  }

  private static void script(PlayingServer server, Path folder) throws IOException {
    Path result = folder.resolve("result.json");
    if (Files.exists(result)) {
      server.always("/game/export/3hkEI6VI", PlayingServer.answer(200, Files.readString(result)));
    }
    Path feed = folder.resolve("feed.ndjson");
    if (Files.exists(feed)) {
      server.on("/api/tv/feed", PlayingServer.answer(200, Files.readString(feed)));
      return;
    }
    server.always(
        "/api/users/status", PlayingServer.answer(200, Lines.presence("ana", "LuGQwhBb")));
    server.on(
        "/api/stream/game/LuGQwhBb",
        PlayingServer.answer(200, Files.readString(folder.resolve("game.ndjson"))));
  }

  private static LichessConfig config(PlayingServer server, boolean user, boolean positions) {
    return new LichessConfig(
        user ? List.of() : List.of("best"),
        user ? List.of("ana") : List.of(),
        Optional.empty(),
        server.url(),
        Duration.ofSeconds(15),
        Duration.ofHours(1),
        Duration.ofMinutes(1),
        positions,
        TlsConfig.DEFAULT);
  }

  /// The feed is over, and how the first game ended is known.
  private void awaitEnd(boolean result) throws InterruptedException {
    while (out.live().entrySet().stream().noneMatch(LichessCasesTest::isDown)
        || (result && out.live().keySet().stream().noneMatch(LichessCasesTest::isResult))) {
      out.await(out.recorded().size() + 1, Duration.ofMillis(10));
    }
  }

  private static boolean isDown(Map.Entry<String, Double> each) {
    return each.getKey().startsWith("lichess_feed_up") && each.getValue() == 0;
  }

  private static boolean isResult(String series) {
    return series.startsWith("chess_game_results_total");
  }

  private String shown() {
    var text = new StringBuilder("# when the feed has ended\n");
    out.live().forEach((series, value) -> text.append(series + " " + value + "\n"));
    var over = new TreeMap<String, Double>();
    for (Recorded each : out.recorded()) {
      if (out.ended().contains(each.series())) {
        over.put(each.series(), each.value());
      }
    }
    text.append("# over, with the last value\n");
    over.forEach((series, value) -> text.append(series + " " + value + "\n"));
    return text.toString();
  }
}
