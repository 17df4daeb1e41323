package dev.sonde.collectors.container;

import java.util.Locale;

/// The state of a container, with the number that stands for it in `container_status`.
enum Status {
  CREATED(0),
  RUNNING(1),
  RESTARTING(2),
  REMOVING(3),
  PAUSED(4),
  EXITED(5),
  DEAD(6),
  OTHER(-1);

  final int number;

  Status(int number) {
    this.number = number;
  }

  /// From the word that a runtime has for it.
  static Status of(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "created", "configured", "initialized" -> CREATED;
      case "running", "stopping" -> RUNNING;
      case "restarting" -> RESTARTING;
      case "removing" -> REMOVING;
      case "paused" -> PAUSED;
      case "exited", "stopped" -> EXITED;
      case "dead" -> DEAD;
      default -> OTHER;
    };
  }

  /// Has it processes?
  boolean isAlive() {
    return this == RUNNING || this == PAUSED;
  }

  /// Is it over, so that it has an exit code?
  boolean isOver() {
    return this == EXITED || this == DEAD;
  }
}
