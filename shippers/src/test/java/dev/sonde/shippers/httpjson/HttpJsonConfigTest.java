package dev.sonde.shippers.httpjson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Secret;
import dev.sonde.http.Address;
import dev.sonde.http.Proxy;
import dev.sonde.http.tls.TlsConfig;
import dev.sonde.shippers.SampleFile;
import dev.sonde.shippers.http.Credentials;
import dev.sonde.shippers.http.ProxyConfig;
import dev.sonde.testkit.MapSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpJsonConfigTest {
  private static final Map<String, String> URL = Map.of("url", "http://collector:8080/in");

  @Test
  void sample_hasEveryKeyAtItsDefault() throws IOException {
    var sample = new MapSettings(SampleFile.of(HttpJsonConfig.class));
    HttpJsonConfig read = HttpJsonConfig.read(sample);
    assertThat(sample.problems()).isEmpty();
    assertThat(SampleFile.keys(SampleFile.of(HttpJsonConfig.class))).isEqualTo(sample.asked());
    assertThat(read)
        .isEqualTo(HttpJsonConfig.read(new MapSettings(Map.of("url", read.http().url()))));
    assertThat(read.http().timeout()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void keys_areRead() {
    HttpJsonConfig read =
        read(
            Map.of(
                "headers", Map.of("X-Tenant", "a"),
                "gzip", true,
                "connect_timeout", "1s",
                "timeout", "2s",
                "write_timeout", "3s",
                "batch_header", "",
                "timestamps", "batch",
                "bearer_token", "t"));
    assertThat(read.timestamps()).isEqualTo(HttpJsonConfig.Timestamps.BATCH);
    assertThat(read.http().headers()).containsEntry("X-Tenant", new Secret("a"));
    assertThat(read.gzip()).isTrue();
    assertThat(read.http().connectTimeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(read.http().timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(read.http().writeTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(read.http().batchHeader()).isEmpty();
    assertThat(read.http().credentials()).isEqualTo(new Credentials.Bearer(new Secret("t")));
    assertThat(read.http().proxy()).isEqualTo(new ProxyConfig.Environment());
    assertThat(read.toString()).doesNotContain("token=t", "Secret[");
    var key = Map.of("api_key", "k", "api_key_header", "X-K");
    assertThat(read(key).http().credentials())
        .isEqualTo(new Credentials.Key("X-K", new Secret("k")));
    var basic = Map.of("basic", Map.of("username", "u", "password", "p"));
    assertThat(read(basic).http().credentials())
        .isEqualTo(new Credentials.Basic("u", new Secret("p")));
  }

  @Test
  void wayThere_isRead() {
    var given = Map.of("url", "http://proxy:3128", "username", "u", "password", "p");
    assertThat(read(Map.of("proxy", given)).http().proxy())
        .isEqualTo(
            new ProxyConfig.Given(new Proxy(new Address.Tcp("proxy", 3128), "u", new Secret("p"))));
    assertThat(read(Map.of("proxy", Map.of("url", "none"))).http().proxy())
        .isEqualTo(new ProxyConfig.None());
    var tls = Map.of("ca_file", "ca.pem", "server_name", "a");
    assertThat(read(Map.of("url", "https://h/", "tls", tls)).http().tls().caFile())
        .contains("ca.pem");
    assertThat(read(Map.of("tls", Map.of("enabled", false))).http().tls())
        .isEqualTo(TlsConfig.DEFAULT);
  }

  @Test
  void mistakes_areNamed() {
    assertThat(problem(Map.of("url", "http://a/", "tls", Map.of("ca_file", "ca.pem"))))
        .isEqualTo("tls: is for https addresses, and url is http; write https, or remove it");
    assertThat(problem(Map.of("url", "http://a/", "tls", Map.of("enabled", true))))
        .isEqualTo("tls: is for https addresses, and url is http; write https, or remove it");
    assertThat(problem(Map.of("url", "https://a/", "tls", Map.of("min_version", "SSL3"))))
        .startsWith("tls.min_version: ");
    assertThat(problem(Map.of("proxy", Map.of("url", "socks5://a:1"))))
        .startsWith("proxy.url: is not a proxy");
    assertThat(problem(Map.of("proxy", Map.of("url", "http://u:p@a:1"))))
        .isEqualTo("proxy.url: has a name in it; write username and password beside it");
    assertThat(problem(Map.of("proxy", Map.of("username", "u"))))
        .isEqualTo("proxy.username: has no proxy to go to; set url too, or remove it");
    assertThat(problem(Map.of("url", "nonsense"))).contains("url: is not a URL");
    assertThat(problem(Map.of("headers", Map.of("Host", "a")))).contains("set by Sonde itself");
    assertThat(problem(Map.of("headers", Map.of("A B", "a")))).contains("not a header name: A B");
    assertThat(problem(Map.of("headers", Map.of("A", "s\r\nB: c"))))
        .contains("not a value for header A")
        .doesNotContain("B: c");
    assertThat(problem(Map.of("batch_header", "a b"))).contains("is not a header name");
    assertThat(problem(Map.of("batch_header", "Content-Length"))).contains("by Sonde itself");
    assertThat(problem(Map.of("api_key_header", "host"))).contains("by Sonde itself");
    assertThat(problem(Map.of("bearer_token", "t", "api_key", "k")))
        .contains("several credentials");
    assertThat(problem(Map.of("bearer_token", "t\n"))).contains("not a value for header");
    var missing = new MapSettings(Map.of());
    HttpJsonConfig.read(missing);
    assertThat(missing.problems()).containsExactly("url: is missing");
  }

  private static HttpJsonConfig read(Map<String, ?> keys) {
    var settings = settings(keys);
    HttpJsonConfig read = HttpJsonConfig.read(settings);
    assertThat(settings.problems()).isEmpty();
    return read;
  }

  private static String problem(Map<String, ?> keys) {
    var settings = settings(keys);
    HttpJsonConfig.read(settings);
    assertThat(settings.problems()).hasSize(1);
    return settings.problems().getFirst();
  }

  private static MapSettings settings(Map<String, ?> keys) {
    var all = new HashMap<String, Object>(URL);
    all.putAll(keys);
    return new MapSettings(all);
  }
}
