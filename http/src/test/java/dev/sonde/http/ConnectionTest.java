package dev.sonde.http;

import static dev.sonde.http.Served.body;
import static dev.sonde.http.Served.serve;
import static dev.sonde.http.Served.service;
import static dev.sonde.http.Served.statuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private static final String GET = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";

  @Test
  void response_carriesDateAndSecurityHeaders() {
    assertThat(serve(Served::echo, GET))
        .isEqualTo(
            """
            HTTP/1.1 200 OK\r
            Date: Fri, 20 Nov 2026 08:49:37 GMT\r
            Content-Type: text/plain; charset=utf-8\r
            X-Content-Type-Options: nosniff\r
            Cache-Control: no-store\r
            Content-Length: 6\r
            \r
            GET /a\
            """);
  }

  @Test
  void cacheControl_ofHandlerWins() {
    String response = serve(r -> Response.text(200, "x").with("Cache-Control", "max-age=60"), GET);
    assertThat(response).contains("Cache-Control: max-age=60").doesNotContain("no-store");
  }

  @Test
  void pipelinedRequests_areAnsweredInOrder() {
    var paths = new ArrayList<String>();
    String requests =
        "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n"
            + "POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
            + "POST /3 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"
            + "GET /4 HTTP/1.1\r\nHost: a\r\n\r\n";
    String responses =
        serve(
            r -> {
              paths.add(r.path());
              return Served.echo(r);
            },
            requests);
    assertThat(statuses(responses)).isEqualTo("200 200 200 200");
    assertThat(paths).containsExactly("/1", "/2", "/3", "/4");
    assertThat(responses).contains("POST /2 abc").contains("POST /3 x").endsWith("GET /4");
  }

  @Test
  void requestsBehindABadOne_areNotServed() {
    String responses = serve(Served::echo, GET + "GET / HTTP/1.1\nHost: a\n\n" + GET);
    assertThat(statuses(responses)).isEqualTo("200 400");
  }

  @Test
  void unreadShortBody_isSkipped() {
    String request = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 40000\r\n\r\n";
    String responses = serve(_ -> Response.empty(204), request + Served.text(40_000) + GET);
    assertThat(statuses(responses)).isEqualTo("204 204");
  }

  @Test
  void unreadLongBody_closes() {
    String request = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 400000\r\n\r\n";
    String responses = serve(_ -> Response.empty(204), request + Served.text(400_000) + GET);
    assertThat(statuses(responses)).isEqualTo("204");
    assertThat(responses).contains("Connection: close");
  }

  @Test
  void unreadBodyOfWaitingClient_isNotAskedFor() {
    String request =
        "POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n";
    String responses = serve(_ -> Response.error(401, "no"), request);
    assertThat(statuses(responses)).isEqualTo("401");
    assertThat(responses).contains("Connection: close");
  }

  @Test
  void bodyReadAfterTheHandlerReturned_cutsTheResponse() {
    String request =
        "POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\nabcd";
    String responses =
        serve(r -> Response.streamed(200, "a/b", out -> r.body().transferTo(out)), request);
    assertThat(responses).doesNotContain("100 Continue", "abcd", "0\r\n\r\n");
  }

  @Test
  void handlerThatSwallowsABrokenBody_getsItsAnswerOut() {
    Handler swallowing =
        r -> {
          try {
            return Served.echo(r);
          } catch (IOException e) {
            return Response.error(422, e.getMessage());
          }
        };
    String request = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n";
    String responses = serve(swallowing, request + GET);
    assertThat(statuses(responses)).isEqualTo("422");
    assertThat(responses).contains("Connection: close", "chunk size");
  }

  @Test
  void connectionClose_isHonoured() {
    String closing = GET.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    assertThat(statuses(serve(Served::echo, closing + GET))).isEqualTo("200");
  }

  @Test
  void oldVersion_staysOpenOnlyWhenAsked() {
    String old = "GET / HTTP/1.0\r\n\r\n";
    String kept = "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n";
    assertThat(statuses(serve(Served::echo, old + old))).isEqualTo("200");
    assertThat(statuses(serve(Served::echo, kept + old))).isEqualTo("200 200");
  }

  @Test
  void head_getsTheHeadOfGet() {
    Handler handler =
        r ->
            r.path().equals("/a")
                ? Response.text(200, "four")
                : Response.streamed(200, "text/plain", out -> out.write(new byte[5000]));
    String request = GET.replace("GET", "HEAD");
    String responses = serve(handler, request + request.replace("/a", "/b"));
    assertThat(responses)
        .contains("Content-Length: 4\r\n")
        .endsWith("Content-Length: 5000\r\n\r\n");
    assertThat(statuses(responses)).isEqualTo("200 200");
  }

  @Test
  void failingHandler_isAnsweredAndConnectionGoesOn() {
    String responses =
        serve(
            r -> {
              if (r.path().equals("/a")) {
                throw new IllegalStateException("secret");
              }
              return Served.echo(r);
            },
            GET + GET.replace("/a", "/b"));
    assertThat(statuses(responses)).isEqualTo("500 200");
    assertThat(responses).contains("{\"error\":\"internal error").doesNotContain("secret");
  }

  @Test
  void handlerThatWrapsABrokenBody_isAnsweredWithTheCause() {
    Handler wrapping =
        r -> {
          try {
            return Served.echo(r);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        };
    String request = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n";
    assertThat(statuses(serve(wrapping, request))).isEqualTo("400");
  }

  @Test
  void streamedBody_isChunked_andEndsOldConnections() {
    Handler handler = _ -> Response.streamed(200, "a/b", out -> out.write(new byte[] {'x', 'y'}));
    assertThat(body(serve(handler, GET))).isEqualTo("2\r\nxy\r\n0\r\n\r\n");
    String old = serve(handler, "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    assertThat(body(old)).isEqualTo("xy");
    assertThat(old).contains("Connection: close").doesNotContain("chunked");
  }

  @Test
  void streamedBodyThatBreaksOff_doesNotLookWhole() {
    Handler handler =
        _ ->
            Response.streamed(
                200,
                "a/b",
                out -> {
                  out.write(new byte[20_000]);
                  throw new IllegalStateException("half way");
                });
    MemoryWire wire = MemoryWire.sending(GET + GET);
    new Connection(service(Served.LIMITS, handler), wire).run();
    assertThat(wire.text()).doesNotContain("0\r\n\r\n");
    assertThat(wire.closed()).isTrue();
  }

  @Test
  void largeBody_isCompressedForThoseWhoTakeIt() throws IOException {
    byte[] page = Served.text(5000).getBytes(StandardCharsets.US_ASCII);
    Handler whole = _ -> Response.of(200, "text/plain", page);
    Handler streamed = _ -> Response.streamed(200, "text/plain", out -> out.write(page));
    String accepting = GET.replace("\r\n\r\n", "\r\nAccept-Encoding: br, gzip;q=0.5\r\n\r\n");
    String response = serve(whole, accepting);
    assertThat(response).contains("Content-Encoding: gzip", "Vary: Accept-Encoding");
    assertThat(unzip(body(response))).isEqualTo(page);
    assertThat(serve(streamed, accepting)).contains("Content-Encoding: gzip", "chunked");
    String refusing = accepting.replace("q=0.5", "q=0.0");
    assertThat(serve(whole, refusing)).doesNotContain("gzip").contains("Vary: Accept-Encoding");
    assertThat(serve(_ -> Response.text(200, "short"), accepting)).doesNotContain("gzip", "Vary");
  }

  @Test
  void deflater_isUsedAgain() throws IOException {
    Handler handler = r -> Response.text(200, r.path().repeat(1000));
    String accepting = GET.replace("\r\n\r\n", "\r\nAccept-Encoding: gzip\r\n\r\n");
    Service service = service(Served.LIMITS, handler);
    for (String path : new String[] {"/a", "/b", "/c", "/d"}) {
      String response = serve(service, accepting.replace("/a", path));
      assertThat(unzip(body(response))).asString().isEqualTo(path.repeat(1000));
    }
  }

  @Test
  void oversizedRequests_areRefused() {
    String line = "GET /" + Served.text(9000) + " HTTP/1.1\r\nHost: a\r\n\r\n";
    String header = "GET / HTTP/1.1\r\nHost: a\r\nX: " + Served.text(40_000) + "\r\n\r\n";
    String headers = "GET / HTTP/1.1\r\nHost: a\r\n" + "X: 1\r\n".repeat(100) + "\r\n";
    String fits = "GET / HTTP/1.1\r\nHost: a\r\n" + "X: 1\r\n".repeat(99) + "\r\n";
    String body = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n" + Served.text(11);
    assertThat(statuses(serve(Served::echo, line))).isEqualTo("414");
    assertThat(statuses(serve(Served::echo, header))).isEqualTo("431");
    assertThat(statuses(serve(Served::echo, headers))).isEqualTo("431");
    assertThat(statuses(serve(Served::echo, fits))).isEqualTo("200");
    assertThat(statuses(serve(service(Served.LIMITS.withBody(10), Served::echo), body)))
        .isEqualTo("413");
  }

  @Test
  void headAtTheLimit_isTakenEvenWhenTheBufferHasToGrow() {
    String header = "GET / HTTP/1.1\r\nHost: a\r\nX: " + Served.text(32_700) + "\r\n\r\n";
    assertThat(statuses(serve(Served::echo, header + header))).isEqualTo("200 200");
  }

  @Test
  void failuresOverTheLimit_get429_successesGoOn() {
    Handler handler =
        r -> r.path().equals("/a") ? Response.error(404, "no") : Response.text(200, "ok");
    Service service = service(Limits.DEFAULT.withFailuresPerSecond(2), handler);
    String responses = serve(service, GET.repeat(3) + GET.replace("/a", "/b"));
    assertThat(statuses(responses)).isEqualTo("404 404 429 200");
    assertThat(responses).contains("Retry-After: 1", "{\"error\":\"too many failed requests");
  }

  @Test
  void counts_addUp() {
    Service service = service(Served.LIMITS, Served::echo);
    String responses = serve(service, GET + GET + "BAD\r\n\r\n");
    ListenerCounts counts = service.counters().snapshot(0);
    assertThat(counts.succeeded()).isEqualTo(2);
    assertThat(counts.clientErrors()).isEqualTo(1);
    assertThat(counts.badRequests()).isEqualTo(1);
    assertThat(counts.bytesOut()).isEqualTo(responses.length());
  }

  private static byte[] unzip(String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    }
  }
}
