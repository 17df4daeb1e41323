package dev.sonde.it;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A connection on which anything can be said.
final class Raw implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Socket socket;

  private Raw(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout((int) PATIENCE.toMillis());
  }

  static Raw to(int port) throws IOException {
    return new Raw(new Socket(LOOPBACK, port));
  }

  /// Is there nobody at this port?
  static boolean refuses(int port) throws IOException {
    try (var socket = new Socket(LOOPBACK, port)) {
      return !socket.isConnected();
    } catch (ConnectException refused) {
      return true;
    }
  }

  /// The answer to a request on a connection of its own; what went wrong, if there is none.
  static String get(int port, String path) {
    try (var client = to(port)) {
      return client
          .say("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
          .hearAll();
    } catch (IOException failed) {
      return failed.toString();
    }
  }

  Raw say(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /// Everything up to the end of the connection.
  String hearAll() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
