package dev.sonde.collectors.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.http.Address;
import dev.sonde.http.Client;
import dev.sonde.http.ClientLimits;
import dev.sonde.http.Limits;
import dev.sonde.http.Listener;
import dev.sonde.http.Reply;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.http.Url;
import dev.sonde.http.tls.TlsConfig;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.ManualTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CallerTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<Request> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<String> forms = Collections.synchronizedList(new ArrayList<>());
  private final ManualTime time = new ManualTime("2026-11-21T00:00:00Z");
  private final Client client =
      new Client(
          ClientLimits.of(Duration.ofSeconds(10), Duration.ofSeconds(30), 1000), new DirectCalls());
  @TempDir private Path folder;
  private String token = "{\"access_token\":\"t1\",\"expires_in\":60}";
  private boolean refusesHeaders;
  private Listener listener;

  @BeforeEach
  void listen() throws Exception {
    listener = Listener.open(Address.parse("127.0.0.1:0"), Limits.DEFAULT, this::answer);
  }

  @AfterEach
  void close() {
    client.close();
    listener.close();
  }

  @Test
  void basicAuth_isSent() throws Exception {
    ask(with(new Authentication.Basic(Credential.of("u"), Credential.of("p"))));
    assertThat(asked.getLast().header("Authorization")).contains("Basic dTpw");
  }

  @Test
  void token_isSent() throws Exception {
    ask(with(new Authentication.Token("Key", Credential.of("abc"))));
    assertThat(asked.getLast().header("Authorization")).contains("Key abc");
    ask(with(new Authentication.Token("Negotiate", Credential.of(""))));
    assertThat(asked.getLast().header("Authorization")).contains("Negotiate");
    ask(HttpAccess.PLAIN);
    assertThat(asked.getLast().header("Authorization")).isEmpty();
  }

  @Test
  void headers_areSent() throws Exception {
    ask(
        new HttpAccess(
            TlsConfig.DEFAULT,
            new Authentication.None(),
            List.of(
                new AccessHeader("X-A", Credential.of("1"), false),
                new AccessHeader("X-A", Credential.of("2"), true)),
            new ProxyAccess.Direct(),
            true));
    assertThat(asked.getLast().headers("X-A")).containsExactly("1", "2");
  }

  @Test
  void file_isReadAgain_whenItHasChanged() throws Exception {
    Path file = folder.resolve("token");
    Files.writeString(file, " one\n");
    try (Caller caller = caller(fromFile(file))) {
      assertThat(sent(caller)).isEqualTo("Bearer one");
      Files.writeString(file, "number two");
      assertThat(sent(caller)).isEqualTo("Bearer one");
      time.pass(SECOND);
      assertThat(sent(caller)).isEqualTo("Bearer number two");
    }
  }

  @Test
  void missingFile_failsTheCallInWords_untilItIsThere() throws Exception {
    Path file = folder.resolve("token");
    try (Caller caller = caller(fromFile(file))) {
      assertThatThrownBy(() -> sent(caller))
          .isInstanceOf(IOException.class)
          .hasMessage(file + ": there is no such file");
      Files.writeString(file, "now");
      assertThat(sent(caller)).isEqualTo("Bearer now");
      Files.delete(file);
      time.pass(SECOND);
      assertThatThrownBy(() -> sent(caller)).hasMessage(file + ": there is no such file");
    }
  }

  @Test
  void filesThatAreNone_failInWords() throws Exception {
    try (Caller caller = caller(fromFile(folder))) {
      assertThatThrownBy(() -> sent(caller)).hasMessageContaining("it is not a regular file");
    }
    Path large = folder.resolve("large");
    Files.writeString(large, "x".repeat(70_000));
    try (Caller caller = caller(fromFile(large))) {
      assertThatThrownBy(() -> sent(caller)).hasMessageContaining("larger than 64 KiB");
    }
    Path broken = folder.resolve("broken");
    Files.writeString(broken, "secret\nHost: evil");
    try (Caller caller = caller(fromFile(broken))) {
      assertThatThrownBy(() -> sent(caller))
          .hasMessage("the value for header Authorization has characters that can't be sent");
    }
  }

  @Test
  void redirects_areFollowedAsConfigured() throws Exception {
    try (Caller caller = caller(HttpAccess.PLAIN)) {
      assertThat(client.send(caller.get(url("/moved"))).status()).isEqualTo(200);
    }
    HttpAccess staying =
        new HttpAccess(
            TlsConfig.DEFAULT,
            new Authentication.None(),
            List.of(),
            new ProxyAccess.Direct(),
            false);
    try (Caller caller = caller(staying)) {
      assertThat(client.send(caller.get(url("/moved"))).status()).isEqualTo(302);
    }
  }

  @Test
  void oauth2Token_isKeptUntilItExpires() throws Exception {
    try (Caller caller = caller(with(oauth2("s+e")))) {
      assertThat(sent(caller)).isEqualTo("Bearer t1");
      time.pass(Duration.ofSeconds(49));
      assertThat(sent(caller)).isEqualTo("Bearer t1");
      assertThat(forms).containsExactly("grant_type=client_credentials&scope=a+b&audience=x%2Fy");
      token = "{\"access_token\":\"t2\"}";
      time.pass(SECOND);
      assertThat(sent(caller)).isEqualTo("Bearer t2");
      time.pass(Duration.ofDays(100));
      assertThat(sent(caller)).isEqualTo("Bearer t2");
      assertThat(forms).hasSize(2);
    }
  }

  @Test
  void oauth2Secret_goesIntoTheForm_whenTheHeaderIsNotTaken() throws Exception {
    refusesHeaders = true;
    try (Caller caller = caller(with(oauth2("s+e")))) {
      assertThat(sent(caller)).isEqualTo("Bearer t1");
      assertThat(forms.getLast()).contains("client_id=me&client_secret=s%2Be");
    }
  }

  @Test
  void oauth2WithoutToken_failsInWords_andIsNotAskedAtOnce() throws Exception {
    for (String answer : List.of("", "[]", "{}", "{\"access_token\":1}", "x".repeat(100_000))) {
      token = answer;
      forms.clear();
      try (Caller caller = caller(with(oauth2("s3cret")))) {
        for (int i = 0; i < 3; i++) {
          assertThatThrownBy(() -> sent(caller))
              .hasMessageStartingWith("no token for oauth2: 127.0.0.1:")
              .hasMessageNotContaining("s3cret");
        }
        assertThat(forms).hasSize(1);
        time.pass(Duration.ofSeconds(5));
        assertThatThrownBy(() -> sent(caller)).hasMessageContaining("no token");
        assertThat(forms).hasSize(2);
      }
    }
  }

  private Authentication.OAuth2 oauth2(String secret) {
    return new Authentication.OAuth2(
        "me",
        Credential.of(secret),
        List.of("a", "b"),
        url("/token").toString(),
        Map.of("audience", "x/y"),
        TlsConfig.DEFAULT,
        new ProxyAccess.Direct());
  }

  private String sent(Caller caller) throws IOException, InterruptedException {
    client.send(caller.get(url("/metrics")));
    return asked.getLast().header("Authorization").orElse("");
  }

  private Reply ask(HttpAccess access) throws IOException, InterruptedException {
    try (Caller caller = caller(access)) {
      return client.send(caller.get(url("/metrics")));
    }
  }

  private Caller caller(HttpAccess access) {
    var contexts = new TlsContexts(time, new DirectCalls());
    return new Caller(access, client, contexts, new DirectCalls(), time, Map.of());
  }

  private static HttpAccess fromFile(Path file) {
    return with(new Authentication.Token("Bearer", new Credential.InFile(file)));
  }

  private static HttpAccess with(Authentication authentication) {
    return new HttpAccess(
        TlsConfig.DEFAULT, authentication, List.of(), new ProxyAccess.Direct(), true);
  }

  private Url url(String target) {
    return Url.parse("http://" + listener.address() + target);
  }

  private Response answer(Request request) throws IOException {
    asked.add(request);
    return switch (request.path()) {
      case "/moved" -> Response.empty(302).with("Location", "/metrics");
      case "/token" -> token(request);
      default -> Response.text(200, "ok");
    };
  }

  private Response token(Request request) throws IOException {
    String form = new String(request.body().readAllBytes(), StandardCharsets.US_ASCII);
    if (refusesHeaders && !form.contains("client_secret")) {
      return Response.text(401, "no");
    }
    forms.add(form);
    return Response.text(200, token);
  }
}
