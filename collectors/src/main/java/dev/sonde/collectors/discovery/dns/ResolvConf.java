package dev.sonde.collectors.discovery.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What `/etc/resolv.conf` says.
///
/// @param servers whom to ask, in this order; one at least
/// @param search what names are completed with
/// @param dots a name with as many is tried as it is before it is completed
/// @param timeout how long one server may take
/// @param attempts how often each is asked
record ResolvConf(
    List<InetAddress> servers, List<String> search, int dots, Duration timeout, int attempts) {
  private static final int SERVERS = 3;
  private static final int SEARCH = 32;

  ResolvConf {
    servers = List.copyOf(servers);
    search = List.copyOf(search);
  }

  /// Reads it as the C library does: what is not understood is passed by.
  static ResolvConf parse(String text) {
    var reading = new Reading();
    text.lines().forEach(reading::line);
    return reading.done();
  }

  /// The names to ask for, in turn.
  List<String> candidates(String name) {
    if (name.endsWith(".") && !name.endsWith("\\.")) {
      return List.of(name);
    }
    var names = new ArrayList<String>();
    search.forEach(each -> names.add(each.equals(".") ? name + "." : name + "." + each));
    boolean dotted = name.chars().filter(each -> each == '.').count() >= dots;
    names.add(dotted ? 0 : names.size(), name + ".");
    return names.stream().distinct().toList();
  }

  private static final class Reading {
    private final List<InetAddress> servers = new ArrayList<>();
    private List<String> search = List.of();
    private int dots = 1;
    private int timeout = 5;
    private int attempts = 2;

    ResolvConf done() {
      return new ResolvConf(
          servers.isEmpty() ? List.of(InetAddress.ofLiteral("127.0.0.1")) : servers,
          search,
          dots,
          Duration.ofSeconds(timeout),
          attempts);
    }

    void line(String line) {
      List<String> words = List.of(line.strip().split("\\s+"));
      List<String> rest = words.subList(1, words.size());
      switch (words.getFirst()) {
        case "nameserver" -> rest.stream().limit(1).forEach(this::server);
        case "domain" -> search = rest.stream().limit(1).toList();
        case "search" -> search = rest.stream().limit(SEARCH).toList();
        case "options" -> rest.forEach(this::option);
        default -> {}
      }
    }

    private void server(String text) {
      try {
        InetAddress server = InetAddress.ofLiteral(text);
        if (servers.size() < SERVERS) {
          servers.add(server);
        }
      } catch (IllegalArgumentException _) {
        // Passed by, as the C library does.
      }
    }

    private void option(String text) {
      int colon = text.indexOf(':');
      switch (colon < 0 ? text : text.substring(0, colon)) {
        case "ndots" -> dots = number(text, colon, 0, 15, dots);
        case "timeout" -> timeout = number(text, colon, 1, 30, timeout);
        case "attempts" -> attempts = number(text, colon, 1, 5, attempts);
        default -> {}
      }
    }

    private static int number(String text, int colon, int least, int most, int fallback) {
      try {
        return Math.clamp(Integer.parseInt(text, colon + 1, text.length(), 10), least, most);
      } catch (NumberFormatException _) {
        return fallback;
      }
    }
  }
}
