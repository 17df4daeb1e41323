package dev.sonde.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// A port of this machine that refuses connections, and that nobody else can have meanwhile.
final class DeafPort implements AutoCloseable {
  private final Socket bound = new Socket();

  DeafPort() throws IOException {
    bound.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
  }

  Address.Tcp address() {
    return new Address.Tcp("127.0.0.1", bound.getLocalPort());
  }

  Url url(String target) {
    return Url.parse("http://" + address() + target);
  }

  @Override
  public void close() throws IOException {
    bound.close();
  }
}
