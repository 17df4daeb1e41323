package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One line for each rule: what comes in (`~` stands for CRLF, `^` for the end of the head), the
/// statuses that go out, and a part of the last body.
class RulesTest {
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET / HTTP/1.1~Host: a^ | 200 | GET /
          ~GET / HTTP/1.1~Host: a^ | 200 | GET /
          ~~GET / HTTP/1.1~Host: a^ | 400 | empty lines
          get / HTTP/1.1~Host: a^ | 200 | get /
          GET / HTTP/1.0^ | 200 | GET /
          GET / HTTP/1.1^ | 400 | Host is missing
          GET / HTTP/1.1~Host: a~host: a^ | 400 | Host is given twice
          GET / HTTP/1.0~Host: a~Host: b^ | 400 | Host is given twice
          GET / HTTP/1.1~Host: a b^ | 400 | Host is not
          GET / HTTP/1.1~Host: a/b^ | 400 | Host is not
          GET / HTTP/1.1~Host:^ | 200 | GET /
          GET / HTTP/1.1~Host: [::1]:80^ | 200 | GET /
          GET /~ | 400 | HTTP/0.9
          PRI * HTTP/2.0^SM^ | 505 | only HTTP/1.1
          GET / HTTP/1.2~Host: a^ | 505 | only HTTP/1.1
          GET / http/1.1~Host: a^ | 400 | METHOD target
          GET / HTTP/11~Host: a^ | 400 | METHOD target
          GET / HTTP/1.1 ~Host: a^ | 400 | METHOD target
          GET  / HTTP/1.1~Host: a^ | 400 | no target
          GET /a b HTTP/1.1~Host: a^ | 400 | METHOD target
           GET / HTTP/1.1~Host: a^ | 200 | GET
          G(T / HTTP/1.1~Host: a^ | 400 | method
          GET~Host: a^ | 400 | method
          ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFG / HTTP/1.1~Host: a^ | 400 | method
          GET / HTTP/1.1~Host: a~X: 1~ 2^ | 400 | folded
          GET / HTTP/1.1~Host: a~\tX: 1^ | 400 | folded
          GET / HTTP/1.1~Host: a~X : 1^ | 400 | no valid name
          GET / HTTP/1.1~Host: a~X^ | 400 | no valid name
          GET / HTTP/1.1~Host: a~: 1^ | 400 | no valid name
          GET / HTTP/1.1~Host: a~X(: 1^ | 400 | no valid name
          GET / HTTP/1.1~Host: a\\nX: 1^ | 400 | LF
          GET / HTTP/1.1\\n\\n | 400 | LF
          GET / HTTP/1.1~Host: a~X: 1\\r2^ | 400 | CR
          GET / HTTP/1.1~Host: a~X: 1\\r\\r\\n^ | 400 | CR
          GET / HTTP/1.1~Host: a~X: \\0^ | 400 | control
          GET /\\0 HTTP/1.1~Host: a^ | 400 | control
          GET / HTTP/1.1~Host: a~X: 1\\t2^ | 200 | GET /
          POST / HTTP/1.1~Host: a~Content-Length: 3^abc | 200 | POST / abc
          POST / HTTP/1.1~Host: a~Content-Length: 0^ | 200 | POST /
          POST / HTTP/1.1~Host: a~Content-Length: +3^abc | 400 | not a number
          POST / HTTP/1.1~Host: a~Content-Length: -3^abc | 400 | not a number
          POST / HTTP/1.1~Host: a~Content-Length: 0x3^abc | 400 | not a number
          POST / HTTP/1.1~Host: a~Content-Length: 3, 3^abc | 400 | not a number
          POST / HTTP/1.1~Host: a~Content-Length:^abc | 400 | not a number
          POST / HTTP/1.1~Host: a~Content-Length: 9999999999999999999^abc | 400 | not a number
          POST / HTTP/1.1~Host: a~Content-Length: 999999999999999999^abc | 413 | longer
          POST / HTTP/1.1~Host: a~Content-Length: 3~Content-Length: 4^abcd | 400 | twice
          POST / HTTP/1.1~Host: a~Content-Length: 3~Content-Length: 3^abc | 400 | twice
          POST / HTTP/1.1~Host: a~Content-Length: 3~Transfer-Encoding: chunked^0^ | 400 | together
          POST / HTTP/1.1~Host: a~Content-Length: 5^abc | 400 | ended early
          POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked^3~abc~0^ | 200 | POST / abc
          POST / HTTP/1.1~Host: a~Transfer-Encoding: Chunked^3~abc~2~de~0^ | 200 | POST / abcde
          POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked^3;x=y~abc~0^ | 200 | POST / abc
          POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked^3~abc~0~X: 1^ | 200 | POST / abc
          POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked^3~abc~0~X 1^ | 400 | trailer
          POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked^3~abcd~0^ | 400 | CRLF
          POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked^3\\nabc~0^ | 400 | chunk size
          POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked^+3~abc~0^ | 400 | chunk size
          POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked^0x3~abc~0^ | 400 | chunk size
          POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked^3 ~abc~0^ | 400 | chunk size
          POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked^~abc~0^ | 400 | chunk size
          POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked^fffffffff~abc~0^ | 400 | chunk size
          POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked^ffffffff~abc~0^ | 413 | longer
          POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked^3~abc | 400 | ended early
          POST / HTTP/1.1~Host: a~Transfer-Encoding: gzip, chunked^0^ | 400 | Transfer-Encoding
          POST / HTTP/1.1~Host: a~Transfer-Encoding: identity^0^ | 400 | Transfer-Encoding
          POST / HTTP/1.1~Host: a~Transfer-Encoding:^0^ | 400 | Transfer-Encoding
          POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~Transfer-Encoding: chunked^0^ | 400 | one
          POST / HTTP/1.0~Transfer-Encoding: chunked^0^ | 400 | HTTP/1.0
          POST / HTTP/1.1~Host: a~Expect: 100-continue~Content-Length: 3^abc | 100 200 | POST / abc
          POST / HTTP/1.1~Host: a~Expect: tea~Content-Length: 3^abc | 417 | 100-continue
          GET / HTTP/1.1~Ho | 400 | ended early
          GET | 400 | ended early
          GET http://b:1/x?y HTTP/1.1~Host: a^ | 200 | GET /x
          GET http://b HTTP/1.1~Host: a^ | 200 | GET /
          GET http:/// HTTP/1.1~Host: a^ | 400 | no valid host
          GET ftp://b/ HTTP/1.1~Host: a^ | 400 | neither
          CONNECT b:443 HTTP/1.1~Host: b^ | 400 | neither
          OPTIONS * HTTP/1.1~Host: a^ | 200 | OPTIONS *
          GET x HTTP/1.1~Host: a^ | 400 | neither
          GET /a/../b HTTP/1.1~Host: a^ | 200 | GET /b
          GET /a/./b/.. HTTP/1.1~Host: a^ | 200 | GET /a/
          GET /%2e%2E/b HTTP/1.1~Host: a^ | 400 | root
          GET /../etc HTTP/1.1~Host: a^ | 400 | root
          GET //b HTTP/1.1~Host: a^ | 200 | GET //b
          GET /a%20b HTTP/1.1~Host: a^ | 200 | GET /a b
          GET /%zz HTTP/1.1~Host: a^ | 400 | percent
          GET /% HTTP/1.1~Host: a^ | 400 | percent
          GET /%4 HTTP/1.1~Host: a^ | 400 | percent
          GET /%00 HTTP/1.1~Host: a^ | 400 | percent
          GET /%0a HTTP/1.1~Host: a^ | 400 | percent
          GET /%ff HTTP/1.1~Host: a^ | 400 | UTF-8
          GET /?a=%zz HTTP/1.1~Host: a^ | 400 | percent
          GET /a#b HTTP/1.1~Host: a^ | 400 | fragment
          GET /a<b HTTP/1.1~Host: a^ | 400 | percent-encoded
          GET /é HTTP/1.1~Host: a^ | 400 | METHOD target
          """)
  void request_isAnsweredByItsRule(String request, String statuses, String body) {
    String bytes =
        request
            .replace("~", "\r\n")
            .replace("^", "\r\n\r\n")
            .replace("\\r", "\r")
            .replace("\\n", "\n")
            .replace("\\t", "\t")
            .replace("\\0", "\0");
    String response = Served.serve(Served::echo, bytes);
    assertThat(Served.statuses(response)).isEqualTo(statuses);
    assertThat(response.substring(response.lastIndexOf("\r\n\r\n"))).contains(body);
    boolean refused = !statuses.endsWith("200");
    boolean keeps = !refused && !request.contains("HTTP/1.0");
    assertThat(response.contains("Connection: close")).isEqualTo(!keeps);
  }
}
