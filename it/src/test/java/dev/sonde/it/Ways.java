package dev.sonde.it;

import dev.sonde.it.ClusterPlan.Way;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// How agents come to hubs, and hubs to the store; either can be cut.
final class Ways implements AutoCloseable {
  private static final int TO_HUB = 0;
  private static final int TO_STORE = 1;

  private final List<Passage> toHubs = new ArrayList<>();
  private final List<Passage> toStore = new ArrayList<>();
  private final Optional<Namespace> namespace;
  private final Optional<HubNginx> nginx;
  private final List<Integer> hubs;
  private final int store;

  /// @param folder for what nginx needs
  /// @param hubs their ports
  /// @param store its port
  Ways(ClusterPlan plan, Path folder, Optional<Namespace> namespace, List<Integer> hubs, int store)
      throws IOException, InterruptedException {
    this.namespace = namespace;
    this.hubs = hubs;
    this.store = store;
    this.nginx =
        plan.way() == Way.NGINX
            ? Optional.of(new HubNginx(folder.resolve("nginx"), hubs))
            : Optional.empty();
    if (namespace.isEmpty()) {
      for (int agent = 0; agent < plan.agents(); agent++) {
        toHubs.add(toHubs(plan.way(), agent));
      }
      toStore.add(new Passage(Passage.Choice.FIRST, List.of(here(store))));
    }
  }

  private Passage toHubs(Way way, int agent) throws IOException {
    var order = new ArrayList<>(hubs.stream().map(Ways::here).toList());
    Collections.rotate(order, agent);
    return new Passage(way == Way.UNSTICKY ? Passage.Choice.NEXT : Passage.Choice.FIRST, order);
  }

  private static InetSocketAddress here(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /// `HOST:PORT` for an agent.
  String toHub(int agent) {
    if (namespace.isPresent()) {
      return namespace.get().inside(TO_HUB) + ":" + hubs.getFirst();
    }
    return "127.0.0.1:" + nginx.map(HubNginx::port).orElseGet(() -> toHubs.get(agent).port());
  }

  /// `HOST:PORT` for hubs.
  String toStore() {
    return namespace.isPresent()
        ? namespace.get().outside(TO_STORE) + ":" + store
        : "127.0.0.1:" + toStore.getFirst().port();
  }

  /// Where a hub listens besides.
  String listen(int port) {
    return namespace.map(each -> ", \"" + each.inside(TO_HUB) + ":" + port + "\"").orElse("");
  }

  /// Cuts one of the two.
  void cut(RandomGenerator random) throws IOException, InterruptedException {
    boolean first = random.nextBoolean();
    if (namespace.isPresent()) {
      namespace.get().cut(first ? TO_HUB : TO_STORE);
    } else {
      (first ? toHubs : toStore).forEach(Passage::cut);
    }
  }

  void mend() throws IOException, InterruptedException {
    if (namespace.isPresent()) {
      namespace.get().mend(TO_HUB);
      namespace.get().mend(TO_STORE);
    }
    toHubs.forEach(Passage::mend);
    toStore.forEach(Passage::mend);
  }

  @Override
  public void close() throws IOException {
    nginx.ifPresent(HubNginx::close);
    for (Passage each : toHubs) {
      each.close();
    }
    for (Passage each : toStore) {
      each.close();
    }
  }
}
