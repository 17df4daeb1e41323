package dev.sonde.it;

import dev.sonde.it.Nginx.Request;
import dev.sonde.it.Pki.Pair;
import dev.sonde.it.TlsCase.Group;
import dev.sonde.it.TlsCase.Wanted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Cases in the making: each gets a server of its own in one nginx.
final class TlsCases {
  private final List<TlsCase> all = new ArrayList<>();
  private final Nginx nginx;

  TlsCases(Nginx nginx) {
    this.nginx = nginx;
  }

  List<TlsCase> all() {
    return List.copyOf(all);
  }

  /// A server to be met by one shipper.
  final class Server {
    private final Pair identity;
    private final List<String> lines;
    private String host = "localhost";
    private int port;
    private Group group = Group.MODERN;
    private String tls;

    private Server(Pair identity, String trust, List<String> lines) {
      this.identity = identity;
      this.tls = trust;
      this.lines = lines;
    }

    /// What the shipper says, beyond whom it trusts.
    Server met(String settings) {
      tls += (tls.isEmpty() || settings.isEmpty() ? "" : ", ") + settings;
      return this;
    }

    /// The name or address in the shipper's URL.
    Server at(String of) {
      host = of;
      return this;
    }

    /// At a port that has servers already.
    Server with(int of) {
      port = of;
      return this;
    }

    Server old() {
      group = Group.OLD;
      return this;
    }

    void taken(String name, Predicate<Request> how) throws IOException {
      taken(name, 1, how);
    }

    void taken(String name, int count, Predicate<Request> how) throws IOException {
      add(name, new Wanted.Taken(count, how));
    }

    void refused(String name, String... words) throws IOException {
      add(name, new Wanted.Refused(List.of(words)));
    }

    private void add(String name, Wanted wanted) throws IOException {
      int where = port == 0 ? nginx.port() : port;
      if (port == 0) {
        nginx.server(where, identity, lines);
      }
      all.add(new TlsCase(name, "c" + all.size(), host + ":" + where, tls, group, wanted));
    }
  }

  /// @param trust the shipper's settings that say whom it trusts
  /// @param lines directives of nginx
  Server server(Pair identity, String trust, String... lines) {
    return new Server(identity, trust, List.of(lines));
  }
}
