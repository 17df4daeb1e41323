package dev.sonde.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallPartsTest {
  private long now;

  @ParameterizedTest
  @CsvSource({
    "1994-11-06T08:49:37Z, 'Sun, 06 Nov 1994 08:49:37 GMT'",
    "2000-02-29T23:59:59.9Z, 'Tue, 29 Feb 2000 23:59:59 GMT'",
    "2026-12-31T00:00:00Z, 'Thu, 31 Dec 2026 00:00:00 GMT'",
  })
  void date_isAsHttpWantsIt(Instant instant, String text) {
    assertThat(new HttpDate(InstantSource.fixed(instant)).now()).isEqualTo(text);
  }

  @Test
  void date_goesOnWithTheClock() {
    var date = new HttpDate(() -> Instant.ofEpochSecond(now));
    assertThat(date.now()).endsWith("00:00:00 GMT");
    now = 61;
    assertThat(date.now()).endsWith("00:01:01 GMT");
  }

  @Test
  void header_tellsItsNameAlone() {
    var call = Call.get(Url.parse("http://a/")).with(List.of(new Header("X-Key", "secret")));
    assertThat(call.toString()).contains("X-Key").doesNotContain("secret");
  }

  @Test
  void failureLimit_refillsWithTime_andIsPerAddress() throws UnknownHostException {
    var limit = new FailureLimit(2, () -> now);
    var one = Optional.of(InetAddress.ofLiteral("192.0.2.1"));
    var other = Optional.of(InetAddress.ofLiteral("192.0.2.2"));
    assertThat(limit.spend(one)).isTrue();
    assertThat(limit.spend(one)).isTrue();
    assertThat(limit.spend(one)).isFalse();
    assertThat(limit.spend(other)).isTrue();
    assertThat(limit.spend(Optional.empty())).isTrue();
    now += Duration.ofMillis(500).toNanos();
    assertThat(limit.spend(one)).isTrue();
    assertThat(limit.spend(one)).isFalse();
    now += Duration.ofHours(1).toNanos();
    assertThat(limit.spend(one)).isTrue();
    assertThat(limit.spend(one)).isTrue();
    assertThat(limit.spend(one)).isFalse();
  }

  @Test
  void failureLimit_remembersNoMoreThanItMay() throws UnknownHostException {
    var limit = new FailureLimit(1, () -> now);
    for (int i = 0; i < 5000; i++) {
      byte[] address = {10, 0, (byte) (i >> 8), (byte) i};
      assertThat(limit.spend(Optional.of(InetAddress.getByAddress(address)))).isTrue();
    }
    assertThat(limit.addresses()).isEqualTo(1024);
  }

  @Test
  void faults_areLoggedOnceAMinuteAndCounted() {
    var faults = new Faults(() -> now);
    assertThat(faults.due()).isZero();
    assertThat(faults.due()).isEqualTo(-1);
    assertThat(faults.due()).isEqualTo(-1);
    now += Duration.ofMinutes(1).toNanos();
    assertThat(faults.due()).isEqualTo(2);
    assertThat(faults.due()).isEqualTo(-1);
  }

  @Test
  void errorText_isJson() {
    assertThat(new String(ErrorText.json("a \"b\" \\ \n€"), UTF_8))
        .isEqualTo("{\"error\":\"a \\\"b\\\" \\\\ \\u000a€\"}\n");
  }

  @Test
  void header_refusesWhatWouldSplitAResponse() {
    Response response = Response.empty(204);
    assertThatThrownBy(() -> response.with("X", "a\r\nY: b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> response.with("X Y", "a"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> response.with("content-length", "1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Response.empty(99)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void limits_areChecked() {
    assertThatThrownBy(() -> Limits.DEFAULT.withConnections(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Limits.DEFAULT.withFailuresPerSecond(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Limits.DEFAULT.withBody(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void chunks_mayArriveInAnyPieces() throws Refusal {
    byte[] bytes = "5;a=b\r\nhello\r\na\r\n0123456789\r\n0\r\nT: x\r\n\r\nGET".getBytes(UTF_8);
    for (int piece = 1; piece <= bytes.length; piece++) {
      var check = new ChunkCheck(Limits.DEFAULT);
      check.begin();
      int at = 0;
      while (!check.done()) {
        at = check.accept(bytes, at, Math.min(bytes.length, at + piece));
      }
      assertThat(at).isEqualTo(bytes.length - 3);
    }
  }
}
