package dev.sonde.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// What gets no answer, and the words for it.
class RefusalsTest {
  private final StoredWorld world = new StoredWorld();

  RefusalsTest() throws Exception {
    for (int i = 0; i < 20; i++) {
      for (int second = 100; second > 0; second--) {
        world.add("x", Labels.of("n", Integer.toString(i)), second, i * second);
      }
    }
    world.sent();
  }

  @Test
  void parameters_areChecked() throws Exception {
    bad("", "say which series: match=up{job=\\\"node\\\"}");
    bad("match=", "say which series");
    bad("match=x%7B", "match: character 3: a } is missing");
    bad("match=x&from=soon", "from: soon is no instant");
    bad("match=x&from=-1h&to=-2h", "to lies before from");
    bad("match=x&points=0", "points: 0 is no whole number from 1 to 50000");
    bad("match=x&points=50001", "points: 50001 is no whole number");
    bad("match=x&points=1e3", "points: 1e3 is no whole number");
    bad("match=x&points=99999999999", "points: 99999999999 is no whole number");
    bad("match=x&points=3&step=1s", "give points or step, not both");
    bad("match=x&step=0s", "step is shorter than 1ms");
    bad("match=x&step=often", "step: often is not a time span");
    bad("match=x&fold=max", "fold goes with points or step");
    bad("match=x&points=3&fold=mean", "fold: mean is none of avg, min, max");
    bad("match=x&points=3&fold=avgg", "did you mean avg?");
    bad("match=x&points=3&from=now&to=now", "from and to are the same instant");
    bad("match=x&format=xml", "format is json or csv");
    bad("match=x&match=y", "match is given 2 times");
    bad("match=x&form=-1h", "there is no parameter form here; there are match, from, to");
    bad("match=x&form=-1h", "did you mean from?");
    bad("match%5B%5D=x", "there is no parameter match[] here");
    bad("match=" + "x".repeat(4097), "4096 characters at most");
  }

  @Test
  void limits_areTold_beforeAnAnswerBegins() throws Exception {
    world.limits = limits(19, 1_000_000, 1 << 20);
    tooMuch("match=x", "more than 19 series match; narrow the selection");
    tooMuch("match=x&points=3", "more than 19 series match");
    assertThat(world.get("/api/v1/latest").status()).isEqualTo(422);
    world.limits = limits(20, 1_000_000, 1 << 20);
    assertThat(world.get("/api/v1/range?match=x&points=3").status()).isEqualTo(200);
    world.limits = limits(20, 2_000, 1 << 20);
    assertThat(world.get("/api/v1/range?match=x").status()).isEqualTo(200);
    assertThat(world.get("/api/v1/range?match=x&points=100").status()).isEqualTo(200);
    world.limits = limits(20, 1_999, 1 << 20);
    tooMuch("match=x", "the answer has more than 1999 points");
    tooMuch("match=x&points=100", "the answer has more than 1999 points");
    tooMuch("match=x&step=1ms&from=-1h", "step makes 3600000 steps of this time");
    world.limits = limits(20, 1_000_000, 20_000);
    tooMuch("match=x", "the answer is longer than 20000 bytes");
  }

  @Test
  void series_thatEndedEarlierThatDay_doNotCount() throws Exception {
    world.limits = limits(20, 1_000_000, 1 << 20);
    world.add("x", Labels.of("n", "20"), 7200, 1).sent();
    assertThat(world.get("/api/v1/range?match=x").status()).isEqualTo(200);
    tooMuch("match=x&from=-3h", "more than 20 series match");
  }

  @Test
  void aList_isWholeUnlessAPartWasAskedFor() throws Exception {
    assertThat(world.body("/api/v1/series?limit=20")).endsWith("\"truncated\":false}\n");
    assertThat(world.body("/api/v1/series?limit=19")).endsWith("\"truncated\":true}\n");
    assertThat(world.body("/api/v1/series?limit=0")).contains("limit: 0 is no whole number");
  }

  @Test
  void noStore_isSaidSo() throws Exception {
    world.history = Optional.empty();
    for (String path : List.of("range?match=x", "latest", "series", "labels", "label/n/values")) {
      Response response = world.get("/api/v1/" + path);
      assertThat(response.status()).isEqualTo(404);
      assertThat(text(response)).contains("no store is configured");
    }
  }

  /// Whatever stands in a query: an answer or words, never a defect.
  @Test
  void hostileParameters_areAnsweredInWords() throws Exception {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(99);
    List<String> names =
        List.of("match", "from", "to", "points", "step", "fold", "format", "limit", "name", "é");
    List<String> values =
        List.of(
            "x",
            "{}",
            "{__name__=~\".*\"}",
            "x{n=~\"1.*\"}",
            "x{",
            "-1h",
            "now",
            "0",
            "-1",
            "99999999999999999999",
            "1767268800",
            "-100000d",
            "2026-01-01",
            "NaN",
            "1e9",
            "5",
            "50000",
            "1ms",
            "1h",
            "avg",
            "rate",
            "count",
            "csv",
            "json",
            "",
            " ",
            "'",
            "\"",
            "\n",
            "😀",
            "{\"\"}",
            "x".repeat(5000),
            "n",
            "__name__");
    List<String> paths = List.of("range", "latest", "series", "labels", "label/n/values");
    world.limits = limits(20, 200_000, 4 << 20);
    int good = 0;
    for (int i = 0; i < 3_000; i++) {
      var query = new StringBuilder("/api/v1/" + paths.get(random.nextInt(paths.size())) + "?");
      for (int left = random.nextInt(5); left > 0; left--) {
        query.append(StoredWorld.encoded(names.get(random.nextInt(names.size()))));
        query.append('=').append(StoredWorld.encoded(values.get(random.nextInt(values.size()))));
        query.append('&');
      }
      Response response = world.get(query.toString());
      good += response.status() == 200 ? 1 : 0;
      assertThat(response.status()).as(query.toString()).isIn(200, 400, 422);
      assertThat(text(response)).isNotEmpty();
    }
    assertThat(good).isGreaterThan(100);
  }

  private static QueryLimits limits(int series, long points, long bytes) {
    return new QueryLimits(Duration.ofSeconds(30), series, points, bytes, 4);
  }

  private void bad(String query, String words) throws Exception {
    refused(400, query, words);
  }

  private void tooMuch(String query, String words) throws Exception {
    refused(422, query, words);
  }

  private void refused(int status, String query, String words) throws Exception {
    Response response = world.get("/api/v1/range?" + query);
    assertThat(response.status()).as(query).isEqualTo(status);
    assertThat(text(response)).startsWith("{\"error\":\"").contains(words);
  }

  private static String text(Response response) throws Exception {
    return new String(response.bytes(), StandardCharsets.UTF_8);
  }
}
