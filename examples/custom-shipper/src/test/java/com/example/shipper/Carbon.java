package com.example.shipper;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads lines as Graphite's carbon does, and keeps them.
final class Carbon implements Closeable {
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<String> lines = new ArrayList<>();
  private volatile String answer = "";

  Carbon() throws IOException {
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return server.getLocalPort();
  }

  void answer(String with) {
    answer = with;
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        keep(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      } catch (IOException over) {
        // whoever sent it sees the same
      }
    }
  }

  private synchronized void keep(String text) {
    text.lines().forEach(lines::add);
  }
}
