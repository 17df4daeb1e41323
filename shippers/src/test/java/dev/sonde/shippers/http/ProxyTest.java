package dev.sonde.shippers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sonde.api.Encoded;
import dev.sonde.api.Examination;
import dev.sonde.api.Outcome;
import dev.sonde.api.Secret;
import dev.sonde.api.Shipper;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.http.Proxy;
import dev.sonde.http.tls.TlsConfig;
import dev.sonde.shippers.TestHttp;
import dev.sonde.shippers.remotewrite.RemoteWriteConfig;
import dev.sonde.shippers.remotewrite.RemoteWriteShipperFactory;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.FaultyPeer;
import dev.sonde.testkit.Reaction;
import dev.sonde.testkit.Shipments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Towards servers that only a proxy could reach.
@Timeout(600)
class ProxyTest {
  private static final String PASSWORD = "proxy-secret-3";
  private final FaultyPeer proxy;

  ProxyTest() throws IOException {
    proxy = new FaultyPeer();
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
  }

  @Test
  void plainHttp_isAskedForByItsWholeUrl() throws Exception {
    assertThat(sent("http://collector.invalid/in", given(), Map.of())).isEqualTo(Outcome.ACCEPTED);
    assertThat(proxy.received().getFirst().target()).isEqualTo("http://collector.invalid/in");
    assertThat(proxy.received().getFirst().header("proxy-authorization")).startsWith("Basic ");
  }

  @Test
  void environment_namesTheProxy_unlessItIsSetAside() throws Exception {
    Map<String, String> environment = Map.of("http_proxy", proxy.url("/"));
    assertThat(sent("http://collector.invalid/in", new ProxyConfig.Environment(), environment))
        .isEqualTo(Outcome.ACCEPTED);
    assertThatThrownBy(() -> sent("http://127.0.0.1:1/in", new ProxyConfig.None(), environment))
        .isInstanceOf(IOException.class);
    var except = Map.of("http_proxy", proxy.url("/"), "no_proxy", "127.0.0.1");
    assertThatThrownBy(() -> sent("http://127.0.0.1:1/in", new ProxyConfig.Environment(), except))
        .isInstanceOf(IOException.class);
    assertThat(proxy.received()).hasSize(1);
  }

  @Test
  void environmentThatIsWrong_isNamed() {
    var wrong = Map.of("http_proxy", "ftp://a");
    assertThatThrownBy(() -> sent("http://b.invalid/", new ProxyConfig.Environment(), wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http_proxy");
  }

  @Test
  void proxyThatWantsToKnowWho_isHeld() throws Exception {
    for (String url : List.of("https://collector.invalid/in", "http://collector.invalid/in")) {
      proxy.then(new Reaction.Echo(407));
      assertThat(sent(url, given(), Map.of()))
          .asInstanceOf(type(Outcome.Held.class))
          .satisfies(it -> assertThat(it.why()).contains("407").doesNotContain(PASSWORD));
    }
    assertThat(proxy.received().getFirst().method()).isEqualTo("CONNECT");
  }

  @Test
  void proxyThatCannotNow_isAskedAgain() throws Exception {
    for (int status : new int[] {429, 502, 503, 504}) {
      proxy.then(Reaction.status(status));
      assertThat(sent("https://collector.invalid/in", given(), Map.of()))
          .asInstanceOf(type(Outcome.Retry.class))
          .satisfies(it -> assertThat(it.why()).contains(status + ""));
    }
  }

  @Test
  void proxyThatWantsToKnowWho_isHeld_beforeAnyFormIsFoundOut() throws Exception {
    proxy.always(Reaction.status(407));
    var http =
        TestHttp.config(
            "https://collector.invalid/w",
            Map.of(),
            new Credentials.None(),
            TlsConfig.DEFAULT,
            given());
    var config =
        new RemoteWriteConfig(
            http, RemoteWriteConfig.Version.AUTO, RemoteWriteConfig.Compression.AUTO, true, false);
    try (Shipper shipper =
        new RemoteWriteShipperFactory(TestHttp.contexts()).create(config, TestHttp.SURROUNDINGS)) {
      assertThat(shipper.send(shipper.encode(Shipments.plain(0, 10))))
          .isInstanceOf(Outcome.Held.class);
    }
  }

  @Test
  void examination_saysWhatItSaw() throws Exception {
    try (HttpDestination direct = destination(proxy.url("/in"), new ProxyConfig.None(), Map.of())) {
      Examination seen = direct.examine();
      assertThat(seen.good()).isTrue();
      assertThat(seen.seen()).anyMatch(each -> each.startsWith("connected to 127.0.0.1:"));
    }
    try (HttpDestination nowhere =
        destination("http://127.0.0.1:1/in", new ProxyConfig.None(), Map.of())) {
      Examination seen = nowhere.examine();
      assertThat(seen.good()).isFalse();
      assertThat(seen.seen().getLast()).contains("127.0.0.1:1", "is it running");
    }
    assertThat(proxy.received()).isEmpty();
  }

  private ProxyConfig given() {
    Proxy parsed = Proxy.parse(proxy.url("/"));
    return new ProxyConfig.Given(new Proxy(parsed.address(), "user", new Secret(PASSWORD)));
  }

  private static Outcome sent(String url, ProxyConfig way, Map<String, String> environment)
      throws IOException, InterruptedException {
    try (HttpDestination destination = destination(url, way, environment)) {
      var id = Shipments.plain(0, 1).id();
      var encoded = new Encoded(id, ByteBuffer.wrap(new byte[] {1}), 1, Map.of());
      return destination.post(encoded, "text/plain", List.of(), destination::outcome);
    }
  }

  private static HttpDestination destination(
      String url, ProxyConfig way, Map<String, String> environment) {
    return new HttpDestination(
        TestHttp.config(url, Map.of(), new Credentials.None(), TlsConfig.DEFAULT, way),
        TestHttp.contexts(),
        new Surroundings(environment, new DirectCalls()),
        Time.SYSTEM);
  }
}
