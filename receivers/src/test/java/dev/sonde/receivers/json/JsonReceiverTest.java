package dev.sonde.receivers.json;

import static dev.sonde.receivers.Counter.ANYBODY;
import static dev.sonde.receivers.Counter.ask;
import static dev.sonde.receivers.Counter.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.http.Header;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.receivers.Counter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReceiverTest {
  private static final Header JSON = new Header("Content-Type", "application/json; charset=utf-8");
  private static final Header LINES = new Header("Content-Type", "application/x-ndjson");
  private static final Header HERE = new Header("Host", "127.0.0.1:9100");
  private static final String ONE = "{\"name\":\"visits\",\"value\":41}";

  private final Counter counter = new Counter();
  private final JsonReceiver receiver = new JsonReceiver(counter.desk(), new JsonBodies());

  @ParameterizedTest
  @ValueSource(strings = {"/api/metrics", "/api/metrics/", "/api/metrics/bulk", "/api/v1/metrics"})
  void metric_isTaken(String path) throws Exception {
    Response response = ask(receiver, "POST", path, ONE, JSON);
    assertThat(response.status()).isEqualTo(200);
    assertThat(body(response))
        .isEqualTo("{\"success\":true,\"accepted\":1,\"kept_out\":0,\"refused\":0}");
    assertThat(counter.lines()).containsExactly("visits 41.0 @" + Counter.NOW);
  }

  @Test
  void whatIsKeptOut_isCounted_andSaidWhy() throws Exception {
    counter.take("visits"::equals);
    String two = "[" + ONE + ",{\"name\":\"money\",\"value\":1}]";
    Response response = ask(receiver, "POST", "/api/metrics", two, JSON);
    assertThat(response.status()).isEqualTo(200);
    assertThat(body(response))
        .isEqualTo(
            "{\"success\":true,\"accepted\":1,\"kept_out\":1,\"refused\":0,"
                + "\"reasons\":{\"unwanted\":1}}");
  }

  @Test
  void batchOfThePushClient_isTaken_withItsName() throws Exception {
    String batch =
        """
        {"timestamp": "2026-01-01T00:00:00.000000+00:00",
         "metrics": {"BatteryCollector": {"metric": 87, "timestamp": null}},
         "received_at": "2026-01-01T00:00:01.000000+00:00"}
        """;
    var client = new Header("X-Client-ID", " kitchen ");
    assertThat(ask(receiver, "POST", "/api/metrics", batch, JSON, client).status()).isEqualTo(200);
    assertThat(counter.lines()).containsExactly("battery_metric 87.0 @" + Counter.NOW);
    assertThat(counter.more()).isEqualTo(Labels.of("client_id", "kitchen"));
  }

  @Test
  void strangerWithoutAName_isKnownByItsAddress() throws Exception {
    ask(receiver, ANYBODY, Counter.from("192.0.2.7", "/api/metrics", ONE, JSON, HERE));
    assertThat(counter.more()).isEqualTo(Labels.of("agent", "192.0.2.7"));
  }

  @Test
  void whoHasAKey_orIsHere_needsNoOtherName() throws Exception {
    ask(
        receiver,
        Counter.named("shop"),
        Counter.from("192.0.2.7", "/api/metrics", ONE, JSON, HERE));
    assertThat(counter.more()).isEqualTo(Labels.NONE);
    ask(receiver, "POST", "/api/metrics", ONE, JSON, HERE);
    assertThat(counter.more()).isEqualTo(Labels.NONE);
  }

  @Test
  void nameThatIsTooLong_isRefused() throws Exception {
    var client = new Header("X-Client-ID", "x".repeat(257));
    Response response = ask(receiver, "POST", "/api/metrics", ONE, JSON, client);
    assertThat(response.status()).isEqualTo(400);
    assertThat(counter.pushes()).isEmpty();
  }

  @Test
  void someThatAreWrong_areCounted_andTheRestIsTaken() throws Exception {
    String some = "{\"metrics\":[{\"name\":\"a\",\"value\":1},{\"name\":\"b\",\"value\":\"x\"}]}";
    Response response = ask(receiver, "POST", "/api/metrics/bulk", some, JSON);
    assertThat(response.status()).isEqualTo(200);
    assertThat(body(response))
        .contains("\"success\":true,\"accepted\":1", "\"refused\":1", "\"problem\":\"metrics[1]");
    assertThat(counter.lines()).hasSize(1);
  }

  @Test
  void nothingThatIsRight_is422_andTheFirstIsNamed() throws Exception {
    String none = "{\"metrics\":[{\"name\":\"b\",\"value\":\"x\"},{\"name\":\"c\"}]}";
    Response response = ask(receiver, "POST", "/api/metrics", none, JSON);
    assertThat(response.status()).isEqualTo(422);
    assertThat(body(response))
        .contains("\"success\":false,\"accepted\":0", "\"refused\":2", "\"error\":\"metrics[0]");
  }

  @Test
  void lines_areTakenOneByOne() throws Exception {
    String lines = ONE + "\n{broken\n" + ONE.replace("visits", "sales") + "\n";
    Response response = ask(receiver, "POST", "/api/metrics", lines, LINES);
    assertThat(response.status()).isEqualTo(200);
    assertThat(body(response)).contains("\"accepted\":2", "\"refused\":1", "line 2");
    String unsaid = ONE + "\n" + ONE.replace("visits", "sales");
    assertThat(body(ask(receiver, "POST", "/api/metrics", unsaid, JSON)))
        .contains("\"accepted\":2");
  }

  @Test
  void brokenBody_isRefusedAsAWhole() throws Exception {
    Response response = ask(receiver, "POST", "/api/metrics", "{\"name\":\"a\",", JSON);
    assertThat(response.status()).isEqualTo(400);
    assertThat(body(response)).contains("error");
    assertThat(counter.lines()).isEmpty();
  }

  @Test
  void otherTypes_andBodiesTooLarge_areRefused() throws Exception {
    var form = new Header("Content-Type", "application/x-www-form-urlencoded");
    assertThat(ask(receiver, "POST", "/api/metrics", ONE, form).status()).isEqualTo(415);
    String large = " ".repeat(1 << 20) + ONE;
    assertThat(ask(receiver, "POST", "/api/metrics", large, JSON).status()).isEqualTo(413);
  }

  @Test
  void rubbish_isNeverWorseThan422() throws Exception {
    var random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = (ONE + "\n" + ONE).getBytes(StandardCharsets.UTF_8);
      bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1);
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      var request = Request.of("POST", "/api/metrics", bytes, i % 2 == 0 ? JSON : LINES);
      assertThat(ask(receiver, ANYBODY, request).status()).isIn(200, 400, 422);
    }
  }
}
