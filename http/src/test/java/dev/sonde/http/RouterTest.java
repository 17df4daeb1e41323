package dev.sonde.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
  private static final Router ROUTER =
      Router.builder()
          .get("/a", _ -> Response.text(200, "a"))
          .on("POST", "/a", _ -> Response.text(200, "posted"))
          .on("POST", "/p", _ -> Response.text(200, "p"))
          .under("GET", "/files/", r -> Response.text(200, "files " + r.path()))
          .under("GET", "/files/deep/", _ -> Response.text(200, "deep"))
          .get("/files/exact", _ -> Response.text(200, "exact"))
          .build();

  @ParameterizedTest
  @CsvSource({
    "GET, /a, 200, a, ",
    "HEAD, /a, 200, a, ",
    "POST, /a, 200, posted, ",
    "GET, /files/x, 200, files /files/x, ",
    "GET, /files/deep/x, 200, deep, ",
    "GET, /files/exact, 200, exact, ",
    "GET, /files, 404, '{\"error\":\"there is nothing at this path\"}\n', ",
    "GET, /A, 404, '{\"error\":\"there is nothing at this path\"}\n', ",
    "PUT, /a, 405, '{\"error\":\"this path takes GET, HEAD, OPTIONS, POST\"}\n',"
        + " 'GET, HEAD, OPTIONS, POST'",
    "HEAD, /p, 405, '{\"error\":\"this path takes OPTIONS, POST\"}\n', 'OPTIONS, POST'",
    "OPTIONS, /a, 204, '', 'GET, HEAD, OPTIONS, POST'",
    "OPTIONS, *, 204, '', OPTIONS",
  })
  void request_reachesItsHandler(String method, String path, int status, String body, String allow)
      throws Exception {
    Response response = ROUTER.handle(Request.of(method, path, new byte[0]));
    assertThat(response.status()).isEqualTo(status);
    assertThat(new String(response.bytes(), UTF_8)).isEqualTo(body);
    assertThat(response.headers().stream().filter(h -> h.is("Allow")).map(Header::value))
        .isEqualTo(allow == null ? java.util.List.of() : java.util.List.of(allow));
  }

  @Test
  void routes_areChecked() {
    Handler handler = _ -> Response.empty(204);
    assertThatThrownBy(() -> Router.builder().get("/a", handler).get("/a", handler))
        .hasMessageContaining("GET /a is given twice");
    assertThatThrownBy(() -> Router.builder().get("a", handler)).hasMessageContaining("slash");
    assertThatThrownBy(() -> Router.builder().under("GET", "/a", handler))
        .hasMessageContaining("slash");
  }
}
