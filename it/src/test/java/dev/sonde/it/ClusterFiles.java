package dev.sonde.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The folders and configurations of a cluster. All hubs have the same keys.
final class ClusterFiles {
  private static final int TARGETS = 5;

  private final ClusterPlan plan;
  private final Path folder;
  private final Ways ways;
  private final CountingPages pages;
  private final List<Integer> ports;
  private final Optional<Namespace> namespace;

  ClusterFiles(
      ClusterPlan plan,
      Path folder,
      Ways ways,
      CountingPages pages,
      List<Integer> ports,
      Optional<Namespace> namespace) {
    this.plan = plan;
    this.folder = folder;
    this.ways = ways;
    this.pages = pages;
    this.ports = ports;
    this.namespace = namespace;
  }

  /// What an agent's key is called.
  static String name(int agent) {
    return "shop-" + agent;
  }

  void makeHub(int hub) throws IOException {
    Files.createDirectories(hubFolder(hub));
    Launch.in(hubFolder(hub)).file(hubText(hub));
  }

  /// Makes its key, too.
  void makeAgent(int agent) throws IOException, InterruptedException {
    Files.createDirectories(agentFolder(agent));
    Launch.Finished made =
        Launch.in(hubFolder(0)).words("keys", "add", name(agent), "--role", "ingest").finish();
    if (made.code() != 0) {
      throw new IOException(made.err());
    }
    Launch.in(agentFolder(agent)).file(agentText(agent, made.out().strip()));
  }

  Launch hub(int hub) throws IOException {
    Launch launch = Launch.in(hubFolder(hub));
    return namespace.isPresent()
        ? launch.under(namespace.get().command().toArray(String[]::new))
        : launch;
  }

  Launch agent(int agent) throws IOException {
    return Launch.in(agentFolder(agent));
  }

  private Path hubFolder(int hub) {
    return folder.resolve("hub-" + hub);
  }

  private Path agentFolder(int agent) {
    return folder.resolve("agent-" + agent);
  }

  /// Small batches, so that what agents push is cut in two by them.
  private String hubText(int hub) {
    return """
    server: {listen: ["127.0.0.1:%d"%s], keys_file: "%s"}
    receivers: {enabled: true, auth: key}
    collectors: {host: {enabled: false}, self: {enabled: false}}
    store:
      type: postgres
      host: "%s"
      database: %s
      user: %s
      password: %s
      connect_timeout: 2s
      statement_timeout: 3s
      batch: {samples: 70, linger: 100ms}
      retry: {base: 100ms, cap: 500ms}
    """
        .formatted(
            ports.get(hub),
            ways.listen(ports.get(hub)),
            folder.resolve("keys.json"),
            ways.toStore(),
            Postgres.DATABASE,
            Postgres.USER,
            Postgres.PASSWORD);
  }

  /// The first prefers a web socket, the next one speaks HTTP alone, and so on.
  private String agentText(int agent, String key) {
    return """
    interval: 200ms
    store: {type: none}
    server: {listen: "127.0.0.1:0"}
    collectors:
      host: {enabled: false}
      scrape:
        live: true
        targets:
    %sshippers:
      - type: sonde
        name: hub
        url: "http://%s"
        api_key: "%s"
        hubs: %s
        transport: %s
        timeout: 3s
        start_at: oldest
        batch: {linger: 100ms}
        retry: {base: 100ms, cap: 500ms}
    """
        .formatted(
            pages.targets(name(agent), TARGETS, "400ms"),
            ways.toHub(agent),
            key,
            plan.hubs() > 1 ? "many" : "one",
            agent % 2 == 0 ? "auto" : "http");
  }
}
