package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTest {
  @Test
  void parameters_areDecodedAndKeepTheirOrder() {
    Request request = get("/q?a=1&b=x+y%2Bz&a=%e2%82%ac&&c&=d&match[]={a=\"b\"}");
    assertThat(request.path()).isEqualTo("/q");
    assertThat(request.parameters("a")).containsExactly("1", "€");
    assertThat(request.parameter("b")).contains("x y+z");
    assertThat(request.parameter("c")).contains("");
    assertThat(request.parameter("match[]")).contains("{a=\"b\"}");
    assertThat(request.parameter("missing")).isEmpty();
    assertThat(request.parameters().keySet()).containsExactly("a", "b", "c", "", "match[]");
    assertThatThrownBy(() -> request.parameters().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void headers_areFoundInAnyCase() {
    Request request = get("/", new Header("X-A", "1"), new Header("x-a", "2"));
    assertThat(request.header("x-A")).contains("1");
    assertThat(request.headers("X-a")).containsExactly("1", "2");
    assertThat(request.header("b")).isEmpty();
  }

  @Test
  void wrongTarget_isRefused() {
    assertThatThrownBy(() -> get("/%zz"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("percent");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, localhost, , true",
    "127.0.0.1, LOCALHOST:9100, , true",
    "127.0.0.1, 127.0.0.1:9100, , true",
    "::1, '[::1]:9100', , true",
    ", localhost, , true",
    "127.0.0.1, , , false",
    "127.0.0.1, example.com, , false",
    "127.0.0.1, localhost.example.com, , false",
    "127.0.0.1, 127.0.0.1.example.com, , false",
    "127.0.0.1, '[::1].example.com', , false",
    "192.0.2.1, localhost, , false",
    "127.0.0.1, localhost, Forwarded, false",
    "127.0.0.1, localhost, x-forwarded-FOR, false",
    "127.0.0.1, localhost, X-Forwarded-Host, false",
    "127.0.0.1, localhost, x-real-ip, false",
    "127.0.0.1, localhost, Via, false",
    "127.0.0.1, localhost, X-Other, true",
  })
  void direct_needsLoopbackPeerAndHostAndNoForwarding(
      String peer, String host, String header, boolean direct) throws Refusal {
    var headers = new java.util.ArrayList<Header>();
    if (host != null) {
      headers.add(new Header("Host", host));
    }
    if (header != null) {
      headers.add(new Header(header, "192.0.2.9"));
    }
    assertThat(request("/", headers, Optional.ofNullable(peer)).direct()).isEqualTo(direct);
  }

  @Test
  void direct_looksAtTheHostOfAnAbsoluteTarget() throws Refusal {
    var headers = List.of(new Header("Host", "localhost"));
    var peer = Optional.of("127.0.0.1");
    assertThat(request("http://localhost/", headers, peer).direct()).isTrue();
    assertThat(request("http://example.com/", headers, peer).direct()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "gzip, true",
    "'deflate, GZIP;q=1', true",
    "x-gzip, true",
    "*, true",
    "'br, *;q=0.1', true",
    "'gzip;q=0', false",
    "'gzip; Q=0.000', false",
    "'*;q=0', false",
    "'gzip;q=0, *', false",
    "identity, false",
    "'', false",
  })
  void acceptsGzip_followsTheHeader(String value, boolean accepts) {
    assertThat(get("/", new Header("Accept-Encoding", value)).acceptsGzip()).isEqualTo(accepts);
  }

  private static Request get(String target, Header... headers) {
    return Request.of("GET", target, new byte[0], headers);
  }

  @Test
  void direct_isNoHttp10_whichProxiesSpeak() throws Refusal {
    var headers = List.of(new Header("Host", "127.0.0.1:9100"));
    assertThat(received("/", headers, Optional.of("127.0.0.1"), false).direct()).isTrue();
    assertThat(received("/", headers, Optional.of("127.0.0.1"), true).direct()).isFalse();
  }

  private static Request request(String target, List<Header> headers, Optional<String> peer)
      throws Refusal {
    return received(target, headers, peer, false);
  }

  private static Request received(
      String target, List<Header> headers, Optional<String> peer, boolean old) throws Refusal {
    Optional<InetAddress> from = peer.map(InetAddress::ofLiteral);
    InputStream none = InputStream.nullInputStream();
    return Request.received("GET", target, headers, none, from, old, () -> false, Optional.empty());
  }
}
