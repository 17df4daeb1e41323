package dev.sonde.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// A server that does with each connection what a test says.
final class RawServer implements AutoCloseable {
  interface Talk {
    void with(Talker peer) throws Exception;
  }

  private final ServerSocket server;
  private final AtomicInteger accepted = new AtomicInteger();

  RawServer(Talk talk) throws IOException {
    server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofVirtual().start(() -> accept(talk));
  }

  Url url(String target) {
    return Url.parse("http://127.0.0.1:" + server.getLocalPort() + target);
  }

  int accepted() {
    return accepted.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept(Talk talk) {
    try {
      while (true) {
        Socket socket = server.accept();
        accepted.incrementAndGet();
        Thread.ofVirtual().start(() -> talk(talk, socket));
      }
    } catch (IOException closed) {
      if (!server.isClosed()) {
        throw new UncheckedIOException(closed);
      }
    }
  }

  private static void talk(Talk talk, Socket socket) {
    try (socket) {
      talk.with(new Talker(socket, new BufferedInputStream(socket.getInputStream())));
    } catch (IOException gone) {
      // the client hung up, which is what many a test wants
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  record Talker(Socket socket, InputStream in) {
    /// Reads a head and answers it with these bytes.
    void answer(String bytes) throws IOException {
      head();
      send(bytes);
    }

    String head() throws IOException {
      var head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int c = in.read();
        if (c < 0) {
          throw new IOException("the client hung up");
        }
        head.append((char) c);
      }
      return head.toString();
    }

    void send(String bytes) throws IOException {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    void untilClosed() throws IOException {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
  }
}
