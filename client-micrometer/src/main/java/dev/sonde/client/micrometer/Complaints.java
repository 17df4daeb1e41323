package dev.sonde.client.micrometer;

import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/// What is wrong with meters, said once of each kind as a warning, and after that for who looks
/// closely. For one thread.
final class Complaints {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.client.micrometer");

  /// What can be wrong.
  enum Kind {
    /// Two meters are one series.
    SAME_SERIES,
    /// Name and labels are too long.
    TOO_LONG,
    /// It throws when it is read.
    UNREADABLE,
    /// It says the same thing twice.
    TWICE,
    /// More left than are read a last time.
    LEFT,
    /// No hub takes what lies at such a time.
    TIME
  }

  private final Set<Kind> said = EnumSet.noneOf(Kind.class);
  private long count;

  void about(Kind kind, String what) {
    note(kind).log("{} (said once of each kind; level debug shows all)", what);
  }

  void about(Kind kind, String what, Throwable thrown) {
    note(kind).setCause(thrown).log("{} (said once of each kind; level debug shows all)", what);
  }

  private LoggingEventBuilder note(Kind kind) {
    count++;
    return LOG.atLevel(said.add(kind) ? Level.WARN : Level.DEBUG);
  }

  /// How many there were.
  long count() {
    return count;
  }
}
