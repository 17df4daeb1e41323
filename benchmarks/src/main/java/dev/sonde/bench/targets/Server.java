package dev.sonde.bench.targets;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/// All targets, each listening at an address of its own, in one thread.
final class Server {
  private static final int CONTROL = -1;
  private static final int BACKLOG = 16;
  private static final long TICK_MILLIS = 100;
  private static final int HEAD_BYTES = 1 << 14;

  private final Options options;
  private final Selector selector;
  private final Pages pages;
  private final Lies lies;
  private final Account account;
  private final Text out = new Text();
  private final byte[] in = new byte[HEAD_BYTES];
  private final Set<Connection> endless = new LinkedHashSet<>();
  private final Map<Manner, Long> asked = new EnumMap<>(Manner.class);
  private final List<ServerSocketChannel> deaf = new ArrayList<>();
  private final long start = System.nanoTime();
  private long connections;
  private long cut;
  private boolean drained;

  private record Door(ServerSocketChannel channel, int target, Manner manner) {}

  Server(Options options) throws IOException {
    this.options = options;
    selector = Selector.open();
    account = new Account(options.targets(), options.intervalMillis());
    pages = new Pages(options.targets(), new Shape(options.samples(), options.churn()));
    lies = new Lies(pages);
    for (int target = 0; target < options.targets(); target++) {
      var manner = Manner.of(target, options);
      if (manner != Manner.REFUSES) {
        open(options.address(target), options.port(), target, manner);
      }
    }
    open("127.0.0.1", options.control(), CONTROL, Manner.GOOD);
  }

  private void open(String address, int port, int target, Manner manner) throws IOException {
    var channel = ServerSocketChannel.open();
    channel.bind(new InetSocketAddress(address, port), BACKLOG);
    channel.configureBlocking(false);
    if (manner == Manner.DEAF) {
      deaf.add(channel);
    } else {
      var door = new Door(channel, target, manner);
      channel.register(selector, SelectionKey.OP_ACCEPT, door);
    }
  }

  Selector selector() {
    return selector;
  }

  /// Serves until its thread is interrupted.
  Void run() throws IOException {
    long tick = millis();
    while (!Thread.interrupted()) {
      selector.select(this::ready, TICK_MILLIS);
      if (millis() - tick >= TICK_MILLIS) {
        tick = millis();
        List.copyOf(endless).forEach(this::more);
      }
    }
    for (var key : selector.keys()) {
      key.channel().close();
    }
    for (var channel : deaf) {
      channel.close();
    }
    selector.close();
    return null;
  }

  private void ready(SelectionKey key) {
    switch (key.attachment()) {
      case Door door -> accept(door);
      case Connection connection -> {
        try {
          connection.ready(in);
        } catch (IOException _) {
          connection.close();
        }
      }
      default -> throw new IllegalStateException("neither door nor connection");
    }
  }

  private void accept(Door door) {
    try {
      var channel = door.channel().accept();
      if (channel != null) {
        var _ = new Connection(this, channel, door.target(), door.manner());
        connections++;
      }
    } catch (IOException e) {
      System.err.println("can't accept: " + e);
    }
  }

  void answer(Connection to, Request request) throws IOException {
    out.clear();
    if (to.target() == CONTROL) {
      control(request.path());
      to.send(out, () -> {});
    } else if (to.manner() != Manner.GOOD) {
      asked.merge(to.manner(), 1L, Long::sum);
      lies.begin(to.target(), to.manner(), millis(), out);
      to.send(out, () -> {});
    } else if (drained) {
      to.send(out.add("HTTP/1.1 503 Drained\r\nContent-Length: 0\r\n\r\n"), () -> {});
    } else {
      page(to, request);
    }
  }

  private void page(Connection to, Request request) throws IOException {
    boolean open = options.openMetrics() && request.openMetrics();
    boolean gzip = options.gzip() && request.gzip();
    pages.answer(to.target(), millis(), open, gzip, out);
    var agent = account.agent(request.agent());
    long begun = millis();
    int length = out.length();
    to.send(out, () -> agent.served(to.target(), begun, length, gzip, open));
  }

  private void control(String path) {
    if (path.equals("/drain")) {
      drained = true;
    }
    var body =
        switch (path) {
          case "/targets" -> targets();
          case "/pages" -> account.pages();
          default -> account();
        };
    out.add("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n");
    out.add("Content-Length: " + body.length() + "\r\n\r\n").add(body);
  }

  private String targets() {
    var text = new StringJoiner(", ", "[", "]\n");
    for (int target = 0; target < options.targets(); target++) {
      var address = options.address(target) + ':' + options.port();
      text.add("[\"" + address + "\", \"" + Manner.of(target, options) + "\"]");
    }
    return text.toString();
  }

  private String account() {
    var bad = new StringJoiner(", ", "{", "}");
    asked.forEach((manner, count) -> bad.add("\"" + manner + "\": " + count));
    return "{\"agents\": %s, \"bad\": %s, \"cut\": %d, \"connections\": %d}\n"
        .formatted(account.json(options.samples()), bad, cut, connections);
  }

  void goOn(Connection connection) {
    endless.add(connection);
  }

  private void more(Connection connection) {
    if (!connection.busy()) {
      out.clear();
      lies.goOn(connection.manner(), out);
      try {
        connection.send(out, () -> {});
      } catch (IOException _) {
        connection.close();
      }
    }
  }

  void closed(Connection connection, boolean answering) {
    endless.remove(connection);
    connections--;
    if (answering && connection.manner() == Manner.GOOD) {
      cut++;
    }
  }

  private long millis() {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
