package dev.sonde.collectors.container.engine;

import dev.sonde.collectors.discovery.watching.Tree;
import java.util.Optional;

/// Something that happened to a container.
///
/// @param attributes its name, its image, its labels, what else there is to say
/// @param millis when, 0 when it is not said
public record Event(What what, String id, Tree attributes, long millis) {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /// What it means for us.
  public enum What {
    /// It began.
    STARTED,
    /// It is over.
    ENDED,
    /// It does not exist any more.
    REMOVED,
    /// Something else about it is different.
    CHANGED
  }

  /// From the answer's words; empty when it means nothing to us.
  public static Optional<Event> of(Tree event) {
    String action = event.at("Action").text(event.at("status").text());
    int colon = action.indexOf(':');
    Tree actor = event.at("Actor");
    String id = actor.at("ID").text(event.at("id").text());
    return what(colon < 0 ? action : action.substring(0, colon))
        .flatMap(what ->
            ContainerId.of(id)
                .map(known -> new Event(what, known, actor.at("Attributes"), at(event))));
  }

  /// The exit code it tells, NaN when it tells none.
  public double exitCode() {
    Tree docker = attributes.at("exitCode");
    return docker.text().isEmpty()
        ? attributes.at("containerExitCode").decimal()
        : docker.decimal();
  }

  private static Optional<What> what(String action) {
    return Optional.ofNullable(
        switch (action) {
          case "start" -> What.STARTED;
          case "die", "died" -> What.ENDED;
          case "destroy", "remove" -> What.REMOVED;
          case "create",
              "restart",
              "pause",
              "unpause",
              "rename",
              "update",
              "oom",
              "health_status",
              "stop",
              "cleanup" ->
              What.CHANGED;
          default -> null;
        });
  }

  private static long at(Tree event) {
    long nanos = event.at("timeNano").number(0);
    long millis = nanos > 0 ? nanos / NANOS_PER_MILLI : event.at("time").number(0) * 1000;
    return Math.max(0, millis);
  }
}
