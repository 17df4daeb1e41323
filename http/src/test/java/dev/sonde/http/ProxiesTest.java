package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
  @Test
  void proxy_isReadFromItsUrl() {
    check("http://p.test:3128", "p.test", 3128, "", "");
    check("p.test", "p.test", 80, "", "");
    check("HTTP://[::1]:3128/", "::1", 3128, "", "");
    check("http://me:s3cret@p.test:8080", "p.test", 8080, "me", "s3cret");
    check("me@p.test:8080", "p.test", 8080, "me", "");
    check("http://a%40b:x%3Ay+%25@p.test", "p.test", 80, "a@b", "x:y+%");
    check("http://me:a@b@p.test", "p.test", 80, "me", "a@b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://",
        "https://me:s3cret@p.test",
        "socks5://me:s3cret@p.test:1080",
        "http://me:s3cret@p.test:99999",
        "http://me:s3cret@p.test/path",
        "http://me:s3cret%@p.test",
        "http://me:s3cret%0d%0aX@p.test",
        "http://me:s3cret@",
        "http://me:s3cret@p test",
        "http://me:s3cret@p.test?x"
      })
  void whatIsNoProxy_isRefusedWithoutTheSecret(String text) {
    assertThatThrownBy(() -> Proxy.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a proxy")
        .hasMessageNotContaining("s3cret");
    if (!text.isEmpty()) {
      assertThatThrownBy(() -> Proxies.of(Map.of("all_proxy", text)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("the environment's all_proxy is not a proxy")
          .hasMessageNotContaining("s3cret");
    }
  }

  @Test
  void proxy_showsNoCredentials() {
    Proxy proxy = Proxy.parse("http://me:s3cret@p.test:8080");
    assertThat(proxy).hasToString("p.test:8080");
    assertThat(new Route(java.util.Optional.empty(), java.util.Optional.of(proxy)).toString())
        .doesNotContain("s3cret", "me:");
  }

  @ParameterizedTest
  @CsvSource({
    "http_proxy=a, http://x.test/, a:80",
    "http_proxy=a, https://x.test/, ''",
    "https_proxy=a, https://x.test/, a:80",
    "https_proxy=a, http://x.test/, ''",
    "HTTP_PROXY=a, http://x.test/, a:80",
    "HTTPS_PROXY=a, https://x.test/, a:80",
    "http_proxy=a HTTP_PROXY=b, http://x.test/, a:80",
    "http_proxy=a all_proxy=b, https://x.test/, b:80",
    "http_proxy=a all_proxy=b, http://x.test/, a:80",
    "ALL_PROXY=b, http://x.test/, b:80",
    "HTTP_PROXY=a REQUEST_METHOD=GET, http://x.test/, ''",
    "HTTP_PROXY=a http_proxy=b REQUEST_METHOD=GET, http://x.test/, b:80",
    "HTTPS_PROXY=a REQUEST_METHOD=GET, https://x.test/, a:80",
    "http_proxy=, http://x.test/, ''",
    "http_proxy=a, http://localhost/, ''",
    "http_proxy=a, http://LOCALHOST.:80/, ''",
    "http_proxy=a, http://127.1.2.3:9/, ''",
    "http_proxy=a, http://[::1]:9/, ''",
    "http_proxy=a, http://[0:0:0:0:0:0:0:1]:9/, ''",
    "http_proxy=a, http://unix:/run/a.sock:/x, ''",
  })
  void environment_isUnderstood(String environment, String url, String proxy) {
    assertThat(chosen(environment, url)).isEqualTo(proxy);
  }

  @ParameterizedTest
  @CsvSource({
    "*, x.test, direct",
    "x.test, x.test, direct",
    "x.test, a.X.test, direct",
    "x.test, ax.test, a:80",
    ".x.test, x.test, a:80",
    ".x.test, a.x.test, direct",
    "*.x.test, a.x.test, direct",
    "*.x.test, x.test, a:80",
    "X.TEST, x.test., direct",
    "x.test:8080, x.test, a:80",
    "x.test:8080, x.test:8080, direct",
    "x.test:no, x.test, a:80",
    "y.test;x.test, x.test, direct",
    "10.0.0.0/8, 10.200.3.4, direct",
    "10.0.0.0/8, 11.0.0.1, a:80",
    "10.0.0.0/33, 10.0.0.1, a:80",
    "10.0.0.1/32, 10.0.0.1, direct",
    "0.0.0.0/0, 9.9.9.9, direct",
    "10.0.0.1, 10.0.0.1, direct",
    "10.0.0.1:81, 10.0.0.1:81, direct",
    "10.0.0.1:81, 10.0.0.1:82, a:80",
    "fd00::/8, [fd12::1], direct",
    "fd00::/8, [fe80::1], a:80",
    "[fd00::1]:81, [fd00:0::1]:81, direct",
    "fd00::1, [fd00:0::1], direct",
    "10.0.0.0/8, ten.test, a:80",
    "*x, x.test, a:80",
  })
  void exceptions_areUnderstood(String list, String host, String proxy) {
    String environment = "http_proxy=a no_proxy=" + list.replace(';', ',');
    String chosen = chosen(environment, "http://" + host + "/");
    assertThat(chosen.isEmpty() ? "direct" : chosen).isEqualTo(proxy);
    String upper = "http_proxy=a NO_PROXY=" + list.replace(';', ',');
    assertThat(chosen(upper, "http://" + host + "/")).isEqualTo(chosen);
  }

  @Test
  void none_leadsStraight() {
    assertThat(Proxies.NONE.forUrl(Url.parse("http://x.test/"))).isEmpty();
  }

  private static String chosen(String environment, String url) {
    var variables = new java.util.HashMap<String, String>();
    for (String each : environment.split(" ", -1)) {
      variables.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
    }
    return Proxies.of(variables).forUrl(Url.parse(url)).map(Proxy::toString).orElse("");
  }

  private static void check(String text, String host, int port, String user, String password) {
    assertThat(Proxy.parse(text))
        .isEqualTo(new Proxy(new Address.Tcp(host, port), user, new Secret(password)));
  }
}
