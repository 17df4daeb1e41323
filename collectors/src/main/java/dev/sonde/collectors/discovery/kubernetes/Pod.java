package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.collectors.discovery.watching.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// @param ready `true`, `false` or `unknown`
record Pod(
    Meta meta,
    String uid,
    String ip,
    String hostIp,
    String node,
    String phase,
    String ready,
    Controller controller,
    List<Container> containers)
    implements Item {

  record Controller(String kind, String name) {
    private static final Controller NONE = new Controller("", "");
  }

  /// @param id as `containerd://…`; empty until it runs
  /// @param init does it run before the others, or beside them since before they began?
  record Container(String name, String id, String image, boolean init, List<Port> ports) {}

  record Port(String name, long number, String protocol) {
    static Port read(Tree port) {
      return new Port(
          port.at("name").text(),
          port.at("containerPort").number(0),
          port.at("protocol").text("TCP"));
    }
  }

  static Pod read(Tree pod) {
    Tree status = pod.at("status");
    return new Pod(
        Meta.read(pod),
        pod.at("metadata", "uid").text(),
        status.at("podIP").text(),
        status.at("hostIP").text(),
        pod.at("spec", "nodeName").text(),
        status.at("phase").text(),
        ready(status),
        controller(pod),
        containers(pod));
  }

  @Override
  public Set<Reference> references() {
    return node.isEmpty() ? Set.of() : Set.of(new Reference(Resource.NODES, node));
  }

  private static String ready(Tree status) {
    for (Tree condition : status.at("conditions").elements()) {
      if (condition.at("type").text().equals("Ready")) {
        return condition.at("status").text().toLowerCase(Locale.ROOT);
      }
    }
    return "unknown";
  }

  private static Controller controller(Tree pod) {
    for (Tree owner : pod.at("metadata", "ownerReferences").elements()) {
      if (owner.at("controller").isTrue()) {
        return new Controller(owner.at("kind").text(), owner.at("name").text());
      }
    }
    return Controller.NONE;
  }

  private static List<Container> containers(Tree pod) {
    var ids = new HashMap<String, String>();
    for (String statuses : List.of("initContainerStatuses", "containerStatuses")) {
      for (Tree each : pod.at("status", statuses).elements()) {
        ids.put(each.at("name").text(), each.at("containerID").text());
      }
    }
    var all = new ArrayList<Container>();
    pod.at("spec", "containers").elements().forEach(each -> all.add(container(each, false, ids)));
    pod.at("spec", "initContainers")
        .elements()
        .forEach(each -> all.add(container(each, true, ids)));
    return List.copyOf(all);
  }

  private static Container container(Tree in, boolean init, Map<String, String> ids) {
    String name = in.at("name").text();
    return new Container(
        name,
        ids.getOrDefault(name, ""),
        in.at("image").text(),
        init,
        in.at("ports").elements().stream().map(Port::read).toList());
  }
}
