package dev.sonde.framework;

import dev.sonde.api.Collector;
import dev.sonde.api.Labels;
import dev.sonde.api.framework.Container;
import dev.sonde.api.framework.ContainerRuntime;
import dev.sonde.api.framework.MetricValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads all containers of all runtimes: those of Docker and Podman as the agent's own collector
/// measures them, and those of runtimes that others add. For one thread at a time.
final class Runtimes implements AutoCloseable {
  private final Collector own;
  private final ContainerRuntime ownSingly;
  private final List<ContainerRuntime> others;

  /// @param own measures the containers of Docker and Podman
  /// @param ownSingly the same for one of them, which disturbs no reading of all
  Runtimes(Collector own, ContainerRuntime ownSingly, List<ContainerRuntime> others) {
    this.own = own;
    this.ownSingly = ownSingly;
    this.others = List.copyOf(others);
  }

  /// All containers there are. Measures none.
  ContainerReading list(long nanos) throws InterruptedException {
    var found = new LinkedHashMap<String, Container>();
    var absent = new TreeMap<String, String>();
    for (ContainerRuntime each : all()) {
      containers(each, absent).forEach(one -> found.putIfAbsent(one.id(), one));
    }
    return ContainerReading.of(nanos, found, absent);
  }

  /// Reads one container.
  ///
  /// @param before what was read of it last
  SingleReading read(
      Container container, long timeMillis, long beganNanos, @Nullable SingleReading before)
      throws InterruptedException {
    var absent = new TreeMap<String, String>();
    ContainerRuntime of =
        others.stream()
            .filter(each -> each.name().equals(container.runtime()))
            .findFirst()
            .orElse(ownSingly);
    var measured = Measured.of(container, measure(of, container, timeMillis, absent));
    Measured last = before == null ? null : before.measured();
    return new SingleReading(beganNanos, ContainerReading.isNew(measured, last), measured, absent);
  }

  /// Reads once.
  ///
  /// @param timeMillis the instant of the reading
  /// @param beganNanos the same on the monotonic clock
  /// @param before the reading before this one
  ContainerReading read(long timeMillis, long beganNanos, @Nullable ContainerReading before)
      throws InterruptedException {
    var found = new LinkedHashMap<String, Measured>();
    var absent = new TreeMap<String, String>();
    readOwn(timeMillis, found, absent);
    for (ContainerRuntime each : others) {
      readOther(each, timeMillis, found, absent);
    }
    return ContainerReading.after(before, beganNanos, found, absent);
  }

  @Override
  public void close() {
    own.close();
    others.forEach(ContainerRuntime::close);
  }

  private void readOwn(long timeMillis, Map<String, Measured> found, Map<String, String> absent)
      throws InterruptedException {
    var capture = new Capture(timeMillis);
    try {
      own.collect(capture);
    } catch (InterruptedException interrupted) {
      throw interrupted;
    } catch (Exception failure) {
      absent.put("containers of Docker and Podman", Words.of(failure));
    } finally {
      capture.close();
    }
    absent.putAll(capture.absences());
    var byId = new LinkedHashMap<String, List<MetricValue>>();
    for (MetricValue each : capture.values()) {
      byId.computeIfAbsent(label(each, "container_id"), _ -> new ArrayList<>())
          .add(timed(each, timeMillis));
    }
    byId.remove("");
    byId.forEach((id, values) -> found.put(id, Measured.of(container(values.getFirst()), values)));
  }

  private static void readOther(
      ContainerRuntime of, long timeMillis, Map<String, Measured> found, Map<String, String> absent)
      throws InterruptedException {
    for (Container each : containers(of, absent)) {
      if (!found.containsKey(each.id())) {
        found.put(each.id(), Measured.of(each, measure(of, each, timeMillis, absent)));
      }
    }
  }

  private List<ContainerRuntime> all() {
    return Stream.concat(Stream.of(ownSingly), others.stream()).toList();
  }

  private static List<Container> containers(ContainerRuntime of, Map<String, String> absent)
      throws InterruptedException {
    try {
      return of.containers();
    } catch (InterruptedException interrupted) {
      throw interrupted;
    } catch (Exception failure) {
      absent.put("containers of " + of.name(), Words.of(failure));
      return List.of();
    }
  }

  private static List<MetricValue> measure(
      ContainerRuntime of, Container container, long timeMillis, Map<String, String> absent)
      throws InterruptedException {
    try {
      Labels labels = container.labels();
      return of.measure(container).stream()
          .map(each -> timed(each.with(labels), timeMillis))
          .toList();
    } catch (InterruptedException interrupted) {
      throw interrupted;
    } catch (Exception failure) {
      absent.put("container " + container.name() + " of " + of.name(), Words.of(failure));
      return List.of();
    }
  }

  /// All who share a reading show its instant.
  private static MetricValue timed(MetricValue of, long timeMillis) {
    return of.timestamp().isPresent() ? of : of.at(Instant.ofEpochMilli(timeMillis));
  }

  private static Container container(MetricValue of) {
    return new Container(
        label(of, "container_id"),
        label(of, "container_name"),
        label(of, "image"),
        label(of, "runtime"));
  }

  private static String label(MetricValue of, String name) {
    String value = of.labels().value(name);
    return value == null ? "" : value;
  }
}
