package dev.sonde.app;

import dev.sonde.http.Address;
import dev.sonde.http.Handler;
import dev.sonde.http.Limits;
import dev.sonde.http.Listener;
import dev.sonde.http.PortHolder;
import dev.sonde.http.tls.ServerTls;
import dev.sonde.http.tls.ServerTlsConfig;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.http.tls.TlsProblem;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The listeners that are open, and what a reload does to them.
final class Doorway {
  private static final Path PROC = Path.of("/proc");

  private record Door(Address asked, Listener listener) {}

  /// TLS as one configuration wants it.
  private record Secured(Optional<ServerTlsConfig> config, Optional<ServerTls> tls) {
    static final Secured NOT = new Secured(Optional.empty(), Optional.empty());

    Optional<ServerTls> at(Address address) {
      return address instanceof Address.Tcp ? tls : Optional.empty();
    }

    void close() {
      if (tls.isPresent()) {
        tls.get().close();
      }
    }
  }

  private final Handler handler;
  private final TlsContexts contexts;
  private volatile List<Door> doors = List.of();
  private volatile Secured secured = Secured.NOT;

  Doorway(Handler handler, TlsContexts contexts) {
    this.handler = handler;
    this.contexts = contexts;
  }

  /// Opens every listener, or none.
  void open(ServerConfig config) throws IOException, InterruptedException {
    secured = secured(config);
    doors = opened(config.listen(), config.limits());
  }

  /// @throws IOException when its files can't be used, in words
  private Secured secured(ServerConfig config) throws IOException, InterruptedException {
    if (config.tls().isEmpty()) {
      return Secured.NOT;
    }
    ServerTls tls = contexts.server(config.tls().get());
    Optional<TlsProblem> problem = tls.problem();
    if (problem.isPresent()) {
      tls.close();
      throw new IOException(TlsFiles.words(problem.get()));
    }
    return new Secured(config.tls(), Optional.of(tls));
  }

  /// Opens what is new and closes what is gone; what stays is not touched, but for its limits and
  /// TLS. When something new can't be opened, nothing changes.
  void change(ServerConfig config) throws IOException, InterruptedException {
    Secured before = secured;
    if (config.tls().equals(before.config())) {
      changeDoors(config);
      return;
    }
    Secured next = secured(config);
    boolean changed = false;
    try {
      secured = next;
      changeDoors(config);
      changed = true;
    } finally {
      secured = changed ? next : before;
      doors.forEach(each -> each.listener().secure(secured.at(each.asked())));
      (changed ? before : next).close();
    }
  }

  private void changeDoors(ServerConfig config) throws BindException {
    var kept = new ArrayList<Door>();
    var gone = new ArrayList<Door>();
    var missing = new ArrayList<>(config.listen());
    for (Door door : doors) {
      (missing.remove(door.asked()) ? kept : gone).add(door);
    }
    List<Door> inTheWay = gone.stream().filter(door -> stands(door, missing)).toList();
    inTheWay.forEach(door -> door.listener().close());
    kept.addAll(openedOrBefore(missing, config.limits(), inTheWay));
    doors = List.copyOf(kept);
    gone.removeAll(inTheWay);
    gone.forEach(Doorway::closeInTime);
    doors.forEach(door -> door.listener().limit(config.limits()));
  }

  /// From `127.0.0.1:9100` to `0.0.0.0:9100`: the old one has to go before the new one can come.
  private static boolean stands(Door door, List<Address> missing) {
    return door.listener().address() instanceof Address.Tcp(_, var port)
        && missing.stream().anyMatch(each -> each instanceof Address.Tcp tcp && tcp.port() == port);
  }

  private List<Door> openedOrBefore(List<Address> addresses, Limits limits, List<Door> before)
      throws BindException {
    try {
      return opened(addresses, limits);
    } catch (BindException refused) {
      var again = new ArrayList<>(doors);
      again.removeAll(before);
      for (Door door : before) {
        again.add(new Door(door.asked(), listener(door.listener().address(), limits)));
      }
      doors = List.copyOf(again);
      throw refused;
    }
  }

  void close() {
    doors.forEach(door -> door.listener().close());
    doors = List.of();
    secured.close();
  }

  List<Listener> listeners() {
    return doors.stream().map(Door::listener).toList();
  }

  /// The TCP ports, as the system gave them.
  List<Integer> ports() {
    var ports = new ArrayList<Integer>();
    for (Listener each : listeners()) {
      if (each.address() instanceof Address.Tcp(_, var port)) {
        ports.add(port);
      }
    }
    return ports;
  }

  /// For people: `https://127.0.0.1:9100`, or `nothing`.
  String words() {
    List<String> all =
        listeners().stream().map(each -> url(each.address(), secured.at(each.address()))).toList();
    return all.isEmpty() ? "nothing" : String.join(", ", all);
  }

  private static String url(Address address, Optional<ServerTls> tls) {
    return switch (address) {
      case Address.Tcp tcp -> (tls.isPresent() ? "https://" : "http://") + tcp;
      case Address.Unix unix -> unix.toString();
    };
  }

  private List<Door> opened(List<Address> addresses, Limits limits) throws BindException {
    var fresh = new ArrayList<Door>();
    try {
      for (Address each : addresses) {
        fresh.add(new Door(each, listener(each, limits)));
      }
      return fresh;
    } catch (BindException taken) {
      fresh.forEach(door -> door.listener().close());
      throw taken;
    }
  }

  private static BindException explained(Address address, BindException taken) {
    Optional<String> holder = new PortHolder(PROC).find(address);
    String why =
        holder
            .map(who -> address + ": in use by " + who + "; stop that, or")
            .orElse(taken.getMessage() + ";");
    return new BindException(
        "can't listen on " + why + " choose another address: --set server.listen=127.0.0.1:9101");
  }

  /// The request that asked for this may stand in that very door: its answer goes out before it
  /// closes.
  private static void closeInTime(Door door) {
    Thread.ofVirtual().name("closing " + door.asked()).start(() -> door.listener().close());
  }

  private Listener listener(Address address, Limits limits) throws BindException {
    try {
      return Listener.open(address, limits, secured.at(address), handler);
    } catch (BindException taken) {
      throw explained(address, taken);
    }
  }
}
