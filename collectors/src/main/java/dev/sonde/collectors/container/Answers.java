package dev.sonde.collectors.container;

import dev.sonde.collectors.container.engine.ContainerId;
import dev.sonde.collectors.discovery.watching.Tree;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the answers of an Engine API say of containers, of Docker or of Podman, which differ in
/// small things. What is missing or makes no sense is left out.
final class Answers {
  private static final int LONGEST_NAME = 512;
  private static final int LONGEST_LABEL = 1024;
  private static final int MOST_LABELS = 256;
  private static final Set<String> NO_LABELS =
      Set.of(
          "name",
          "image",
          "exitCode",
          "containerExitCode",
          "signal",
          "execDuration",
          "podId",
          "execID",
          "oldName");
  private static final long MOST_PID = 1L << 22;

  private Answers() {}

  /// One of a list of containers. Of its life there is only the state.
  static Optional<Known> listed(Tree item) {
    return ContainerId.of(item.at("Id").text())
        .map(id ->
            new Known(
                id,
                name(first(item.at("Names").elements())),
                cut(item.at("Image").text(), LONGEST_NAME),
                item.at("ImageID").text(),
                labels(item.at("Labels").texts(), Set.of()),
                Life.of(Status.of(item.at("State").text())),
                Known.Plan.UNKNOWN));
  }

  /// One that was inspected.
  static Optional<Known> inspected(Tree all) {
    return ContainerId.of(all.at("Id").text())
        .map(id ->
            new Known(
                id,
                name(all.at("Name").text()),
                cut(all.at("Config", "Image").text(), LONGEST_NAME),
                all.at("Image").text(),
                labels(all.at("Config", "Labels").texts(), Set.of()),
                life(all),
                plan(all.at("HostConfig"))));
  }

  /// One of which there is no more than an event.
  ///
  /// @param attributes of the event: name, image, and the container's labels
  static Known heardOf(String id, Tree attributes) {
    return new Known(
        id,
        name(attributes.at("name").text()),
        cut(attributes.at("image").text(), LONGEST_NAME),
        "",
        labels(attributes.texts(), NO_LABELS),
        Life.of(Status.CREATED),
        Known.Plan.UNKNOWN);
  }

  /// An instant such as `2026-11-20T16:20:38.962262129Z`, 0 when it is none or before 1970.
  static long millis(String text) {
    try {
      return Math.max(0, OffsetDateTime.parse(text).toInstant().toEpochMilli());
    } catch (DateTimeException | ArithmeticException _) {
      return 0;
    }
  }

  /// The same in nanoseconds.
  static long nanos(String text) {
    try {
      Instant at = OffsetDateTime.parse(text).toInstant();
      return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
    } catch (DateTimeException | ArithmeticException _) {
      return 0;
    }
  }

  private static Life life(Tree all) {
    Tree state = all.at("State");
    Tree health = state.at("Health");
    Status status = Status.of(state.at("Status").text());
    double checked =
        switch (health.at("Status").text()) {
          case "unhealthy" -> 0;
          case "healthy" -> 1;
          case "starting" -> 2;
          default -> Double.NaN;
        };
    return new Life(
        status,
        status.isAlive() ? pid(state.at("Pid")) : 0,
        millis(state.at("StartedAt").text()),
        millis(state.at("FinishedAt").text()),
        notNegative(all.at("RestartCount").decimal()),
        state.at("ExitCode").decimal(),
        flag(state.at("OOMKilled").text()),
        checked,
        Double.isNaN(checked) ? checked : notNegative(health.at("FailingStreak").decimal()));
  }

  private static Known.Plan plan(Tree host) {
    String mode = host.at("NetworkMode").text();
    boolean own = !mode.equals("host") && !mode.startsWith("container:") && !mode.startsWith("ns:");
    String limits =
        String.join(
            " ",
            host.at("Memory").text(),
            host.at("NanoCpus").text(),
            host.at("CpuQuota").text(),
            host.at("CpuPeriod").text(),
            host.at("PidsLimit").text());
    return new Known.Plan(own, Math.max(0, host.at("Memory").number(0)), limits);
  }

  private static int pid(Tree tree) {
    long pid = tree.number(0);
    return pid > 0 && pid <= MOST_PID ? (int) pid : 0;
  }

  private static double flag(String text) {
    return switch (text) {
      case "true" -> 1;
      case "false" -> 0;
      default -> Double.NaN;
    };
  }

  private static double notNegative(double value) {
    return value >= 0 ? value : Double.NaN;
  }

  private static String first(List<Tree> names) {
    return names.isEmpty() ? "" : names.getFirst().text();
  }

  private static String name(String text) {
    return cut(text.startsWith("/") ? text.substring(1) : text, LONGEST_NAME);
  }

  private static Map<String, String> labels(Map<String, String> all, Set<String> without) {
    var labels = new HashMap<String, String>();
    all.forEach((name, value) -> {
      if (labels.size() < MOST_LABELS && !without.contains(name)) {
        labels.put(name, cut(value, LONGEST_LABEL));
      }
    });
    return labels;
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    boolean torn = Character.isHighSurrogate(text.charAt(most - 1));
    return text.substring(0, torn ? most - 1 : most);
  }
}
