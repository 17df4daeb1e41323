package dev.sonde.collectors.container;

import dev.sonde.collectors.container.engine.Endpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A container engine behind a real Unix socket, which answers what a test wants, hangs, ends and
/// comes back. Safe for all threads.
public final class FakeEngine implements AutoCloseable {
  private static final String HEAD = "HTTP/1.1 %d Told\r\nContent-Type: application/json\r\n%s\r\n";

  private final Path socket;
  private final Map<String, String> pages = new HashMap<>();
  private final Map<String, Integer> asked = new HashMap<>();
  private final Set<SocketChannel> open = new HashSet<>();
  private final List<OutputStream> listeners = new ArrayList<>();
  private ServerSocketChannel server;
  private boolean hanging;
  private int status = 200;
  private boolean silent;

  public FakeEngine(Path socket) throws IOException {
    this.socket = socket;
    this.server = listen();
  }

  public Endpoint endpoint() {
    return Endpoint.unix(socket);
  }

  /// What it answers from now on; a query does not count.
  public synchronized FakeEngine page(String path, String body) {
    pages.put(path, body);
    return this;
  }

  public synchronized void forget(String path) {
    pages.remove(path);
  }

  /// Everything is answered like this.
  public synchronized void status(int code) {
    status = code;
  }

  /// It tells no events: asked for them it answers 403, as a proxy before it may.
  public synchronized void keepSilent() {
    silent = true;
  }

  /// Takes requests and answers none; those it took get the answers of then once it goes on.
  public synchronized void hang(boolean on) {
    hanging = on;
    notifyAll();
  }

  public synchronized int asked(String path) {
    return asked.getOrDefault(path, 0);
  }

  /// How many listen to events now.
  public synchronized int listeners() {
    return listeners.size();
  }

  public synchronized void awaitListeners(int count) throws InterruptedException {
    while (listeners.size() < count) {
      wait();
    }
  }

  public synchronized void awaitAsked(String path, int count) throws InterruptedException {
    while (asked(path) < count) {
      wait();
    }
  }

  /// Sends a line to all who listen to events.
  public synchronized void send(String line) throws IOException {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] size = (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    for (OutputStream each : List.copyOf(listeners)) {
      try {
        each.write(size);
        each.write(bytes);
        each.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        each.flush();
      } catch (IOException _) {
        listeners.remove(each);
      }
    }
  }

  public void event(String action, String id, String attributes, long nanos) throws IOException {
    send(
        """
        {"Type":"container","Action":"%s","Actor":{"ID":"%s","Attributes":{%s}},"timeNano":%d}\
        """
            .formatted(action, id, attributes, nanos));
  }

  /// Ends all connections and takes no more.
  public void stop() throws IOException {
    listening().close();
    synchronized (this) {
      for (SocketChannel each : open) {
        each.close();
      }
      listeners.clear();
      hanging = false;
      notifyAll();
    }
    Files.deleteIfExists(socket);
  }

  public void start() throws IOException {
    ServerSocketChannel made = listen();
    synchronized (this) {
      server = made;
    }
  }

  @Override
  public void close() throws IOException {
    stop();
  }

  private synchronized ServerSocketChannel listening() {
    return server;
  }

  private ServerSocketChannel listen() throws IOException {
    ServerSocketChannel made = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    made.bind(UnixDomainSocketAddress.of(socket));
    Thread.ofVirtual().name("fake engine").start(() -> accept(made));
    return made;
  }

  private void accept(ServerSocketChannel from) {
    try {
      while (true) {
        SocketChannel channel = from.accept();
        synchronized (this) {
          open.add(channel);
          if (!from.isOpen()) {
            channel.close();
          }
        }
        Thread.ofVirtual().name("fake engine's connection").start(() -> serve(channel));
      }
    } catch (ClosedChannelException _) {
      // stop() closed it
    } catch (IOException e) {
      throw new IllegalStateException("the engine can't listen any more", e);
    }
  }

  private void serve(SocketChannel channel) {
    try (channel) {
      var in =
          new BufferedReader(
              new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.ISO_8859_1));
      OutputStream out = Channels.newOutputStream(channel);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String target = line.split(" ", 3)[1];
        while (!in.readLine().isEmpty()) {
          // headers
        }
        answer(target.split("\\?", 2)[0], out);
      }
    } catch (IOException _) {
      // the other side has gone, or stop() was called
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (this) {
        open.remove(channel);
      }
    }
  }

  private void answer(String path, OutputStream out) throws IOException, InterruptedException {
    synchronized (this) {
      asked.merge(path, 1, Integer::sum);
      notifyAll();
      String page = pages.get(path);
      while (hanging) {
        wait();
      }
      if (path.equals("/events") && silent) {
        out.write(HEAD.formatted(403, "Content-Length: 0\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return;
      }
      if (path.equals("/events") && status == 200) {
        out.write(
            HEAD.formatted(200, "Transfer-Encoding: chunked\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        listeners.add(out);
        notifyAll();
        return;
      }
      byte[] body = (page == null ? "{}" : page).getBytes(StandardCharsets.UTF_8);
      int code = page == null ? 404 : status;
      out.write(
          HEAD.formatted(code, "Content-Length: " + body.length + "\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      out.flush();
    }
  }
}
