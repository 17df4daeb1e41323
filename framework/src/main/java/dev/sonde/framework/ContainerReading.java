package dev.sonde.framework;

import dev.sonde.api.framework.Container;
import dev.sonde.api.framework.MetricType;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// All containers and their numbers at one instant.
///
/// @param beganNanos when the reading began
/// @param newcomers ids of those whose CPU time the reading before did not have
/// @param byId in the order in which runtimes tell of them
/// @param absent what could not be read, and why
record ContainerReading(
    long beganNanos,
    Set<String> newcomers,
    Map<String, Measured> byId,
    Map<String, String> absent) {
  private static final int NAMED = 10;

  /// Containers without their numbers.
  static ContainerReading of(
      long nanos, Map<String, Container> containers, Map<String, String> absent) {
    var byId = new LinkedHashMap<String, Measured>();
    containers.forEach((id, each) -> byId.put(id, Measured.of(each, List.of())));
    return new ContainerReading(nanos, Set.of(), byId, absent);
  }

  static ContainerReading after(
      @Nullable ContainerReading before,
      long beganNanos,
      Map<String, Measured> byId,
      Map<String, String> absent) {
    var newcomers = new HashSet<String>();
    byId.forEach((id, measured) -> {
      if (isNew(measured, before == null ? null : before.byId.get(id))) {
        newcomers.add(id);
      }
    });
    return new ContainerReading(beganNanos, newcomers, byId, absent);
  }

  /// Has it CPU time that could not be compared with what was before?
  static boolean isNew(Measured measured, @Nullable Measured before) {
    return usesCpu(measured) && !usesCpu(before);
  }

  private static boolean usesCpu(@Nullable Measured measured) {
    return measured != null && !measured.of(MetricType.CPU).isEmpty();
  }

  List<Container> containers() {
    return byId.values().stream().map(Measured::container).toList();
  }

  /// The container that somebody means.
  ///
  /// @throws UnknownContainerException when there is none, or several are meant
  Container find(String target) {
    List<Container> meant = meant(target);
    if (meant.size() != 1) {
      throw new UnknownContainerException(words(target, meant));
    }
    return meant.getFirst();
  }

  /// All that somebody may mean: by id, else by name, else by how an id begins.
  List<Container> meant(String target) {
    Measured byWholeId = byId.get(target);
    if (byWholeId != null) {
      return List.of(byWholeId.container());
    }
    List<Container> named = those(each -> each.name().equals(target));
    return named.isEmpty() && !target.isEmpty()
        ? those(each -> each.id().startsWith(target))
        : named;
  }

  private List<Container> those(Predicate<Container> wanted) {
    return containers().stream().filter(wanted).toList();
  }

  private String words(String target, List<Container> meant) {
    if (!meant.isEmpty()) {
      return "\"" + target + "\" means " + meant.size() + " containers; write an id: " + ids(meant);
    }
    String known = byId.isEmpty() ? "none is known" : "known are " + names();
    return "no container is called \"" + target + "\"; " + known + reasons();
  }

  private static String ids(List<Container> of) {
    return String.join(", ", of.stream().limit(NAMED).map(Container::id).toList());
  }

  private String names() {
    List<String> names = containers().stream().limit(NAMED).map(Container::name).toList();
    int more = byId.size() - names.size();
    return String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
  }

  private String reasons() {
    var reasons = new StringBuilder();
    absent.forEach((what, why) -> reasons.append("; ").append(what).append(": ").append(why));
    return reasons.toString();
  }
}
