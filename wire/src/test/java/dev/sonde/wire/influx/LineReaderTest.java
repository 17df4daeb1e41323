package dev.sonde.wire.influx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.wire.scrape.PageSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LineReaderTest {
  private final List<String> found = new ArrayList<>();
  private final LineSink sink =
      (head, _, value, time) ->
          found.add(
              head.name()
                  + head.labels()
                  + ' '
                  + value
                  + (time == PageSink.UNTIMED ? "" : " " + time));

  @Test
  void line_givesItsNumbers() {
    check(
        "weather,location=us-midwest,season=summer temperature=82,humid=71i 1465839830100400200\n",
        "weather_temperature{location=\"us-midwest\",season=\"summer\"} 82.0 1465839830100",
        "weather_humid{location=\"us-midwest\",season=\"summer\"} 71.0 1465839830100");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1.0",
    "1., 1.0",
    ".5, 0.5",
    "-1.5e3, -1500.0",
    "+2, 2.0",
    "12i, 12.0",
    "-12i, -12.0",
    "0i, 0.0",
    "9223372036854775807i, 9.223372036854775807E18",
    "18446744073709551615u, 1.8446744073709552E19",
    "t, 1.0",
    "T, 1.0",
    "true, 1.0",
    "True, 1.0",
    "TRUE, 1.0",
    "f, 0.0",
    "F, 0.0",
    "false, 0.0",
    "False, 0.0",
    "FALSE, 0.0"
  })
  void value_ofEveryType(String written, double value) {
    check("m f=" + written, "m_f " + value);
    check("m f=" + written + ",g=1 5\n", "m_f " + value + " 0", "m_g 1.0 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m f=tru",
        "m f=nan",
        "m f=inf",
        "m f=-inf",
        "m f=1e999",
        "m f=i",
        "m f=-",
        "m f=-u",
        "m f=-1u",
        "m f=1.5i",
        "m f=1_000",
        "m f=0x10",
        "m f=99999999999999999999i",
        "m f=36893488147419103232u",
        "m f=1 2 3",
        "m f=1 2.5",
        "m f=1 -",
        "m f=1 99999999999999999999",
        "m f=1,",
        "m f=1,,g=2",
        "m f=1,=2",
        "m f=",
        "m f",
        "m =1",
        "m ",
        "m",
        "m,",
        "m,t",
        "m,t= f=1,",
        "m,=v f=1",
        "m,t=a=b f=1",
        "m,t=a",
        ",t=a f=1",
        "m f=\"open",
        "m f=\"a\"b",
        "m\\ f=1"
      })
  void line_thatCannotBeRead_isPassedOverAsAWhole(String line) {
    LineReport report = read("a b=1\n" + line + "\nc d=2\n", LinePrecision.NS);
    assertThat(found).containsExactly("a_b 1.0", "c_d 2.0");
    assertThat(report.malformed()).isEqualTo(1);
    assertThat(report.malformedLine()).isEqualTo(2);
    assertThat(report.malformedReason()).isNotBlank();
  }

  @Test
  void escapes_standForTheirCharacters() {
    check("my\\ m\\,x=y,ta\\=g\\ a=v\\,a\\ l f\\=i\\ e=1", "my m,x=y_f=i e{ta=g a=\"v,a l\"} 1.0");
    check("m,path=C:\\dir\\\\sub f=1", "m_f{path=\"C:\\\\dir\\\\sub\"} 1.0");
    check("m,t=a\\\\ f=1", "m_f{t=\"a\\\\\"} 1.0");
  }

  @Test
  void text_isNoSample_andMayHoldAnything() {
    LineReport report =
        read(
            "m s=\"a, b=1 \\\"c\\\" \\\\\",f=2\nm g=\"two\nevil h=9\nlines\",i=3i 7\n",
            LinePrecision.S);
    assertThat(found).containsExactly("m_f 2.0", "m_i 3.0 7000");
    assertThat(report).isEqualTo(new LineReport(2, 2, 2, 0, 0, ""));
  }

  /// What stands in a text is never taken for a line, even when its line is bad.
  @Test
  void text_ofALineThatCannotBeRead_isPassedOverToo() {
    LineReport report = read("m g=\"two\nevil h=9\n\",i=bad\nn f=1\n", LinePrecision.S);
    assertThat(found).containsExactly("n_f 1.0");
    assertThat(report.malformedLine()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "NS, 1767225600123456789, 1767225600123",
    "US, 1767225600123456, 1767225600123",
    "MS, 1767225600123, 1767225600123",
    "S, 1767225600, 1767225600000",
    "NS, -1, -1",
    "S, -1, -1000",
    "NS, 9223372036854775807, 9223372036854"
  })
  void time_isInMilliseconds(LinePrecision precision, String written, long millis) {
    read("m f=1 " + written, precision);
    assertThat(found).containsExactly("m_f 1.0 " + millis);
  }

  @Test
  void time_tooFarAway_isRefused() {
    LineReport report = read("m f=1 9223372036854775807", LinePrecision.S);
    assertThat(report.malformedReason()).isEqualTo("the time is too far away");
  }

  @Test
  void commentsAndBlanks_doNotCount() {
    LineReport report =
        read("\n# a comment\n  \t\n  m  f=1  5  \r\n#\n\r\nn f=2\r", LinePrecision.MS);
    assertThat(found).containsExactly("m_f 1.0 5", "n_f 2.0");
    assertThat(report.lines()).isEqualTo(2);
    assertThat(report.malformed()).isZero();
  }

  @Test
  void tags_emptyOrTwice() {
    check("m,a=,b=1,b=2 f=1", "m_f{b=\"2\"} 1.0");
  }

  @Test
  void limits_holdForEachLine() {
    var reader = new LineReader(1, new LineLimits(30, 1, 2));
    String lines =
        "m,a=1 f=1,g=2\nm,a=1,b=2 f=1\nm f=1,g=2,h=3\nm f=1234567890123456789012345678\nm f=1\n";
    byte[] body = lines.getBytes(StandardCharsets.UTF_8);
    LineReport report = reader.read(body, body.length, LinePrecision.NS, sink);
    assertThat(found).containsExactly("m_f{a=\"1\"} 1.0", "m_g{a=\"1\"} 2.0", "m_f 1.0");
    assertThat(report.malformed()).isEqualTo(3);
    assertThat(report.malformedReason()).isEqualTo("there are more than 1 tags");
  }

  @Test
  void hash_isThatOfTheSeries() {
    var hashes = new ArrayList<Long>();
    byte[] body = bytes("m,a=1 f=1,g=2 1\nm,a=2 f=1\nm,a=1 f=5,g=9 2\nma=1 f=1\n");
    var reader = new LineReader(7, LineLimits.USUAL);
    reader.read(body, body.length, LinePrecision.NS, (_, hash, _, _) -> hashes.add(hash));
    assertThat(hashes.get(0)).isEqualTo(hashes.get(3));
    assertThat(hashes.get(1)).isEqualTo(hashes.get(4));
    assertThat(new HashSet<>(hashes)).hasSize(4);
  }

  @Test
  void bytesThatAreNoText_becomeReplacements() {
    byte[] body = bytes("m?,a=? f=1");
    body[1] = (byte) 0xff;
    body[5] = (byte) 0xc3;
    new LineReader(1, LineLimits.USUAL).read(body, body.length, LinePrecision.NS, sink);
    assertThat(found).containsExactly("m\ufffd_f{a=\"\ufffd\"} 1.0");
  }

  /// Whatever comes, it ends, and lines that are good beside rubbish are found.
  @Test
  void rubbish_isReadToItsEnd() {
    var random = new Random(11);
    byte[] alphabet = bytes("m,=\\ \"\n#1it.-\r\t\u00e9");
    for (int round = 0; round < 20_000; round++) {
      byte[] body = new byte[random.nextInt(40)];
      for (int at = 0; at < body.length; at++) {
        body[at] =
            random.nextInt(8) == 0
                ? (byte) random.nextInt(256)
                : alphabet[random.nextInt(alphabet.length)];
      }
      var report =
          new LineReader(3, LineLimits.USUAL).read(body, body.length, LinePrecision.S, sink);
      assertThat(report.numbers()).isGreaterThanOrEqualTo(0);
    }
  }

  /// What is written by the rules comes back, whatever characters it has.
  @Test
  void written_isRead() {
    var random = new Random(5);
    for (int round = 0; round < 5_000; round++) {
      String measurement = word(random);
      String tag = word(random);
      String value = word(random);
      String field = word(random);
      double number = random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
      var labels = Labels.of(tag, value);
      check(
          escaped(measurement)
              + ','
              + escaped(tag)
              + '='
              + escaped(value)
              + ' '
              + escaped(field)
              + '='
              + number
              + " 1000000",
          measurement + '_' + field + labels + ' ' + number + " 1");
    }
  }

  private static String word(Random random) {
    var word = new StringBuilder("w");
    for (int length = random.nextInt(6); length > 0; length--) {
      word.append("a,= \\\u00fc#\"i".charAt(random.nextInt(9)));
    }
    return word.append('z').toString();
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace(",", "\\,").replace("=", "\\=").replace(" ", "\\ ");
  }

  private void check(String line, String... expected) {
    LineReport report = read(line, LinePrecision.NS);
    assertThat(found).as(line).containsExactly(expected);
    assertThat(report.malformed()).as(line + report).isZero();
  }

  private LineReport read(String text, LinePrecision precision) {
    found.clear();
    byte[] body = bytes(text);
    return new LineReader(42, LineLimits.USUAL).read(body, body.length, precision, sink);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
