package dev.sonde.app;

import dev.sonde.http.Address;
import dev.sonde.http.Handler;
import dev.sonde.http.Limits;
import dev.sonde.http.Listener;
import dev.sonde.http.PortHolder;
import java.net.BindException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The listeners that are open, and what a reload does to them.
final class Doorway {
  private static final Path PROC = Path.of("/proc");

  private record Door(Address asked, Limits limits, Listener listener) {}

  private final Handler handler;
  private volatile List<Door> doors = List.of();

  Doorway(Handler handler) {
    this.handler = handler;
  }

  /// Opens every listener, or none.
  void open(ServerConfig config) throws BindException {
    doors = opened(config.listen(), config.limits());
  }

  /// Opens what is new and closes what is gone; what stays is not touched. When something new can't
  /// be opened, nothing changes.
  void change(ServerConfig config) throws BindException {
    var kept = new ArrayList<Door>();
    var gone = new ArrayList<Door>();
    var missing = new ArrayList<>(config.listen());
    for (Door door : doors) {
      if (missing.remove(door.asked())) {
        kept.add(door);
      } else {
        gone.add(door);
      }
    }
    kept.addAll(opened(missing, config.limits()));
    doors = List.copyOf(kept);
    gone.forEach(Doorway::closeInTime);
    limit(kept, config.limits());
  }

  void close() {
    doors.forEach(door -> door.listener().close());
    doors = List.of();
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

  /// For people: `http://127.0.0.1:9100`, or `nothing`.
  String words() {
    List<String> all = listeners().stream().map(each -> url(each.address())).toList();
    return all.isEmpty() ? "nothing" : String.join(", ", all);
  }

  private static String url(Address address) {
    return switch (address) {
      case Address.Tcp tcp -> "http://" + tcp;
      case Address.Unix unix -> unix.toString();
    };
  }

  private List<Door> opened(List<Address> addresses, Limits limits) throws BindException {
    var fresh = new ArrayList<Door>();
    try {
      for (Address each : addresses) {
        fresh.add(new Door(each, limits, listener(each, limits)));
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

  /// A listener keeps its limits for life: with other limits it is another listener on the same
  /// port.
  private void limit(List<Door> kept, Limits limits) throws BindException {
    for (Door door : List.copyOf(kept)) {
      if (!door.limits().equals(limits)) {
        kept.remove(door);
        doors = List.copyOf(kept);
        door.listener().close();
        kept.add(new Door(door.asked(), limits, listener(door.listener().address(), limits)));
        doors = List.copyOf(kept);
      }
    }
  }

  private Listener listener(Address address, Limits limits) throws BindException {
    try {
      return Listener.open(address, limits, handler);
    } catch (BindException taken) {
      throw explained(address, taken);
    }
  }
}
