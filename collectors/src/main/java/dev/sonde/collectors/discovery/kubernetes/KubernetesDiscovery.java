package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.collectors.access.Caller;
import dev.sonde.collectors.access.HttpAccess;
import dev.sonde.collectors.discovery.Discovery;
import dev.sonde.collectors.discovery.DiscoveryTools;
import dev.sonde.collectors.discovery.Findings;
import dev.sonde.collectors.discovery.watching.Changes;
import dev.sonde.collectors.discovery.watching.Crew;
import dev.sonde.collectors.discovery.watching.Retreat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/// Reads what the role needs, on a thread for each kind of object and namespace, and says what has
/// become of it.
final class KubernetesDiscovery implements Discovery {
  private static final Duration FILE_LIMIT = Duration.ofSeconds(3);
  private static final Duration QUIET = Duration.ofMinutes(3);
  private static final int MOST = 100_000;

  private final KubernetesDiscoveryConfig config;
  private final DiscoveryTools tools;
  private final ServiceAccount account;
  private final SplittableRandom random;

  KubernetesDiscovery(
      KubernetesDiscoveryConfig config,
      DiscoveryTools tools,
      ServiceAccount account,
      SplittableRandom random) {
    this.config = config;
    this.tools = tools;
    this.account = account;
    this.random = random;
  }

  @Override
  public void run(Findings out) throws InterruptedException {
    List<String> namespaces = namespaces(out);
    String url = url(out);
    HttpAccess access = config.apiServer().isPresent() ? config.access() : account.access();
    try (var caller =
        new Caller(
            access,
            tools.client(),
            tools.tls(),
            tools.blocking(),
            tools.time(),
            tools.environment())) {
      follow(new HttpApi(url, caller, QUIET), namespaces, out);
    }
  }

  private void follow(Api api, List<String> namespaces, Findings out) throws InterruptedException {
    var changes = new Changes("kubernetes");
    List<Scope> scopes = scopes(namespaces);
    var cluster = new Cluster(config.role().resource(), config.attach(), scopes, changes);
    scopes.forEach(each -> changes.await(each.toString()));
    try (var crew = new Crew("discovery kubernetes")) {
      for (Scope scope : scopes) {
        crew.start(watch(scope, api, cluster, changes)::run);
      }
      changes.say(out, tools.pause(), cluster::targets);
    }
  }

  private Watch watch(Scope scope, Api api, Cluster cluster, Changes changes) {
    var retreat = new Retreat(tools.pause(), random.split());
    return new Watch(
        scope, config.selected(scope.resource()), MOST, api, cluster, changes, retreat);
  }

  /// @param namespaces empty for all
  private List<Scope> scopes(List<String> namespaces) {
    var all = new ArrayList<Scope>();
    for (Resource resource : needs()) {
      if (!resource.namespaced() || namespaces.isEmpty()) {
        all.add(new Scope(resource, ""));
      } else {
        namespaces.forEach(each -> all.add(new Scope(resource, each)));
      }
    }
    return all;
  }

  private Set<Resource> needs() {
    Role role = config.role();
    var all = new TreeSet<>(role.needs());
    boolean pods = all.contains(Resource.PODS);
    if (config.attach().node() && pods) {
      all.add(Resource.NODES);
    }
    if (config.attach().namespace() && role.resource().namespaced()) {
      all.add(Resource.NAMESPACES);
    }
    return all;
  }

  private String url(Findings out) throws InterruptedException {
    Optional<String> url = config.apiServer().or(account::url);
    if (url.isPresent()) {
      return url.get();
    }
    while (true) {
      out.failed(
          "this is no pod of a cluster (KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT name no"
              + " API server); write api_server");
      out.looked();
      tools.pause().of(Duration.ofDays(1));
    }
  }

  private List<String> namespaces(Findings out) throws InterruptedException {
    if (!config.ownNamespace()) {
      return config.namespaces();
    }
    var retreat = new Retreat(tools.pause(), random.split());
    while (true) {
      try {
        var all = new TreeSet<>(config.namespaces());
        all.add(tools.blocking().call("read the namespace", FILE_LIMIT, account::namespace));
        return List.copyOf(all);
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        out.failed(
            "reading the namespace of this pod from "
                + account.folder()
                + ": "
                + e.getMessage()
                + "; is a service account mounted?");
        out.looked();
      }
      retreat.pause();
    }
  }
}
