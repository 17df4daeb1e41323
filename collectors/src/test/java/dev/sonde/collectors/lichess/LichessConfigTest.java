package dev.sonde.collectors.lichess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Secret;
import dev.sonde.http.tls.TlsConfig;
import dev.sonde.testkit.DefaultSettings;
import dev.sonde.testkit.MapSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LichessConfigTest {
  private static final LichessConfig DEFAULT =
      new LichessConfig(
          List.of(),
          List.of(),
          Optional.empty(),
          "https://lichess.org",
          Duration.ofSeconds(15),
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          false,
          TlsConfig.DEFAULT);

  @Test
  void nothingWritten_followsNothing() {
    LichessConfig config = LichessConfig.read(new DefaultSettings());
    assertThat(config).isEqualTo(DEFAULT);
    assertThat(config.hasWork()).isFalse();
  }

  @Test
  void everyKey_isTaken() {
    var in =
        new MapSettings(
            Map.of(
                "channels", List.of("best", "kingOfTheHill"),
                "users", List.of("Thibault"),
                "token", "lip_geheim",
                "url", "https://mirror.example/lichess/",
                "poll", "30s",
                "idle_timeout", "1m",
                "longest_pause", "2m",
                "positions", true));
    assertThat(LichessConfig.read(in))
        .isEqualTo(
            new LichessConfig(
                List.of("best", "kingOfTheHill"),
                List.of("Thibault"),
                Optional.of(new Secret("lip_geheim")),
                "https://mirror.example/lichess",
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                true,
                TlsConfig.DEFAULT));
    assertThat(in.problems()).isEmpty();
    assertThat(in.notices()).isEmpty();
  }

  @Test
  void names_haveTheirForm() {
    for (String each : List.of("", "../x", "Best", "a b", "x".repeat(40))) {
      assertThatThrownBy(() -> read(Map.of("channels", List.of(each))))
          .as(each)
          .hasMessageContaining("is not the name of a channel");
    }
    for (String each : List.of("", "a", "a,b", "a/b", "-ab", "ü")) {
      assertThatThrownBy(() -> read(Map.of("users", List.of(each))))
          .as(each)
          .hasMessageContaining("is not the name of a user");
    }
  }

  @Test
  void namesTwice_andTooMany_areMistakes() {
    assertThat(read(Map.of("users", List.of("ana", "Ana"))).problems())
        .containsExactly("users: Ana stands there twice; remove one");
    assertThat(read(Map.of("channels", List.of("best", "best"))).problems()).hasSize(1);
    var nine = List.of("u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8", "u9");
    assertThat(read(Map.of("users", nine)).problems())
        .containsExactly("users: are 9; 8 are allowed");
  }

  @Test
  void channelThatIsNew_isNoticed_andTaken() {
    MapSettings in = read(Map.of("channels", List.of("duck")));
    assertThat(in.problems()).isEmpty();
    assertThat(in.notices()).singleElement().asString().contains("duck is no channel");
  }

  @Test
  void url_isChecked_andATokenInTheClearIsNoticed() {
    assertThat(read(Map.of("url", "lichess.org")).problems()).hasSize(1);
    assertThat(read(Map.of("url", "https://lichess.org?a=b")).problems()).hasSize(1);
    assertThat(read(Map.of("url", "http://lichess.example", "token", "x")).notices())
        .singleElement()
        .asString()
        .contains("learns the token");
    assertThat(read(Map.of("url", "http://127.0.0.1:8080", "token", "x")).notices()).isEmpty();
  }

  @Test
  void token_isNeverShown() {
    assertThat(LichessConfig.read(new MapSettings(Map.of("token", "lip_geheim"))).toString())
        .doesNotContain("geheim");
  }

  private static MapSettings read(Map<String, Object> values) {
    var in = new MapSettings(values);
    LichessConfig.read(in);
    return in;
  }
}
