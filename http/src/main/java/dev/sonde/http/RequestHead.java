package dev.sonde.http;

import java.nio.charset.StandardCharsets;

/// The head of a request as bytes.
final class RequestHead {
  private static final String END = "\r\n";

  private RequestHead() {}

  static byte[] of(Call call, Way way) {
    var text = new StringBuilder(256);
    text.append(call.method()).append(' ').append(way.target(call.url()));
    text.append(" HTTP/1.1\r\nHost: ").append(call.url().host()).append(END);
    way.authorization().ifPresent(each -> append(text, each));
    for (Header each : call.headers()) {
      append(text, each);
    }
    for (Header each : call.terms().secrets()) {
      append(text, each);
    }
    if (call.terms().gzip()) {
      text.append("Accept-Encoding: gzip\r\n");
    }
    if (call.hasBody()) {
      text.append("Content-Length: ").append(call.body().remaining()).append(END);
    }
    return text.append(END).toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /// A web socket's handshake.
  static byte[] of(Call call, String key, UpgradeTerms terms) {
    var text = new StringBuilder(512);
    text.append("GET ").append(call.url().target());
    text.append(" HTTP/1.1\r\nHost: ").append(call.url().host()).append(END);
    append(text, new Header("Upgrade", AcceptKey.UPGRADE));
    append(text, new Header("Connection", "Upgrade"));
    append(text, new Header("Sec-WebSocket-Version", AcceptKey.VERSION));
    append(text, new Header("Sec-WebSocket-Key", key));
    if (!terms.protocols().isEmpty()) {
      append(text, new Header("Sec-WebSocket-Protocol", String.join(", ", terms.protocols())));
    }
    call.headers().forEach(each -> append(text, each));
    call.terms().secrets().forEach(each -> append(text, each));
    return text.append(END).toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  static void append(StringBuilder text, Header header) {
    text.append(header.name()).append(": ").append(header.value()).append(END);
  }
}
