package dev.sonde.wire.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.wire.Damage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatsdReaderTest {
  private final List<String> found = new ArrayList<>();
  private final StatsdReader reader = new StatsdReader(StatsdLimits.USUAL);
  private final StatsdSink sink =
      (type, key, value, change, rate, member) -> {
        found.add(
            key.name()
                + key.labels()
                + " "
                + type
                + (change ? " change " : " ")
                + (type == StatsdType.SET ? member : value)
                + (rate == 1 ? "" : " at " + rate));
        return value == 13 ? "it is unlucky" : "";
      };

  @Test
  void packet_givesItsValues() {
    check(
        "requests:1|c|@0.1|#method:get,cached\ntemp:-3.5|g\r\nlevel:+2|g\ntook:320|ms\nsize:7|h\n"
            + "size:1:2.5:3|d|#a:b:c\n\nusers:ann@x:1|s",
        "requests{cached=\"true\",method=\"get\"} COUNT 1.0 at 0.1",
        "temp GAUGE change -3.5",
        "level GAUGE change 2.0",
        "took TIMER 320.0",
        "size HISTOGRAM 7.0",
        "size{a=\"b:c\"} HISTOGRAM 1.0",
        "size{a=\"b:c\"} HISTOGRAM 2.5",
        "size{a=\"b:c\"} HISTOGRAM 3.0",
        "users SET ann@x:1");
  }

  @Test
  void names_becomeLegal() {
    check(
        "http.requests-per/s é:1|c|#1st:a,__x:b,a.b:ü\n9lives:1|c",
        "http_requests_per_s__{_st=\"a\",_x=\"b\",a_b=\"ü\"} COUNT 1.0",
        "_lives COUNT 1.0");
  }

  @Test
  void dogStatsdsOther_isIgnoredAndCounted() {
    StatsdReport report =
        read("_e{5,4}:title|text|t:error\n_sc|db|0|#a:b\na:1|c|#x:y|c:ci-1|T1656581400|e:it-false");
    assertThat(report).isEqualTo(new StatsdReport(1, 5, 0, ""));
    assertThat(found).containsExactly("a{x=\"y\"} COUNT 1.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a;it is not NAME:VALUE|TYPE",
        "a:1;it is not NAME:VALUE|TYPE",
        ":1|c;it is not NAME:VALUE|TYPE",
        "a|c;it is not NAME:VALUE|TYPE",
        "a:1|;its type is none of c, g, ms, h, d, s",
        "a:1|kv;its type is none of c, g, ms, h, d, s",
        "a:|c;its value is not a number",
        "a:x|c;its value is not a number",
        "a:NaN|g;its value is not a number",
        "a:Infinity|g;its value is not a number",
        "a:1e999|g;its value is not a number",
        "a:0x10|g;its value is not a number",
        "a:1d|g;its value is not a number",
        "a:--1|g;its value is not a number",
        "a:|s;its value is missing",
        "a:1|c|@0;its rate is not above 0 and at most 1",
        "a:1|c|@2;its rate is not above 0 and at most 1",
        "a:1|c|@x;its rate is not above 0 and at most 1",
        "a:1|c|@1e-99;its rate is not above 0 and at most 1",
        "a:1|c|#x:1,x:2;a label is given twice",
        "a:1|c|#:1;a label has no name",
        "a:13|c;it is unlucky"
      })
  void badLine_isRefused(String line, String why) {
    StatsdReport report = read("b:1|c\n" + line + "\nc:1|c");
    assertThat(report).isEqualTo(new StatsdReport(2, 0, 1, '"' + line + "\": " + why));
  }

  @Test
  void badValue_isRefusedAlone() {
    assertThat(read("a:1:x:2|c"))
        .isEqualTo(new StatsdReport(2, 0, 1, "\"a:1:x:2|c\": its value is not a number"));
  }

  @Test
  void hostileLines_areBounded() {
    String tags = "x1:a,".repeat(100);
    assertThat(read("a:1|c|#" + tags).problem()).endsWith("it has more than 64 tags");
    assertThat(read("a:1|c" + "|z".repeat(100)).problem()).endsWith("more than 16 fields");
    assertThat(read("a".repeat(10_000) + ":1|c").problem()).endsWith("longer than 8192 bytes");
    assertThat(read("a\u0007\u001b:x|c").problem()).startsWith("\"a??:x|c\"");
    byte[] broken = {'a', ':', '1', '|', 'c', '|', '#', 'x', ':', (byte) 0xff};
    assertThat(reader.read(broken, 0, broken.length, sink).problem())
        .endsWith("a name or a value is not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void spoiltPackets_areTakenOrRefused(long seed) {
    var damage =
        new Damage(
            new Random(seed), List.of("|", ":", "#", "@", "c", "ms", "\n", "_e{", "1", "-", "é"));
    byte[] packet =
        "requests:1|c|@0.1|#method:get,cached\ntemp:-3.5|g\ntook:1:2:3|ms|#a:b\nusers:ann|s\n"
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 20_000; i++) {
      found.clear();
      byte[] spoilt = damage.spoil(packet);
      StatsdReport report = reader.read(spoilt, 0, spoilt.length, sink);
      long unlucky = found.stream().filter(each -> each.contains(" 13.0")).count();
      assertThat(report.values()).isEqualTo((int) (found.size() - unlucky));
      assertThat(report.problem().isEmpty()).isEqualTo(report.refused() == 0);
      assertThat(report.problem()).hasSizeLessThan(200);
    }
  }

  @Test
  void numbers_areThoseOfTheJdk() {
    var random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      String text =
          random.nextBoolean()
              ? Double.toString(Double.longBitsToDouble(random.nextLong()))
              : random.nextInt(-9999, 9999) + "." + random.nextInt(99999);
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      double expected = Double.parseDouble(text);
      assertThat(Decimals.read(bytes, 0, bytes.length))
          .as(text)
          .isEqualTo(Double.valueOf(Double.isFinite(expected) ? expected : Double.NaN));
    }
  }

  private void check(String packet, String... expected) {
    StatsdReport report = read(packet);
    assertThat(report.problem()).isEmpty();
    assertThat(found).containsExactly(expected);
    assertThat(report.values()).isEqualTo(expected.length);
  }

  private StatsdReport read(String packet) {
    byte[] bytes = packet.getBytes(StandardCharsets.UTF_8);
    return reader.read(bytes, 0, bytes.length, sink);
  }
}
