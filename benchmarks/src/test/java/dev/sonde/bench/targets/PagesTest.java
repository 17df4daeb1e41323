package dev.sonde.bench.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

final class PagesTest {
  private static final int JAVA_TARGET = 0;
  private static final int GO_TARGET = 1;

  @Test
  void page_hasAsManySamplesAsAskedFor() {
    for (int samples : List.of(1, 13, 100, 522, 551, 5_000)) {
      var pages = new Pages(2, new Shape(samples, 0.1));
      assertThat(samples(plain(pages, 0))).hasSize(samples);
    }
  }

  @Test
  void counters_neverFall() {
    var pages = new Pages(1, new Shape(551, 0));
    var last = samples(plain(pages, 0));
    for (int i = 0; i < 50; i++) {
      var next = samples(plain(pages, 0));
      next.forEach((series, value) -> {
        if (series.matches("[a-z0-9_]+(_total|_bucket|_sum|_count)(\\{.*)?")) {
          assertThat(value).as(series).isGreaterThanOrEqualTo(last.get(series));
        }
      });
      last.putAll(next);
    }
  }

  @Test
  void page_isAnotherNextTime() {
    var pages = new Pages(1, new Shape(551, 0));
    var first = samples(plain(pages, 0));
    var second = samples(plain(pages, 0));
    assertThat(second.keySet()).isEqualTo(first.keySet());
    long same = second.entrySet().stream().filter(first.entrySet()::contains).count();
    assertThat(same).isBetween(150L, 450L);
  }

  @Test
  void churn_renamesItsShareOfTheSeriesEachMinute() {
    var pages = new Pages(1, new Shape(551, 0.2));
    var before = samples(plain(pages, 0)).keySet();
    var after = samples(plain(pages, 60_000)).keySet();
    assertThat(after.stream().filter(series -> !before.contains(series)).count())
        .isBetween(80L, 120L);
  }

  @Test
  void chunks_andGzip_holdThePage() throws IOException {
    var expected = plain(new Pages(2, new Shape(551, 0)), GO_TARGET, 0);
    var answer = new Text();
    new Pages(2, new Shape(551, 0)).answer(GO_TARGET, 0, false, true, answer);
    var body = unchunked(answer.copy());
    var page = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    assertThat(new String(page, StandardCharsets.US_ASCII)).isEqualTo(expected);
  }

  @Test
  void length_isThatOfTheBody() {
    var answer = new Text();
    new Pages(1, new Shape(551, 0)).answer(JAVA_TARGET, 0, true, false, answer);
    var all = new String(answer.copy(), StandardCharsets.US_ASCII);
    var body = all.substring(all.indexOf("\r\n\r\n") + 4);
    assertThat(all).contains("\r\nContent-Length: " + body.length() + "\r\n");
    assertThat(body).endsWith("\n# EOF\n");
  }

  private static String plain(Pages pages, long uptimeMillis) {
    return plain(pages, JAVA_TARGET, uptimeMillis);
  }

  private static String plain(Pages pages, int target, long uptimeMillis) {
    return new String(pages.plain(target, uptimeMillis, false).copy(), StandardCharsets.US_ASCII);
  }

  private static Map<String, Double> samples(String page) {
    var samples = new TreeMap<String, Double>();
    for (var line : page.lines().filter(each -> !each.startsWith("#")).toList()) {
      int space = line.lastIndexOf(' ');
      samples.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
    }
    return samples;
  }

  private static byte[] unchunked(byte[] answer) {
    var all = new String(answer, StandardCharsets.ISO_8859_1);
    var body = new StringBuilder();
    for (int at = all.indexOf("\r\n\r\n") + 4; ; ) {
      int line = all.indexOf("\r\n", at);
      int size = Integer.parseInt(all, at, line, 16);
      if (size == 0) {
        assertThat(all.substring(line)).isEqualTo("\r\n\r\n");
        return body.toString().getBytes(StandardCharsets.ISO_8859_1);
      }
      body.append(all, line + 2, line + 2 + size);
      at = line + 2 + size + 2;
    }
  }
}
