package dev.sonde.collectors.lichess;

import static dev.sonde.collectors.lichess.Lines.bare;
import static dev.sonde.collectors.lichess.Lines.described;
import static dev.sonde.collectors.lichess.Lines.exported;
import static dev.sonde.collectors.lichess.Lines.featured;
import static dev.sonde.collectors.lichess.Lines.moved;
import static dev.sonde.collectors.lichess.Lines.presence;
import static dev.sonde.collectors.lichess.PlayingServer.answer;
import static dev.sonde.collectors.lichess.PlayingServer.broken;
import static dev.sonde.collectors.lichess.PlayingServer.held;
import static dev.sonde.collectors.lichess.PlayingServer.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Generator;
import dev.sonde.api.GeneratorFactory;
import dev.sonde.api.Secret;
import dev.sonde.api.Surroundings;
import dev.sonde.http.tls.TlsConfig;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.GeneratorContract;
import dev.sonde.testkit.RecordingEmitter;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class LichessGeneratorTest extends GeneratorContract<LichessConfig> {
  private static final String BEST = "/api/tv/feed";
  private static final String BLITZ = "/api/tv/blitz/feed";
  private static final String STATUS = "/api/users/status";
  private static final String GAME = "3hkEI6VI";
  private static final String NEXT = "4abcd6VI";
  private static final String TOKEN = "lip_geheim";
  private static final Duration QUIET = Duration.ofHours(1);

  private final PlayingServer server = new PlayingServer();
  private final Pauses pauses = new Pauses();
  private final BlockingQueue<String> happenings = new LinkedBlockingQueue<>();
  private final RecordingEmitter out = new RecordingEmitter(1_767_225_600_000L);
  private @Nullable Thread running;

  LichessGeneratorTest() throws IOException {}

  @AfterEach
  void close() throws Exception {
    if (running != null) {
      running.interrupt();
      running.join();
    }
    server.close();
  }

  @Override
  protected GeneratorFactory<LichessConfig> factory() {
    return new LichessFactory(pauses.time, new TlsContexts(pauses.time, new DirectCalls()), pauses);
  }

  /// Each connection plays what happens.
  @Override
  protected LichessConfig config() {
    server.always(
        "/api/tv/rapid/feed",
        stage -> {
          stage.head(200);
          stage.line(featured(GAME));
          while (true) {
            stage.line(happenings.take());
          }
        });
    return channels("rapid");
  }

  @Override
  protected void happen() {
    happenings.add(moved(9, 16));
  }

  @Test
  void game_isShownWithClocksPiecesAndPlayers_asItGoesOn() throws Exception {
    server.on(BEST, held(featured(GAME), moved(30, 29), moved(9, 16)));
    run(channels("best"));
    awaitLive("chess_game_events_total{channel=\"best\",event_type=\"move\"}", 2);
    String labels = "{channel=\"best\",game_id=\"3hkEI6VI\"}";
    awaitLive("chess_game_black_time" + labels, 16);
    assertThat(out.live())
        .containsEntry("chess_game_white_time" + labels, 9.0)
        .containsEntry("chess_game_black_time" + labels, 16.0)
        .containsEntry("chess_game_white_piece_count" + labels, 8.0)
        .containsEntry("chess_game_black_piece_count" + labels, 11.0)
        .containsEntry("chess_game_white_rating" + labels, 3180.0)
        .containsEntry("white_pieces{channel=\"best\",origin=\"lichess\"}", 8.0)
        .containsEntry(
            "chess_game_info{black_player=\"Kurse-Aura1\",black_rating=\"2969\","
                + "black_title=\"GM\",channel=\"best\",game_id=\"3hkEI6VI\","
                + "white_player=\"TheMarsisback2015\",white_rating=\"3180\"}",
            1.0)
        .containsEntry("chess_game_events_total{channel=\"best\",event_type=\"new_game\"}", 1.0)
        .containsEntry("lichess_feed_up{channel=\"best\"}", 1.0);
    assertThat(values("chess_game_white_time" + labels)).containsExactly(30.0, 30.0, 9.0);
  }

  @Test
  void game_endsWithAllItsSeries_andItsResultIsFound() throws Exception {
    server.always("/game/export/" + GAME, answer(200, exported("resign", "black")));
    server.on(BEST, held(featured(GAME), moved(9, 16), featured(NEXT)));
    run(channels("best"));
    awaitLive(
        "chess_game_results_total{channel=\"best\",end_reason=\"resign\",winner=\"black\"}", 1);
    out.awaitEnd(
        "chess_game_result{channel=\"best\",end_reason=\"resign\",game_id=\"3hkEI6VI\","
            + "winner=\"black\"}");
    assertThat(out.live().keySet())
        .noneMatch(each -> each.contains(GAME))
        .anyMatch(each -> each.contains("game_id=\"" + NEXT + "\""));
    assertThat(out.live())
        .containsEntry("chess_game_events_total{channel=\"best\",event_type=\"game_end\"}", 1.0);
  }

  @Test
  void feedThatBreaks_isFollowedAnew_andTheGameGoesOn() throws Exception {
    server.on(
        BEST,
        lines(featured(GAME), moved(30, 29)),
        broken(featured(GAME), moved(20, 19)),
        PlayingServer.Stage::end,
        stage -> stage.say("x"),
        held(featured(GAME), moved(9, 16)));
    run(channels("best"));
    awaitLive("chess_game_events_total{channel=\"best\",event_type=\"move\"}", 2);
    awaitLive("chess_game_white_time{channel=\"best\",game_id=\"3hkEI6VI\"}", 9);
    server.await(BEST, 5);
    assertThat(out.live())
        .containsEntry("chess_game_events_total{channel=\"best\",event_type=\"new_game\"}", 1.0)
        .containsEntry("chess_game_events_total{channel=\"best\",event_type=\"game_end\"}", 0.0)
        .containsEntry("lichess_feed_connections_total{channel=\"best\"}", 3.0)
        .containsEntry("chess_game_white_time{channel=\"best\",game_id=\"3hkEI6VI\"}", 9.0);
    assertThat(out.absent()).isEmpty();
  }

  /// On a busy machine the second one may hang for as long, too.
  @Test
  void feedThatHangs_isFollowedAnew() throws Exception {
    server.on(BEST, held(featured(GAME)));
    server.always(BEST, held(featured(GAME), moved(9, 16)));
    run(config(List.of("best"), List.of(), Duration.ofMillis(200), Optional.empty(), false));
    String moves = "chess_game_events_total{channel=\"best\",event_type=\"move\"}";
    await(() -> out.live().getOrDefault(moves, 0.0) > 0);
    assertThat(server.of(BEST)).hasSizeGreaterThan(1);
  }

  @Test
  void tooManyRequests_waitAsLongAsLichessSays() throws Exception {
    server.on(
        BEST,
        answer(429, "", "Retry-After: 77"),
        answer(429, "", "Retry-After: soon"),
        answer(429, ""),
        held(featured(GAME)));
    run(channels("best"));
    awaitLive("lichess_feed_up{channel=\"best\"}", 1);
    assertThat(server.of(BEST)).hasSize(4);
    assertThat(waited()).isGreaterThanOrEqualTo(Duration.ofSeconds(77 + 60 + 60));
    assertThat(out.absent()).isEmpty();
  }

  @Test
  void trouble_isNamed_andPausesGrow_butNotForEver() throws Exception {
    PlayingServer.Play[] refused = new PlayingServer.Play[12];
    Arrays.fill(refused, answer(503, "<html>"));
    server.on(BEST, refused);
    run(channels("best"));
    server.await(BEST, 13);
    assertThat(out.absent()).containsEntry("channel best", "Lichess answers 503 to /api/tv/feed");
    assertThat(out.live()).containsEntry("lichess_feed_up{channel=\"best\"}", 0.0);
    assertThat(Collections.max(pauses.all()))
        .isBetween(Duration.ofMinutes(1), Duration.ofSeconds(90));
  }

  @Test
  void tokenThatIsNotTaken_isSaid_butNeverShown() throws Exception {
    server.on(BEST, answer(401, "{\"error\":\"No such token lip_geheim\"}"));
    run(config(List.of("best"), List.of(), QUIET, Optional.of(new Secret(TOKEN)), false));
    await(() -> !out.absent().isEmpty());
    assertThat(out.absent().get("channel best")).contains("401", "token").doesNotContain(TOKEN);
    assertThat(server.of(BEST).getFirst().headers())
        .containsEntry("Authorization", "Bearer " + TOKEN)
        .containsEntry("User-Agent", "sonde");
  }

  @Test
  void token_comesFromTheEnvironment_unlessConfigured() throws Exception {
    server.on(BEST, held(featured(GAME)));
    run(channels("best"), Map.of("LICHESS_API_TOKEN", TOKEN));
    assertThat(server.await(BEST, 1).getFirst().headers())
        .containsEntry("Authorization", "Bearer " + TOKEN);
  }

  @Test
  void withoutToken_nobodyIsTold() throws Exception {
    run(channels("best"), Map.of("LICHESS_API_TOKEN", " "));
    assertThat(server.await(BEST, 1).getFirst().headers()).doesNotContainKey("Authorization");
  }

  @Test
  void absentFields_areAbsentSeries_andNothingMore() throws Exception {
    server.on(
        BEST,
        held(
            featured(GAME),
            "{\"t\":\"fen\",\"d\":{\"fen\":\"" + Lines.LATER + "\",\"bc\":16}}",
            "{\"t\":\"fen\",\"d\":{\"wc\":\"nine\",\"bc\":-1,\"fen\":7}}",
            "{\"t\":\"fen\"}",
            "{\"t\":\"featured\",\"d\":{\"id\":\"" + NEXT + "\",\"players\":[null,{},7]}}",
            "{}",
            "",
            "{\"t\":\"fen\",\"d\":{\"bc\":15}}"));
    run(channels("best"));
    String labels = "{channel=\"best\",game_id=\"" + NEXT + "\"}";
    awaitLive("chess_game_black_time" + labels, 15);
    assertThat(out.live())
        .containsKey("chess_game_info" + labels)
        .doesNotContainKey("chess_game_white_time" + labels)
        .doesNotContainKey("chess_game_white_piece_count" + labels)
        .containsEntry("lichess_feed_unreadable_lines_total{channel=\"best\"}", 0.0)
        .containsEntry("chess_game_events_total{channel=\"best\",event_type=\"move\"}", 4.0);
    assertThat(values("chess_game_black_time{channel=\"best\",game_id=\"3hkEI6VI\"}"))
        .containsExactly(30.0, 16.0);
  }

  @Test
  void rubbish_isPassedOver_andCounted() throws Exception {
    server.on(
        BEST,
        held(
            "<html>",
            featured(GAME),
            "[".repeat(60_000),
            "{\"t\":\"featured\",\"d\":{\"id\":\"<script>\"}}",
            "\u0000\u0001",
            "null",
            moved(9, 16)));
    run(channels("best"));
    awaitLive("chess_game_events_total{channel=\"best\",event_type=\"move\"}", 1);
    assertThat(out.live())
        .containsEntry("lichess_feed_unreadable_lines_total{channel=\"best\"}", 5.0);
  }

  @Test
  void nothingButRubbish_andLinesWithoutEnd_endTheConnection() throws Exception {
    server.on(
        BEST,
        stage -> {
          stage.head(200);
          for (int i = 0; i < 10; i++) {
            stage.say("x".repeat(1 << 20));
          }
        },
        stage -> {
          stage.head(200);
          while (true) {
            stage.line("nonsense");
          }
        },
        held(featured(GAME), moved(9, 16)));
    run(channels("best"));
    awaitLive("chess_game_events_total{channel=\"best\",event_type=\"move\"}", 1);
    assertThat(out.live())
        .containsEntry("lichess_feed_unreadable_lines_total{channel=\"best\"}", 100.0);
  }

  @Test
  void gamesWithoutEnd_endTheConnection() throws Exception {
    server.on(
        BEST,
        stage -> {
          stage.head(200);
          for (int i = 0; ; i++) {
            stage.line(featured("game" + i));
          }
        });
    run(channels("best"));
    server.await(BEST, 2);
    assertThat(out.absent().get("channel best")).contains("more than 30 games a minute");
    assertThat(out.live())
        .containsEntry("chess_game_events_total{channel=\"best\",event_type=\"new_game\"}", 30.0);
    assertThat(out.live().keySet()).noneMatch(each -> each.startsWith("chess_game_info"));
  }

  @Test
  void channels_doNotDisturbEachOther() throws Exception {
    server.on(BEST, answer(404, ""));
    server.on(BLITZ, held(featured(GAME), moved(9, 16)));
    run(channels("best", "blitz"));
    awaitLive("chess_game_events_total{channel=\"blitz\",event_type=\"move\"}", 1);
    server.await(BEST, 2);
    assertThat(out.absent()).containsOnlyKeys("channel best");
  }

  @Test
  void positions_areSeries_whereTheyAreWanted() throws Exception {
    server.on(BEST, held(featured(GAME), moved(9, 16)));
    run(config(List.of("best"), List.of(), QUIET, Optional.empty(), true));
    awaitLive("chess_game_events_total{channel=\"best\",event_type=\"move\"}", 1);
    await(() ->
        out.live().keySet().stream().filter(each -> each.contains("fen_position")).count() == 1
            && out.live()
                .containsKey(
                    "chess_game_position{channel=\"best\",fen_position=\""
                        + Lines.LATER
                        + "\",game_id=\"3hkEI6VI\",last_move=\"e4e5\"}"));
  }

  @Test
  void user_isWatched_andItsGameFollowedToItsEnd() throws Exception {
    server.always(STATUS, answer(200, presence("thibault", GAME)));
    server.on(
        "/api/stream/game/" + GAME,
        lines(described(GAME, 6, "{\"id\":20,\"name\":\"started\"}"), bare(0), bare(1), bare(2)),
        lines(
            described(GAME, 6, "{\"id\":20,\"name\":\"started\"}"),
            bare(0),
            bare(1),
            bare(2),
            bare(3),
            bare(4),
            bare(5),
            described(GAME, 9, "{\"id\":30,\"name\":\"mate\"}")
                .replace("\"player\":", "\"winner\":\"white\",\"player\":")));
    run(users("Thibault"));
    awaitLive(
        "chess_game_results_total{channel=\"@Thibault\",end_reason=\"mate\",winner=\"white\"}", 1);
    assertThat(out.live())
        .containsEntry("lichess_user_online{user=\"Thibault\"}", 1.0)
        .containsEntry("lichess_user_playing{user=\"Thibault\"}", 1.0)
        .containsEntry("chess_game_events_total{channel=\"@Thibault\",event_type=\"move\"}", 2.0)
        .containsEntry(
            "chess_game_events_total{channel=\"@Thibault\",event_type=\"new_game\"}", 1.0)
        .doesNotContainKey("chess_game_white_time{channel=\"@Thibault\",game_id=\"3hkEI6VI\"}");
    assertThat(values("chess_game_white_time{channel=\"@Thibault\",game_id=\"3hkEI6VI\"}"))
        .containsExactly(176.0, 175.0);
    assertThat(server.of(STATUS).getFirst().query()).isEqualTo("withGameIds=true&ids=thibault");
  }

  @Test
  void user_playsAnotherGame_whichIsFollowed_andThatOfBeforeIsAskedFor() throws Exception {
    String feed = "/api/stream/game/" + GAME;
    server.always(
        STATUS,
        stage -> {
          String now = server.of(feed).isEmpty() ? GAME : NEXT;
          answer(200, presence("thibault", now)).play(stage);
        });
    server.always(
        feed,
        stage -> {
          stage.head(200);
          stage.line(described(GAME, 0, "{\"name\":\"started\"}"));
          server.await(STATUS, server.of(STATUS).size() + 2); // who asks once more has been told
          stage.end();
        });
    server.always("/game/export/" + GAME, answer(200, exported("draw", "")));
    server.on("/api/stream/game/" + NEXT, held(described(NEXT, 0, "{\"name\":\"started\"}")));
    run(users("thibault"));
    awaitLive(
        "chess_game_results_total{channel=\"@thibault\",end_reason=\"draw\",winner=\"none\"}", 1);
    server.await("/api/stream/game/" + NEXT, 1);
  }

  @Test
  void userThatIsNotThere_andAnswersThatAreNone_areNamed() throws Exception {
    server.on(STATUS, answer(200, "[{\"id\":\"other\"},7]"), answer(200, "{"));
    run(users("nobody"));
    server.await(STATUS, 3);
    assertThat(out.absent())
        .containsEntry("user nobody", "Lichess knows nobody of this name")
        .containsKey("users");
    assertThat(out.live().keySet()).noneMatch(each -> each.startsWith("lichess_user"));
  }

  @Test
  void requests_areASecondApart() throws Exception {
    server.on(BEST, lines(featured(GAME)), lines(featured(GAME)));
    run(channels("best", "blitz", "horde", "bullet"));
    server.await("/api/tv/blitz/feed", 1);
    server.await("/api/tv/horde/feed", 1);
    server.await("/api/tv/bullet/feed", 1);
    server.await(BEST, 3);
    assertThat(waited()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
  }

  private void run(LichessConfig config) {
    run(config, Map.of());
  }

  private void run(LichessConfig config, Map<String, String> environment) {
    Generator made = factory().create(config, new Surroundings(environment, new DirectCalls()));
    running =
        Thread.ofVirtual()
            .start(() -> {
              try {
                made.run(out);
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
  }

  private LichessConfig channels(String... channels) {
    return config(List.of(channels), List.of(), QUIET, Optional.empty(), false);
  }

  private LichessConfig users(String user) {
    return config(List.of(), List.of(user), QUIET, Optional.empty(), false);
  }

  private LichessConfig config(
      List<String> channels,
      List<String> users,
      Duration quiet,
      Optional<Secret> token,
      boolean positions) {
    return new LichessConfig(
        channels,
        users,
        token,
        server.url(),
        Duration.ofSeconds(15),
        quiet,
        Duration.ofMinutes(1),
        positions,
        TlsConfig.DEFAULT);
  }

  private void awaitLive(String series, double value) throws InterruptedException {
    await(() -> Double.valueOf(value).equals(out.live().get(series)));
  }

  private void await(BooleanSupplier wanted) throws InterruptedException {
    while (!wanted.getAsBoolean()) {
      out.await(out.recorded().size() + 1, Duration.ofMillis(10));
    }
  }

  private List<Double> values(String series) {
    return out.recorded().stream()
        .filter(each -> each.series().equals(series))
        .map(each -> each.value())
        .toList();
  }

  private Duration waited() {
    return pauses.all().stream().reduce(Duration.ZERO, Duration::plus);
  }
}
