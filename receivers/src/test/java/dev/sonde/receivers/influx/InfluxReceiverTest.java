package dev.sonde.receivers.influx;

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

class InfluxReceiverTest {
  private final Counter counter = new Counter();
  private final InfluxReceiver receiver = new InfluxReceiver(counter.desk());

  @Test
  void line_isTaken_byBothVersions() throws Exception {
    String line = "cpu,host=a usage=4.5,idle=9i 1767225600\n";
    for (String path : new String[] {"/write?db=x&precision=s", "/api/v2/write?precision=s"}) {
      assertThat(ask(receiver, "POST", path, line).status()).isEqualTo(204);
      assertThat(counter.lines())
          .containsExactly(
              "cpu_usage{host=\"a\"} 4.5 @1767225600000",
              "cpu_idle{host=\"a\"} 9.0 @1767225600000");
    }
  }

  @Test
  void lineWithoutATime_isNow() throws Exception {
    ask(receiver, "POST", "/write", "cpu usage=1");
    assertThat(counter.lines()).containsExactly("cpu_usage 1.0 @" + Counter.NOW);
  }

  @Test
  void someLinesThatAreWrong_areAPartialWrite_afterTheRestIsSafe() throws Exception {
    Response response = ask(receiver, "POST", "/write", "cpu usage=1\ncpu usage=\n");
    assertThat(response.status()).isEqualTo(400);
    assertThat(body(response))
        .startsWith("{\"error\":\"partial write: unable to parse 'cpu usage='")
        .contains("dropped=1");
    assertThat(counter.lines()).hasSize(1);
  }

  @Test
  void onlyWrongLines_areAnError_inTheWordsOfEach() throws Exception {
    assertThat(body(ask(receiver, "POST", "/write", "cpu")))
        .startsWith("{\"error\":\"unable to parse 'cpu'");
    Response two = ask(receiver, "POST", "/api/v2/write", "cpu");
    assertThat(two.status()).isEqualTo(400);
    assertThat(body(two)).startsWith("{\"code\":\"invalid\",\"message\":\"unable to parse 'cpu'");
  }

  @Test
  void tagsThatMeetUnderOneName_areRefused() throws Exception {
    Response response = ask(receiver, "POST", "/write", "cpu,a.b=1,a-b=2 usage=1");
    assertThat(response.status()).isEqualTo(400);
    assertThat(body(response)).contains("partial write", "dropped=1");
  }

  @Test
  void unknownPrecision_isRefused_unread() throws Exception {
    assertThat(body(ask(receiver, "POST", "/write?precision=week", "cpu usage=1")))
        .contains("invalid precision");
    assertThat(ask(receiver, "POST", "/api/v2/write?precision=m", "cpu usage=1").status())
        .isEqualTo(400);
    assertThat(counter.pushes()).isEmpty();
  }

  @Test
  void pong_namesAVersion() {
    assertThat(InfluxReceiver.pong().status()).isEqualTo(204);
    assertThat(InfluxReceiver.pong().headers())
        .extracting(Header::name)
        .contains("X-Influxdb-Version");
  }

  @Test
  void rubbish_isNeverWorseThan400() throws Exception {
    var random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = "a,b=c d=1,e=\"x\" 17\nf g=2i".getBytes(StandardCharsets.UTF_8);
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      var request = Request.of("POST", i % 2 == 0 ? "/write" : "/api/v2/write", bytes);
      assertThat(ask(receiver, ANYBODY, request).status()).isIn(204, 400);
    }
  }
}
