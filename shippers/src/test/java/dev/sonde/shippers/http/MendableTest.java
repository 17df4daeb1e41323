package dev.sonde.shippers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sonde.api.Outcome;
import dev.sonde.api.Shipper;
import dev.sonde.shippers.TestHttp;
import dev.sonde.shippers.httpjson.HttpJsonConfig;
import dev.sonde.shippers.httpjson.HttpJsonShipperFactory;
import dev.sonde.shippers.remotewrite.RemoteWriteConfig;
import dev.sonde.shippers.remotewrite.RemoteWriteShipperFactory;
import dev.sonde.testkit.FaultyPeer;
import dev.sonde.testkit.Reaction;
import dev.sonde.testkit.Shipments;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What stands between Sonde and a receiver answers by itself.
@Timeout(600)
final class MendableTest {
  private final FaultyPeer peer;

  MendableTest() throws IOException {
    peer = new FaultyPeer();
  }

  @BeforeEach
  void settle() {
    peer.always(Reaction.status(204));
  }

  @AfterEach
  void close() throws IOException {
    peer.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No required SSL certificate was sent",
        "The SSL certificate error",
        "The plain HTTP request was sent to HTTPS port",
        "Request Header Or Cookie Too Large"
      })
  void connectionThatNginxRefuses_isHeld(String words) throws Exception {
    for (Shipper each : shippers()) {
      peer.then(answer(400, nginx(400, words, "400 Bad Request")));
      assertThat(sent(each))
          .asInstanceOf(type(Outcome.Held.class))
          .satisfies(it -> assertThat(it.why()).startsWith("HTTP 400: " + words + "; "))
          .satisfies(it -> assertThat(it.why()).doesNotContain("<"));
    }
  }

  @Test
  void nginxOwnStatuses_areHeld_andSayWhatToDo() throws Exception {
    for (int status : new int[] {494, 495, 496, 497}) {
      for (Shipper each : shippers()) {
        peer.then(answer(status, ""));
        assertThat(sent(each))
            .asInstanceOf(type(Outcome.Held.class))
            .satisfies(it -> assertThat(it.why()).startsWith("HTTP " + status + "; "));
      }
    }
  }

  @Test
  void plainHttpToGo_isHeld() throws Exception {
    for (Shipper each : shippers()) {
      peer.then(answer(400, "Client sent an HTTP request to an HTTPS server.\n"));
      assertThat(sent(each)).isInstanceOf(Outcome.Held.class);
    }
  }

  @Test
  void sameWordsQuotedByAReceiver_areTheBatchsFault() throws Exception {
    String page = nginx(400, "No required SSL certificate was sent", "400 Bad Request");
    for (String quoted : List.of("out of order: {a=\"" + page + "\"}", nginx(400, "Bad", "x"))) {
      for (Shipper each : shippers()) {
        peer.then(answer(400, quoted));
        assertThat(sent(each)).isNotInstanceOf(Outcome.Held.class);
      }
    }
  }

  @Test
  void pagesOfAProxy_areToldByTheirTitle() throws Exception {
    for (Shipper each : shippers()) {
      peer.then(answer(502, nginx(502, "Bad Gateway", "502 Bad Gateway")));
      assertThat(sent(each))
          .asInstanceOf(type(Outcome.Retry.class))
          .satisfies(it -> assertThat(it.why()).isEqualTo("HTTP 502: Bad Gateway"));
    }
    for (Shipper each : shippers()) {
      peer.then(answer(413, nginx(413, "Request Entity Too Large", "413")));
      assertThat(sent(each))
          .asInstanceOf(type(Outcome.TooLarge.class))
          .satisfies(it -> assertThat(it.why()).isEqualTo("HTTP 413: Request Entity Too Large"));
    }
  }

  @Test
  void learntForm_isKept_whenAProxyRefusesTheConnection() throws Exception {
    peer.then(answer(200, "1"), answer(204, ""))
        .then(answer(400, nginx(400, "The SSL certificate error", "400 Bad Request")));
    var config =
        new RemoteWriteConfig(
            TestHttp.config(peer.url("/"), Map.of(), new Credentials.None()),
            RemoteWriteConfig.Version.AUTO,
            RemoteWriteConfig.Compression.AUTO,
            true,
            false);
    try (Shipper shipper = remoteWrite(config)) {
      assertThat(post(shipper)).isInstanceOf(Outcome.Again.class);
      assertThat(post(shipper)).isEqualTo(Outcome.ACCEPTED);
      assertThat(post(shipper)).isInstanceOf(Outcome.Held.class);
      assertThat(post(shipper)).isEqualTo(Outcome.ACCEPTED);
    }
    assertThat(peer.received().getLast().header("content-encoding")).isEqualTo("zstd");
  }

  @Test
  void keyInAQuery_isNotTold() throws Exception {
    String target = "/in?tenant=a&key=topsecret1";
    peer.then(Reaction.status(308, "Location", "https://b" + target));
    var http = TestHttp.config(peer.url(target), Map.of(), new Credentials.None());
    var config = new HttpJsonConfig(http, false, HttpJsonConfig.Timestamps.SAMPLE);
    Shipper shipper =
        new HttpJsonShipperFactory(TestHttp.contexts()).create(config, TestHttp.SURROUNDINGS);
    assertThat(sent(shipper))
        .asInstanceOf(type(Outcome.Held.class))
        .satisfies(it -> assertThat(it.why()).contains("https://b/in?tenant=a&key=***"));
  }

  private static Reaction answer(int status, String body) {
    return new Reaction.Answer(status, Map.of(), body);
  }

  private static String nginx(int status, String title, String head) {
    return "<html>\r\n<head><title>"
        + status
        + " "
        + title
        + "</title></head>\r\n<body>\r\n<center><h1>"
        + head
        + "</h1></center>\r\n<center>"
        + title
        + "</center>\r\n<hr><center>nginx/1.26.3</center>\r\n</body>\r\n</html>\r\n";
  }

  private Outcome sent(Shipper shipper) throws Exception {
    try (shipper) {
      return post(shipper);
    }
  }

  private static Outcome post(Shipper shipper) throws Exception {
    return shipper.send(shipper.encode(Shipments.plain(0, 10)));
  }

  private List<Shipper> shippers() {
    var http = TestHttp.config(peer.url("/"), Map.of(), new Credentials.None());
    return List.of(
        remoteWrite(
            new RemoteWriteConfig(
                http,
                RemoteWriteConfig.Version.ONE,
                RemoteWriteConfig.Compression.SNAPPY,
                true,
                false)),
        new HttpJsonShipperFactory(TestHttp.contexts())
            .create(
                new HttpJsonConfig(http, false, HttpJsonConfig.Timestamps.SAMPLE),
                TestHttp.SURROUNDINGS));
  }

  private static Shipper remoteWrite(RemoteWriteConfig config) {
    return new RemoteWriteShipperFactory(TestHttp.contexts()).create(config, TestHttp.SURROUNDINGS);
  }
}
