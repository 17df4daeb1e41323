package dev.sonde.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Has a proxy open a way to a server, by `CONNECT`.
final class Tunnel {
  private static final int INTERIM = 8;

  private final ClientLimits limits;

  Tunnel(ClientLimits limits) {
    this.limits = limits;
  }

  /// Afterwards the wire leads to the server.
  ///
  /// @throws ProxyRefusedException when the proxy does not want to
  void open(Wire wire, Proxy proxy, Address server) throws IOException {
    wire.out().write(request(proxy, server).getBytes(StandardCharsets.ISO_8859_1));
    var answer = new ReplyInput(limits, wire.in());
    int status = status(answer, proxy);
    if (status / 100 != 2) {
      throw new ProxyRefusedException(proxy, server, status);
    }
    if (!answer.clean()) {
      throw new IOException("proxy " + proxy + ": it spoke before the server was asked anything");
    }
  }

  private static int status(ReplyInput answer, Proxy proxy) throws IOException {
    try {
      answer.readHead();
      for (int interim = 0; answer.status() < 200 && interim < INTERIM; interim++) {
        answer.readHead();
      }
    } catch (Refusal refusal) {
      throw new IOException("proxy " + proxy + ": " + refusal.why(), refusal);
    }
    if (answer.status() < 200) {
      throw new IOException("proxy " + proxy + ": it sends one interim answer after the other");
    }
    return answer.status();
  }

  private static String request(Proxy proxy, Address server) {
    var head = new StringBuilder("CONNECT " + server + " HTTP/1.1\r\nHost: " + server + "\r\n");
    Way.authorization(proxy).ifPresent(each -> RequestHead.append(head, each));
    proxy.headers().forEach(each -> RequestHead.append(head, each));
    return head.append("\r\n").toString();
  }
}
