package dev.sonde.wire.influx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Kind;
import dev.sonde.wire.Damage;
import dev.sonde.wire.Pushed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinePushTest {
  private final Pushed push = new Pushed();
  private LinePush lines = new LinePush(1, LineLimits.USUAL, false, 100);

  @Test
  void lines_areSamples() {
    WriteReport report =
        write(
            """
            weather,place=us temperature=82,humid=71i,sky="blue" 1465839830100400200
            up,a=b,a=c value=t
            """,
            WritePrecision.NS);
    assertThat(push.lines())
        .containsExactly(
            "weather_temperature{place=\"us\"} 82.0 @1465839830100",
            "weather_humid{place=\"us\"} 71.0 @1465839830100",
            "up_value{a=\"c\"} 1.0");
    assertThat(report.accepted()).isEqualTo(3);
    assertThat(report.lines().texts()).isEqualTo(1);
    assertThat(push.kind("up_value")).isEqualTo(Kind.UNKNOWN);
  }

  @Test
  void knownSeries_areAskedForOnce_untilTheyAreForgotten() {
    lines = new LinePush(1, LineLimits.USUAL, false, 2);
    for (int i = 0; i < 10; i++) {
      write("a f=" + i + ",g=1", WritePrecision.NS);
    }
    assertThat(push.asked).isEqualTo(2);
    assertThat(push.again).isEqualTo(18);
    write("a f=1\na f=2\na f=3", WritePrecision.NS);
    assertThat(push.again).isEqualTo(19);
    write("a f=1,g=1,h=1", WritePrecision.NS);
    lines.forget();
    write("a f=1,g=1,h=1", WritePrecision.NS);
    assertThat(push.size()).isEqualTo(29);
    assertThat(push.asked).isEqualTo(3);
  }

  @Test
  void names_becomeLegalIfWished() {
    lines = new LinePush(1, LineLimits.USUAL, true, 100);
    WriteReport report =
        write("disk-io,my\\ tag=x rd.bytes=1\nm,a.b=1,a_b=2 f=1", WritePrecision.NS);
    assertThat(push.lines()).containsExactly("disk_io_rd_bytes{my_tag=\"x\"} 1.0");
    assertThat(report.refused()).isEqualTo(1);
    assertThat(push.refused).containsEntry("malformed", 1);
  }

  @ParameterizedTest
  @CsvSource({
    "n, 1767225600123456789, 1767225600123",
    "u, 1767225600123456, 1767225600123",
    "ms, 1767225600123, 1767225600123",
    "s, 1767225600, 1767225600000",
    "m, 29453760, 1767225600000",
    "h, 490896, 1767225600000"
  })
  void precision_isWhatTheWordSays(String word, long written, long millis) {
    write("a f=1 " + written, WritePrecision.ofOne(word).orElseThrow());
    assertThat(push.samples.getFirst().time()).isEqualTo(millis);
  }

  @Test
  void timesTooFarAway_areKeptOutOrMalformed() {
    for (String word : List.of("", "ns", "us", "ms", "s", "m", "h")) {
      WriteReport report =
          write("a f=1 9223372036854775807", WritePrecision.ofOne(word).orElseThrow());
      assertThat(report.accepted()).as(word).isZero();
      assertThat(report.keptOut() + report.lines().malformed()).as(word).isEqualTo(1);
      report = write("a f=1 -92233720368547758", WritePrecision.ofOne(word).orElseThrow());
      assertThat(report.keptOut() + report.lines().malformed()).as(word).isEqualTo(1);
    }
  }

  @Test
  void words_areThoseOfEachDoor() {
    assertThat(WritePrecision.ofOne("")).contains(WritePrecision.NS);
    assertThat(WritePrecision.ofTwo("")).contains(WritePrecision.NS);
    assertThat(WritePrecision.ofTwo("us")).contains(WritePrecision.US);
    assertThat(WritePrecision.ofTwo("ms")).contains(WritePrecision.MS);
    assertThat(WritePrecision.ofTwo("s")).contains(WritePrecision.S);
    assertThat(WritePrecision.ofTwo("m")).isEmpty();
    assertThat(WritePrecision.ofOne("d")).isEmpty();
    assertThat(WriteErrors.precisionOne("d\n"))
        .isEqualTo("invalid precision \"d?\" (use n, u, ms, s, m or h)");
    assertThat(WriteErrors.precisionTwo()).contains("ns, us, ms, and s");
  }

  @Test
  void errors_areInInfluxDbsWords() {
    assertThat(error("cpu")).isEqualTo("unable to parse 'cpu': the fields are missing");
    assertThat(error("a f=1\ncpu value=\n# x\nb f=2\nc"))
        .startsWith("partial write: unable to parse 'cpu value=': ")
        .endsWith(" dropped=2");
    assertThat(error("x".repeat(500))).contains("x…'").hasSizeLessThan(220);
    assertThat(new String(WriteErrors.bodyOne("a \"b\""), StandardCharsets.UTF_8))
        .isEqualTo("{\"error\":\"a \\\"b\\\"\"}");
    assertThat(new String(WriteErrors.bodyTwo("invalid", "a"), StandardCharsets.UTF_8))
        .isEqualTo("{\"code\":\"invalid\",\"message\":\"a\"}");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void spoiltLines_areTakenOrRefused(long seed) {
    var damage =
        new Damage(new Random(seed), List.of(",", "=", " ", "\n", "\\", "\"", "i", "#", "é", "1"));
    byte[] body =
        "m,a=b,c=d f=1,g=2i,h=\"x\" 1465839830100400200\nup value=t\n# c\nx,y=z w=-1e3 1"
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 10_000; i++) {
      var fresh = new Pushed();
      byte[] spoilt = damage.spoil(body);
      var reader = new LinePush(seed, LineLimits.USUAL, i % 2 == 0, 100);
      WriteReport report = reader.read(spoilt, spoilt.length, WritePrecision.NS, fresh);
      assertThat(report.accepted()).isEqualTo(fresh.size());
      assertThat(report.keptOut()).isEqualTo(fresh.keptOut);
      assertThat(report.accepted() + report.keptOut() + report.refused())
          .isEqualTo(report.lines().numbers());
      if (report.lines().malformed() > 0) {
        assertThat(WriteErrors.unreadable(report, spoilt, spoilt.length)).hasSizeLessThan(400);
      }
    }
  }

  private String error(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    WriteReport report = lines.read(bytes, bytes.length, WritePrecision.NS, push);
    return WriteErrors.unreadable(report, bytes, bytes.length);
  }

  private WriteReport write(String body, WritePrecision precision) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return lines.read(bytes, bytes.length, precision, push);
  }
}
