package dev.sonde.collectors.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Secret;
import dev.sonde.http.Address;
import dev.sonde.http.Header;
import dev.sonde.http.Proxy;
import dev.sonde.http.Url;
import dev.sonde.http.tls.TlsConfig;
import dev.sonde.http.tls.TlsVersion;
import dev.sonde.testkit.MapSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpAccessTest {
  private static final Path ETC = Path.of("/etc/prometheus");
  private static final String SECRET = "s3cret";

  @Test
  void nothing_isPlain() {
    assertThat(read(Map.of())).isEqualTo(HttpAccess.PLAIN);
  }

  @Test
  void basicAuth_isRead() {
    assertThat(authentication("basic_auth", Map.of("username", "u", "password", SECRET)))
        .isEqualTo(new Authentication.Basic(Credential.of("u"), Credential.of(SECRET)));
    assertThat(
            authentication("basic_auth", Map.of("username_file", "u", "password_file", "/run/p")))
        .isEqualTo(
            new Authentication.Basic(
                new Credential.InFile(ETC.resolve("u")), new Credential.InFile(Path.of("/run/p"))));
    assertThat(authentication("basic_auth", Map.of("username", "u")))
        .isEqualTo(new Authentication.Basic(Credential.of("u"), Credential.of("")));
  }

  @Test
  void authorization_isRead() {
    assertThat(authentication("authorization", Map.of("credentials", SECRET)))
        .isEqualTo(new Authentication.Token("Bearer", Credential.of(SECRET)));
    assertThat(authentication("authorization", Map.of("type", "Key", "credentials_file", "f")))
        .isEqualTo(new Authentication.Token("Key", new Credential.InFile(ETC.resolve("f"))));
    assertThat(authentication("bearer_token", SECRET))
        .isEqualTo(new Authentication.Token("Bearer", Credential.of(SECRET)));
    assertThat(authentication("bearer_token_file", "f"))
        .isEqualTo(new Authentication.Token("Bearer", new Credential.InFile(ETC.resolve("f"))));
  }

  @Test
  void oauth2_isRead() {
    Authentication read =
        authentication(
            "oauth2",
            Map.of(
                "client_id", "me",
                "client_secret_file", "f",
                "scopes", List.of("a", "b"),
                "token_url", "https://login.example/token",
                "endpoint_params", Map.of("audience", SECRET),
                "tls_config", Map.of("ca_file", "ca.pem"),
                "proxy_url", "http://p:1"));
    assertThat(read)
        .isInstanceOfSatisfying(
            Authentication.OAuth2.class,
            it -> {
              assertThat(it.clientId()).isEqualTo("me");
              assertThat(it.clientSecret()).isEqualTo(new Credential.InFile(ETC.resolve("f")));
              assertThat(it.scopes()).containsExactly("a", "b");
              assertThat(it.tokenUrl()).isEqualTo("https://login.example/token");
              assertThat(it.parameters()).containsEntry("audience", SECRET);
              assertThat(it.tls().caFile()).contains("/etc/prometheus/ca.pem");
              assertThat(it.proxy()).isInstanceOf(ProxyAccess.Given.class);
              assertThat(it.toString()).doesNotContain(SECRET);
            });
  }

  @Test
  void tls_isReadUnderBothNames() {
    Map<String, Object> keys =
        Map.of(
            "ca_file", "ca.pem",
            "cert_file", "cert.pem",
            "key_file", "/run/key.pem",
            "server_name", "a.example",
            "min_version", "TLS12",
            "max_version", "TLS13",
            "insecure_skip_verify", true);
    TlsConfig tls = read(Map.of("tls_config", keys)).tls();
    assertThat(tls).isEqualTo(read(Map.of("tls", keys)).tls());
    assertThat(tls.caFile()).contains("/etc/prometheus/ca.pem");
    assertThat(tls.certFile()).contains("/etc/prometheus/cert.pem");
    assertThat(tls.keyFile()).contains("/run/key.pem");
    assertThat(tls.serverName()).contains("a.example");
    assertThat(tls.minVersion()).isEqualTo(TlsVersion.TLS_1_2);
    assertThat(tls.maxVersion()).isEqualTo(TlsVersion.TLS_1_3);
    assertThat(tls.insecureSkipVerify()).isTrue();
  }

  @Test
  void tlsMaterial_mayStandInTheConfiguration() {
    TlsConfig tls =
        read(Map.of("tls_config", Map.of("ca", "CA", "cert", "CERT", "key", SECRET))).tls();
    assertThat(tls.inline().ca()).contains("CA");
    assertThat(tls.inline().cert()).contains("CERT");
    assertThat(tls.inline().key()).contains(new Secret(SECRET));
    assertThat(tls.toString()).doesNotContain(SECRET);
  }

  @Test
  void headers_areReadUnderBothNames() {
    HttpAccess access =
        read(
            Map.of(
                "headers",
                Map.of("X-A", "1"),
                "http_headers",
                Map.of(
                    "X-B",
                    Map.of(
                        "values", List.of("2", "3"),
                        "secrets", List.of(SECRET),
                        "files", List.of("f")))));
    assertThat(access.headers())
        .containsExactly(
            new AccessHeader("X-A", Credential.of("1"), true),
            new AccessHeader("X-B", Credential.of("2"), false),
            new AccessHeader("X-B", Credential.of("3"), false),
            new AccessHeader("X-B", Credential.of(SECRET), true),
            new AccessHeader("X-B", new Credential.InFile(ETC.resolve("f")), true));
    assertThat(access.toString()).doesNotContain(SECRET);
  }

  @Test
  void proxy_isRead() {
    ProxyAccess proxy =
        read(Map.of(
                "proxy_url",
                "http://me:" + SECRET + "@proxy:3128",
                "no_proxy",
                "10.0.0.0/8,.local",
                "proxy_connect_header",
                Map.of("X-P", List.of(SECRET))))
            .proxy();
    var given =
        new Proxy(
            new Address.Tcp("proxy", 3128),
            "me",
            new Secret(SECRET),
            List.of(new Header("X-P", SECRET)));
    assertThat(proxy.towards(Url.parse("http://a.example/"), Map.of())).contains(given);
    assertThat(proxy.towards(Url.parse("http://10.1.2.3/"), Map.of())).isEmpty();
    assertThat(proxy.towards(Url.parse("http://a.local/"), Map.of())).isEmpty();
    assertThat(proxy.toString()).doesNotContain(SECRET);
  }

  @Test
  void environment_countsOnlyWhenAsked() {
    var environment = Map.of("http_proxy", "http://p:1");
    Url url = Url.parse("http://a.example/");
    assertThat(read(Map.of()).proxy().towards(url, environment)).isEmpty();
    assertThat(read(Map.of("proxy_from_environment", true)).proxy().towards(url, environment))
        .map(Proxy::address)
        .contains(new Address.Tcp("p", 1));
  }

  @Test
  void flags_areRead() {
    assertThat(read(Map.of("follow_redirects", false, "enable_http2", false)))
        .isEqualTo(
            new HttpAccess(
                TlsConfig.DEFAULT,
                new Authentication.None(),
                List.of(),
                new ProxyAccess.Direct(),
                false));
  }

  @Test
  void twoWaysToAuthenticate_areAMistake() {
    check(
        Map.of("basic_auth", Map.of("username", "u"), "bearer_token", SECRET),
        "bearer_token: is one of several ways to authenticate (basic_auth, bearer_token); keep"
            + " one");
    check(
        Map.of(
            "authorization", Map.of("credentials", SECRET),
            "oauth2", Map.of("client_id", "a", "token_url", "http://a/")),
        "oauth2: is one of several ways to authenticate (authorization, oauth2); keep one");
  }

  @Test
  void textAndFile_areAMistake() {
    check(
        Map.of("basic_auth", Map.of("username", "u", "username_file", "f")),
        "basic_auth.username_file: stands beside username; keep one of them");
    check(
        Map.of("basic_auth", Map.of("password", SECRET, "password_file", "f")),
        "basic_auth.password_file: stands beside password; keep one of them");
    check(
        Map.of("authorization", Map.of("credentials", SECRET, "credentials_file", "f")),
        "authorization.credentials_file: stands beside credentials; keep one of them");
    check(
        Map.of("bearer_token", SECRET, "bearer_token_file", "f"),
        "bearer_token_file: stands beside bearer_token; keep one of them");
    check(
        Map.of("tls_config", Map.of("ca", "x", "ca_file", "f")),
        "tls_config.ca: stands beside ca_file; keep one of them");
  }

  @Test
  void otherMistakes_areNamed() {
    check(
        Map.of("authorization", Map.of("type", "Basic", "credentials", SECRET)),
        "authorization.type: is for basic_auth; write that section instead");
    check(
        Map.of("tls", Map.of("ca_file", "a"), "tls_config", Map.of("ca_file", "a")),
        "tls_config: stands beside tls, which means the same; keep one of them");
    check(
        Map.of("proxy_url", "http://p:1", "proxy_from_environment", true),
        "proxy_from_environment: stands beside proxy_url; keep one of them");
    check(
        Map.of("no_proxy", "a"),
        "no_proxy: has no proxy_url to be an exception from; set it, or remove this");
    check(
        Map.of("proxy_connect_header", Map.of("A", List.of(SECRET))),
        "proxy_connect_header: has no proxy to go to; set proxy_url too, or remove it");
    check(
        Map.of("headers", Map.of("Authorization", SECRET)),
        "headers: Authorization is set by Sonde itself; leave it out");
    check(
        Map.of("http_headers", Map.of("X-A", Map.of("secrets", List.of(SECRET + "\n")))),
        "http_headers.X-A: not a value for header X-A");
    check(Map.of("oauth2", Map.of("client_id", "a")), "oauth2.token_url: is missing");
    check(Map.of("oauth2", Map.of("token_url", "http://a/")), "oauth2.client_id: is missing");
  }

  private static HttpAccess read(Map<String, Object> keys) {
    var in = new MapSettings(keys);
    HttpAccess access = HttpAccess.read(in, ETC);
    assertThat(in.problems()).isEmpty();
    assertThat(access.toString()).doesNotContain(SECRET);
    return access;
  }

  private static Authentication authentication(String key, Object value) {
    return read(Map.of(key, value)).authentication();
  }

  private static void check(Map<String, Object> keys, String problem) {
    var in = new MapSettings(keys);
    HttpAccess.read(in, ETC);
    assertThat(in.problems()).containsExactly(problem);
    assertThat(problem).doesNotContain(SECRET);
  }
}
