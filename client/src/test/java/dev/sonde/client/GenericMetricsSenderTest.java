package dev.sonde.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What goes through the client and what is pushed as JSON is the same.
@Timeout(600)
class GenericMetricsSenderTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");
  private static final String[] TEXTS = {
    "a", "event_name", "Größe", "a b", "", "x\"y", "seen_total", "9lives", "😀", "A.b-c"
  };

  private final TestHub direct = TestHub.open();
  private final TestHub pushed = TestHub.open();

  GenericMetricsSenderTest() throws IOException {}

  @AfterEach
  void close() {
    direct.close();
    pushed.close();
  }

  @Test
  void metric_isItsSeries_itsNumbersAreMore_andTextsStandBeside() throws Exception {
    var metadata = Map.<String, Object>of("n", 3, "ok", true, "event_name", "login", "who", "Ann");
    try (var sender = sender()) {
      assertThat(sender.send(new GenericMetric("app", "event", 1.5, NOON, metadata)).isTaken())
          .isTrue();
      assertThat(direct.await(3).keySet())
          .anyMatch(line ->
              line.startsWith("event{event_name=\"login\",origin=\"app\"} 1.5 @1767268800123")
                  && line.contains("Ann"))
          .anyMatch(line -> line.startsWith("event_n{event_name=\"login\",origin=\"app\"} 3.0"))
          .anyMatch(line -> line.startsWith("event_ok{event_name=\"login\",origin=\"app\"} 1.0"));
    }
  }

  @Test
  void anyMetric_isWhatItsJsonWouldBe_inBothForms() throws Exception {
    var random = new Random(20_260_101);
    var metrics = new ArrayList<GenericMetric>();
    for (int i = 0; i < 300; i++) {
      metrics.add(random(random, i));
    }
    try (var sender = sender();
        var client = HttpClient.newHttpClient()) {
      assertThat(sender.send(metrics, LONG).isTaken()).isTrue();
      assertThat(sender.close(LONG)).isEqualTo(new Closing(0, 0));
      push(client, "[" + String.join(",", metrics.stream().map(each -> flat(each)).toList()) + "]");
      assertThat(direct.taken()).hasSizeGreaterThan(300).isEqualTo(pushed.taken());
      int before = pushed.taken().size();
      push(client, metrics.stream().map(GenericMetric::toTimeseriesJson).toList().toString());
      assertThat(pushed.taken().subList(before, 2 * before))
          .containsExactlyInAnyOrderElementsOf(direct.taken());
      assertThat(direct.families()).containsAllEntriesOf(pushed.families());
    }
  }

  @Test
  void onesThatNoHubTakes_refuseAllThatCameWithThem() throws Exception {
    try (var sender = sender()) {
      var far = new GenericMetric("a", "b", 1, Instant.now().plusSeconds(3_600), Map.of());
      Receipt receipt = sender.send(List.of(new GenericMetric("a", "c", 1), far));
      assertThat(receipt)
          .isInstanceOfSatisfying(
              Receipt.Refused.class,
              refused -> {
                assertThat(refused.reason()).isEqualTo(Receipt.Reason.UNFIT);
                assertThat(refused.why()).contains("b: ", "ten minutes ahead");
              });
      assertThat(sender.status().taken()).isZero();
      assertThat(sender.status().refused()).isEqualTo(Map.of(Receipt.Reason.UNFIT, 2L));
    }
  }

  private GenericMetricsSender sender() throws IOException {
    return GenericMetricsSender.open(SinkConfig.inMemory(direct.url().replace("http", "ws")));
  }

  private void push(HttpClient client, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(pushed.url() + "/api/metrics"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    var answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    assertThat(answer.body()).contains("\"refused\":0");
  }

  private static GenericMetric random(Random random, int number) {
    var metadata = new TreeMap<String, Object>();
    for (int i = random.nextInt(5); i > 0; i--) {
      metadata.put(text(random) + "k", value(random));
    }
    double value = random.nextBoolean() ? number : random.nextGaussian() * 1e12;
    Instant time = NOON.plusMillis(random.nextInt());
    return new GenericMetric(text(random), "m" + text(random) + number, value, time, metadata);
  }

  private static Object value(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextBoolean();
      case 2 -> random.nextGaussian();
      default -> text(random) + "v".repeat(random.nextInt(1_500));
    };
  }

  private static String text(Random random) {
    return TEXTS[random.nextInt(TEXTS.length)];
  }

  /// As document 002's HTTP fallback writes it, by hand.
  private static String flat(GenericMetric metric) {
    var out = new ByteSink();
    var json = new JsonWriter(out).object();
    json.name("origin").value(metric.origin()).name("metric_type").value(metric.metricType());
    json.name("value").value(metric.value());
    json.name("timestamp").value(metric.timestamp().toString()).name("metadata").object();
    new TreeMap<>(metric.metadata())
        .forEach((name, each) -> {
          json.name(name);
          switch (each) {
            case Long number -> json.value((long) number);
            case Double number -> json.value((double) number);
            case Boolean truth -> json.value((boolean) truth);
            default -> json.value(each.toString());
          }
        });
    json.endObject().endObject().end();
    return out.toString();
  }
}
