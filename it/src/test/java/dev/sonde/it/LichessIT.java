package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.FaultyPeer;
import dev.sonde.testkit.Reaction;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program beside a Lichess that wants no requests at first, and breaks off after two lines.
final class LichessIT {
  private static final String FEED =
      """
      {"t":"featured","d":{"id":"3hkEI6VI","players":[{"color":"white","user":{"name":"Ana","title":"IM","id":"ana"},"rating":2531,"seconds":60}],"fen":"rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1"}}
      {"t":"fen","d":{"fen":"rnbqkbnr/pppppppp/8/8/4P3/8/PPPP1PPP/RNBQKBNR b KQkq - 0 1","lm":"e2e4","wc":59}}
      """;

  @TempDir private Path folder;

  @Test
  void games_showBesideTheMachine_whateverTheFeedDoes() throws Exception {
    try (var lichess = new FaultyPeer()) {
      lichess.then(Reaction.status(429, "Retry-After", "1"), new Reaction.Reset());
      lichess.always(
          new Reaction.Raw("HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n\r\n" + FEED));
      try (var sonde =
          Launch.in(folder)
              .environment("LICHESS_API_TOKEN", "lip_geheim")
              .file(
                  """
                  generators:
                    lichess:
                      channels: [best]
                      url: "%s"
                  """
                      .formatted(lichess.url("")))
              .start()) {
        var page =
            sonde.await(
                sonde::page,
                each ->
                    each.samples()
                                .getOrDefault(
                                    "lichess_feed_connections_total{channel=\"best\"}", 0.0)
                            >= 2
                        // Not while the first line of a connection is there without the second.
                        && each.at("chess_game_white_time{channel=\"best\",game_id=\"3hkEI6VI\"}")
                            == 59
                        && each.samples().containsKey("system_cpu_count"));
        assertThat(page.at("white_pieces{channel=\"best\",origin=\"lichess\"}")).isEqualTo(16);
        assertThat(page.at("chess_game_events_total{channel=\"best\",event_type=\"new_game\"}"))
            .isEqualTo(1);
        assertThat(lichess.received())
            .allSatisfy(each -> {
              assertThat(each.target()).isEqualTo("/api/tv/feed");
              assertThat(each.header("authorization")).isEqualTo("Bearer lip_geheim");
            });
        assertThat(sonde.health().component("lichess").at("state").text()).isEqualTo("ok");
        assertThat(sonde.ask("/api/config").text()).contains("lichess").doesNotContain("geheim");
        assertThat(sonde.log()).doesNotContain("geheim");
        sonde.signal("TERM");
        assertThat(sonde.awaitEnd().code()).isZero();
      }
    }
  }
}
