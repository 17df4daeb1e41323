package dev.sonde.receivers.pushgateway;

import static dev.sonde.receivers.Counter.ANYBODY;
import static dev.sonde.receivers.Counter.ask;
import static dev.sonde.receivers.Counter.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.http.Header;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.receivers.Counter;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PushgatewayReceiverTest {
  private static final String JOB = "/metrics/job/backup";
  private static final String TIME =
      "push_time_seconds{job=\"backup\"} 1.7672256E9 @" + Counter.NOW;
  private static final Header FORM =
      new Header("Content-Type", "application/x-www-form-urlencoded");

  private final Counter counter = new Counter();
  private final PushgatewayReceiver receiver =
      new PushgatewayReceiver(counter.desk(), counter::begin);

  @Test
  void page_isTaken_underTheLabelsOfItsPath() throws Exception {
    String path = JOB + "/instance@base64/ZGIvMQ";
    assertThat(push("POST", path, "bytes{job=\"mine\",disk=\"a\"} 4096\n")).isEqualTo(200);
    assertThat(counter.lines().getFirst())
        .isEqualTo("bytes{disk=\"a\",instance=\"db/1\",job=\"backup\"} 4096.0 @" + Counter.NOW);
    assertThat(push("POST", "/metrics/job@base64/YS9i", "bytes 1\n")).isEqualTo(200);
    assertThat(counter.lines().getFirst()).startsWith("bytes{job=\"a/b\"} 1.0");
  }

  @Test
  void post_replacesWhatItNames() throws Exception {
    push("POST", JOB, "a{x=\"1\"} 1\nb 2\n");
    push("POST", JOB, "a{x=\"2\"} 3\n");
    assertThat(counter.lines())
        .containsExactly(
            "a{job=\"backup\",x=\"2\"} 3.0 @" + Counter.NOW,
            stale("a{job=\"backup\",x=\"1\"}"),
            TIME);
  }

  @Test
  void put_replacesTheGroup_andAnEmptyOneLeavesItsTime() throws Exception {
    push("POST", JOB, "a 1\nb 2\n");
    push("PUT", JOB, "a 3\n");
    assertThat(counter.lines())
        .containsExactly("a{job=\"backup\"} 3.0 @" + Counter.NOW, stale("b{job=\"backup\"}"), TIME);
    assertThat(push("PUT", JOB, "")).isEqualTo(200);
    assertThat(counter.lines()).containsExactly(stale("a{job=\"backup\"}"), TIME);
  }

  @Test
  void delete_endsTheGroup_andNoOther() throws Exception {
    push("POST", JOB, "a 1\n");
    push("POST", JOB + "/instance/b", "a 2\n");
    assertThat(push("DELETE", JOB, "")).isEqualTo(202);
    assertThat(counter.lines())
        .containsExactlyInAnyOrder(
            stale("a{job=\"backup\"}"), stale("push_time_seconds{job=\"backup\"}"));
  }

  @Test
  void groupsOfTwoKeys_areTwo() throws Exception {
    byte[] page = "a 1\n".getBytes(StandardCharsets.UTF_8);
    ask(receiver, Counter.named("one"), Request.of("POST", JOB, page));
    ask(receiver, Counter.named("two"), Request.of("DELETE", JOB, new byte[0]));
    assertThat(counter.lines()).isEmpty();
    ask(receiver, Counter.named("one"), Request.of("DELETE", JOB, new byte[0]));
    assertThat(counter.lines()).contains(stale("a{agent=\"one\",job=\"backup\"}"));
  }

  @Test
  void oneBadLine_refusesThePage_andSaysSo() throws Exception {
    push("POST", JOB, "a 1\n");
    Response response = ask(receiver, "PUT", JOB, "b 1\nc x\n", FORM);
    assertThat(response.status()).isEqualTo(400);
    assertThat(body(response)).contains("text format parsing error in line 2");
    assertThat(counter.pushes().get(1).committed()).isEmpty();
    assertThat(counter.lines())
        .containsExactly("push_failure_time_seconds{job=\"backup\"} 1.7672256E9 @" + Counter.NOW);
    push("DELETE", JOB, "");
    assertThat(counter.lines()).as("a is still there").contains(stale("a{job=\"backup\"}"));
  }

  @Test
  void openMetrics_isTaken_orRefusedAsAWhole() throws Exception {
    var type = new Header("Content-Type", "application/openmetrics-text; version=1.0.0");
    assertThat(ask(receiver, "POST", JOB, "# TYPE a gauge\na 1\n# EOF\n", type).status())
        .isEqualTo(200);
    assertThat(ask(receiver, "POST", JOB, "# TYPE a gauge\na 1\n", type).status()).isEqualTo(400);
  }

  @Test
  void pathsWithoutALabelsValue_andWebPages_areRefused() throws Exception {
    assertThat(push("POST", JOB + "/instance", "a 1\n")).isEqualTo(400);
    assertThat(push("POST", "/metrics/job/", "a 1\n")).isEqualTo(400);
    assertThat(push("POST", JOB + "/in-stance/x", "a 1\n")).isEqualTo(400);
    assertThat(counter.pushes()).isEmpty();
    assertThat(push("POST", JOB, "<p>")).isEqualTo(415);
  }

  @Test
  void rubbish_isNeverWorseThan415() throws Exception {
    var random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = "# TYPE a gauge\na{b=\"c\"} 1\nd 2\n".getBytes(StandardCharsets.UTF_8);
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      assertThat(ask(receiver, ANYBODY, Request.of("PUT", JOB, bytes, FORM)).status())
          .isIn(200, 400, 415);
    }
  }

  private int push(String method, String path, String page) throws Exception {
    return ask(receiver, method, path, page, FORM).status();
  }

  private static String stale(String series) {
    return series + " 7ff0000000000002 @" + Counter.NOW;
  }
}
