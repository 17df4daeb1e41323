package dev.sonde.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Opens many web sockets, has each echo a message, and ends them all at once when it is told to:
/// with a close, with none, and with a reset. A process of its own, since each end of a connection
/// takes a file handle.
final class SocketFlood {
  private static final byte[] HANDSHAKE =
      """
      GET /ws HTTP/1.1\r
      Host: localhost\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Version: 13\r
      \r
      """
          .getBytes(StandardCharsets.US_ASCII);

  /// The text `x`, masked with zeros.
  private static final byte[] MESSAGE = {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, 'x'};

  /// 1001, masked with zeros.
  private static final byte[] CLOSE = {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 3, (byte) 0xe9};

  private final int port;
  private final List<Socket> open = new ArrayList<>();
  private int refused;

  private SocketFlood(int port) {
    this.port = port;
  }

  public static void main(String[] arguments) throws IOException {
    var flood = new SocketFlood(Integer.parseInt(arguments[0]));
    int count = Integer.parseInt(arguments[1]);
    for (int i = 0; i < count; i++) {
      flood.open();
    }
    System.out.println(flood.open.size() + " open, " + flood.refused + " to come again");
    System.out.println(flood.echoes() + " echoes");
    int told = System.in.read();
    flood.end();
    System.out.println("gone");
    System.exit(told < 0 || System.in.read() < 0 ? 0 : 1);
  }

  private void open() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.getOutputStream().write(HANDSHAKE);
    String head = head(socket);
    if (head.startsWith("HTTP/1.1 101 ")) {
      open.add(socket);
      return;
    }
    boolean later = head.startsWith("HTTP/1.1 503 ") && head.contains("\r\nRetry-After: ");
    refused += later ? 1 : 0;
    socket.close();
  }

  private static String head(Socket socket) throws IOException {
    var head = new StringBuilder();
    int next = socket.getInputStream().read();
    while (next >= 0) {
      head.append((char) next);
      next = head.toString().endsWith("\r\n\r\n") ? -1 : socket.getInputStream().read();
    }
    return head.toString();
  }

  private int echoes() throws IOException {
    for (Socket each : open) {
      each.getOutputStream().write(MESSAGE);
    }
    int echoes = 0;
    for (Socket each : open) {
      byte[] echo = each.getInputStream().readNBytes(3);
      echoes += echo.length == 3 && echo[2] == 'x' ? 1 : 0;
    }
    return echoes;
  }

  private void end() throws IOException {
    for (int i = 0; i < open.size(); i++) {
      Socket socket = open.get(i);
      switch (i % 3) {
        case 0 -> socket.getOutputStream().write(CLOSE);
        case 1 -> socket.setSoLinger(true, 0);
        default -> {}
      }
      socket.close();
    }
  }
}
