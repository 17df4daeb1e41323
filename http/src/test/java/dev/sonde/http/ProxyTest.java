package dev.sonde.http;

import static dev.sonde.http.tls.CertificateStatus.Use.SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(600)
class ProxyTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final AtomicLong now = new AtomicLong();
  private final Client client =
      new Client(
          ClientLimits.of(Duration.ofSeconds(10), Duration.ofSeconds(30), 1 << 20),
          ClientTest.DIRECT,
          now::get,
          InstantSource.system(),
          Duration.ofHours(1));
  private final TestTls tls = TestTls.of("TLSv1.3");
  private final List<String> heads = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void close() {
    client.close();
    assertThat(client.connections()).isZero();
  }

  @Test
  void http_isAskedByTheWholeUrl() throws Exception {
    try (var proxy =
        new RawServer(peer -> {
          heads.add(peer.head());
          peer.send(OK);
          heads.add(peer.head());
          peer.send(OK);
        })) {
      Route route = new Route(Optional.empty(), Optional.of(with(proxy, "me", "s3cret")));
      Call call = Call.get(Url.parse("http://far.test:8080/a?b=c")).by(route);
      assertThat(client.send(call).text()).isEqualTo("ok");
      assertThat(client.send(call).text()).isEqualTo("ok");
      assertThat(heads)
          .hasSize(2)
          .allSatisfy(head ->
              assertThat(head)
                  .isEqualTo(
                      lines(
                          "GET http://far.test:8080/a?b=c HTTP/1.1",
                          "Host: far.test:8080",
                          "Proxy-Authorization: Basic bWU6czNjcmV0")));
      assertThat(proxy.accepted()).isEqualTo(1);
    }
  }

  @Test
  void https_goesThroughATunnel() throws Exception {
    try (var server =
            new TlsServer((peer, _) -> {
              heads.add(peer.head());
              peer.send(OK);
              peer.answer(OK);
            });
        var proxy = tunnel(server.address())) {
      Url url = Url.parse("https://localhost:" + server.address().port() + "/x");
      Call call = Call.get(url).by(tls.by(with(proxy, "me", "s3cret")));
      assertThat(client.send(call).text()).isEqualTo("ok");
      assertThat(client.send(call).text()).isEqualTo("ok");
      String where = "localhost:" + server.address().port();
      assertThat(heads)
          .containsExactly(
              lines(
                  "CONNECT " + where + " HTTP/1.1",
                  "Host: " + where,
                  "Proxy-Authorization: Basic bWU6czNjcmV0"),
              lines("GET /x HTTP/1.1", "Host: " + where));
      assertThat(proxy.accepted()).isEqualTo(1);
    }
  }

  @Test
  void sixthVersion_standsInBrackets() throws Exception {
    try (var proxy = answering("HTTP/1.1 502 Bad Gateway\r\n\r\n")) {
      Call call = Call.get(Url.parse("https://[2001:db8::1]/")).by(tls.by(with(proxy, "", "")));
      assertThatThrownBy(() -> client.send(call)).hasMessageContaining("could not reach it");
      assertThat(heads)
          .containsExactly(lines("CONNECT [2001:db8::1]:443 HTTP/1.1", "Host: [2001:db8::1]:443"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {407, 403, 502, 302, 404})
  void refusal_isToldApart(int status) throws Exception {
    try (var proxy = answering("HTTP/1.1 " + status + " X\r\nContent-Length: 4\r\n\r\nnope")) {
      Call call = Call.get(Url.parse("https://far.test/")).by(tls.by(with(proxy, "me", "s3cret")));
      assertThatThrownBy(() -> client.send(call))
          .isInstanceOfSatisfying(
              ProxyRefusedException.class,
              refused -> assertThat(refused.status()).isEqualTo(status))
          .hasMessageStartingWith("proxy " + proxy.url("/").host() + ": it answered HTTP " + status)
          .hasMessageContaining("far.test:443")
          .hasMessageNotContaining("s3cret");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SSH-2.0-x\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\n\u0016\u0003\u0003",
        "HTTP/1.1 200 OK\n\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
      })
  void proxyThatTalksNonsense_isNamed(String bytes) throws Exception {
    try (var proxy =
        new RawServer(peer -> {
          peer.answer(bytes);
          peer.socket().shutdownOutput();
          peer.untilClosed();
        })) {
      Call call = Call.get(Url.parse("https://far.test/")).by(tls.by(with(proxy, "", "")));
      assertThatThrownBy(() -> client.send(call))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("far.test:443: proxy " + proxy.url("/").host() + ": ");
      assertThat(tls.tls().certificates()).noneMatch(each -> each.use() == SERVER);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X: y\r\n", "x", "\r\nHTTP/1.1 100 Continue\r\n"})
  void proxyWithoutEnd_isCut(String again) throws Exception {
    try (var proxy =
        new RawServer(peer -> {
          peer.answer("HTTP/1.1 200 OK\r\n");
          while (true) {
            peer.send(again.repeat(50));
          }
        })) {
      Call call = Call.get(Url.parse("https://far.test/")).by(tls.by(with(proxy, "", "")));
      assertThatThrownBy(() -> client.send(call)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void proxyThatIsNotThere_isNamed() throws Exception {
    try (var deaf = new DeafPort()) {
      var proxy = new Proxy(deaf.address(), "", new Secret(""));
      for (String url : List.of("https://far.test/", "http://far.test/")) {
        Call call = Call.get(Url.parse(url)).by(tls.by(proxy));
        assertThatThrownBy(() -> client.send(call))
            .hasMessageContaining(": proxy " + proxy + ": Connection refused");
      }
    }
  }

  @Test
  void slowProxy_isCutAtItsDeadline() throws Exception {
    try (var proxy =
        new RawServer(peer -> {
          peer.head();
          now.addAndGet(Duration.ofSeconds(10).toNanos());
          client.sweep();
          peer.untilClosed();
        })) {
      Call call = Call.get(Url.parse("https://far.test/")).by(tls.by(with(proxy, "", "")));
      assertThatThrownBy(() -> client.send(call))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessage("far.test:443: the proxy did not answer within 10000 ms");
    }
  }

  @Test
  void unixSocket_isReachedWithoutAProxy(@TempDir Path folder) throws Exception {
    Address address = new Address.Unix(folder.resolve("a.sock"));
    Route route = tls.by(Proxy.parse("proxy.invalid:1"));
    try (var _ = Listener.open(address, Limits.DEFAULT, Served::echo)) {
      Call call = Call.get(Url.parse("http://" + address + ":/x")).by(route);
      assertThat(client.send(call).text()).isEqualTo("GET /x");
    }
  }

  @Test
  void routes_shareNoConnections() throws Exception {
    try (var server =
        new RawServer(peer -> {
          peer.answer(OK);
          peer.answer(OK);
          peer.untilClosed();
        })) {
      Url url = server.url("/");
      client.send(Call.get(url));
      client.send(Call.get(url).by(new Route(Optional.empty(), Optional.of(with(server, "", "")))));
      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  /// A proxy that leads everywhere to one server.
  private RawServer tunnel(Address.Tcp server) throws IOException {
    return new RawServer(peer -> {
      heads.add(peer.head());
      try (var up = new Socket(InetAddress.ofLiteral(server.host()), server.port())) {
        peer.send("HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n");
        Thread down =
            Thread.ofVirtual()
                .start(() -> {
                  try {
                    up.getInputStream().transferTo(peer.socket().getOutputStream());
                  } catch (IOException over) {
                    // one side is gone
                  }
                });
        peer.in().transferTo(up.getOutputStream());
        up.shutdownOutput();
        down.join();
      }
    });
  }

  private RawServer answering(String bytes) throws IOException {
    return new RawServer(peer -> {
      heads.add(peer.head());
      peer.send(bytes);
      peer.untilClosed();
    });
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  private static Proxy with(RawServer server, String username, String password) {
    return new Proxy((Address.Tcp) server.url("/").address(), username, new Secret(password));
  }
}
