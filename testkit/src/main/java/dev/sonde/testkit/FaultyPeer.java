package dev.sonde.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/// A small HTTP server on loopback that does what a script says, request by request, and keeps
/// everything it received, so that a test can account for every batch. Safe for all threads.
public final class FaultyPeer implements AutoCloseable {
  private final ServerSocket server;
  private final Thread acceptor;
  private final String scheme;
  private final ArrayDeque<Reaction> script = new ArrayDeque<>();
  private final List<Received> received = new ArrayList<>();
  private final Set<Socket> open = new HashSet<>();
  private Reaction after = Reaction.OK;
  private int accepted;

  /// Listens on a free port.
  public FaultyPeer() throws IOException {
    this(new ServerSocket(), "http");
  }

  private FaultyPeer(ServerSocket server, String scheme) throws IOException {
    this.server = server;
    this.scheme = scheme;
    server.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    acceptor = Thread.ofVirtual().name("faulty peer").start(this::accept);
  }

  /// The same over TLS.
  public static FaultyPeer secure(SSLContext context) throws IOException {
    return new FaultyPeer(context.getServerSocketFactory().createServerSocket(), "https");
  }

  /// Where to send to.
  public String url(String target) {
    return scheme + "://127.0.0.1:" + server.getLocalPort() + target;
  }

  /// What to do with the next requests, in order, after those already in the script.
  public synchronized FaultyPeer then(Reaction... reactions) {
    script.addAll(List.of(reactions));
    return this;
  }

  /// What to do when the script is over: [Reaction#OK] at first.
  public synchronized FaultyPeer always(Reaction reaction) {
    after = reaction;
    return this;
  }

  /// Every request that was read to its end, in order.
  public synchronized List<Received> received() {
    return List.copyOf(received);
  }

  /// Those that were answered 2xx.
  public List<Received> accepted() {
    return Received.accepted(received());
  }

  /// Waits until so many requests have come, and gives them.
  public synchronized List<Received> awaitReceived(int count) throws InterruptedException {
    while (received.size() < count) {
      wait();
    }
    return List.copyOf(received);
  }

  /// Every body by the value of a header that names its batch, in order.
  public Map<String, List<Received>> byHeader(String name) {
    var batches = new TreeMap<String, List<Received>>();
    for (Received each : received()) {
      batches.computeIfAbsent(each.header(name), _ -> new ArrayList<>()).add(each);
    }
    return batches;
  }

  /// How many of the accepted requests had a batch that was accepted before.
  public long duplicates(String header) {
    var seen = new HashSet<String>();
    return accepted().stream().filter(each -> !seen.add(each.header(header))).count();
  }

  /// Connections taken so far.
  public synchronized int connections() {
    return accepted;
  }

  /// Connections that are open just now.
  public synchronized int open() {
    return open.size();
  }

  /// Waits until the other side has closed all its connections.
  public synchronized void awaitNoneOpen() throws InterruptedException {
    while (!open.isEmpty()) {
      wait();
    }
  }

  /// From its return on connections are refused. The thread that accepts is waited for, as the port
  /// is open until it has noticed.
  @Override
  public void close() throws IOException {
    server.close();
    try {
      acceptor.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    List<Socket> left;
    synchronized (this) {
      left = List.copyOf(open);
    }
    for (Socket each : left) {
      each.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        synchronized (this) {
          accepted++;
          open.add(socket);
        }
        Thread.ofVirtual().name("faulty peer's connection").start(() -> serve(socket));
      }
    } catch (IOException e) {
      if (!server.isClosed()) {
        throw new IllegalStateException("the peer can't listen any more", e);
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      new PeerConnection(this, socket).serve();
    } catch (SocketException | SSLException _) {
      // the other side broke it off, or close() did
    } catch (IOException e) {
      throw new IllegalStateException("the peer's script broke", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (this) {
        open.remove(socket);
        notifyAll();
      }
    }
  }

  synchronized Reaction next() {
    Reaction next = script.pollFirst();
    return next == null ? after : next;
  }

  synchronized void keep(Received request) {
    received.add(request);
    notifyAll();
  }
}
