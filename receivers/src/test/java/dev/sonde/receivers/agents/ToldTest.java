package dev.sonde.receivers.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.http.Header;
import dev.sonde.http.Request;
import org.junit.jupiter.api.Test;

class ToldTest {
  @Test
  void userAgent_isSoftwareAndVersion() {
    check("Sonde/0.1.0", "Sonde", "0.1.0");
    check("Prometheus/3.1.0 (linux; amd64)", "Prometheus", "3.1.0");
    check("vmagent", "vmagent", "");
    check("  ", "", "");
    check("/1/2", "", "1/2");
    check("x".repeat(300) + "/1", "x".repeat(255), "1");
  }

  @Test
  void nothing_isNothing() {
    assertThat(Told.of(Request.of("POST", "/", new byte[0]))).isEqualTo(Told.NOTHING);
  }

  @Test
  void host_isOneLine_ofWholeCharacters() {
    assertThat(new Told("", "", "a\nb\u0000").host()).isEqualTo("a?b?");
    assertThat(new Told("", "", "x".repeat(254) + "\ud83d\ude00").host())
        .isEqualTo("x".repeat(254));
  }

  private static void check(String userAgent, String software, String version) {
    var request = Request.of("POST", "/", new byte[0], new Header("User-Agent", userAgent));
    assertThat(Told.of(request)).isEqualTo(new Told(software, version, ""));
  }
}
