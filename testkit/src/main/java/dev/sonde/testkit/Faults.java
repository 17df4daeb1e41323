package dev.sonde.testkit;

import dev.sonde.testkit.Operation.Kind;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What is wrong with a disk just now.
final class Faults {
  private static final class Rule {
    final Kind kind;
    final Predicate<String> names;
    final String reason;
    final boolean once;
    int countdown;

    Rule(Kind kind, Predicate<String> names, int nth, boolean once, String reason) {
      this.kind = kind;
      this.names = names;
      this.countdown = nth;
      this.once = once;
      this.reason = reason;
    }

    boolean applies(Operation operation) {
      if (operation.kind() != kind || !names.test(operation.name())) {
        return false;
      }
      countdown--;
      return once ? countdown == 0 : countdown <= 0;
    }
  }

  private final List<Rule> rules = new ArrayList<>();
  private boolean vanished;
  private long room = Long.MAX_VALUE;
  private long changesLeft = Long.MAX_VALUE;
  private @Nullable Hang hang;

  void add(Kind kind, Predicate<String> names, int nth, boolean once, String reason) {
    rules.add(new Rule(kind, names, nth, once, reason));
  }

  void heal() {
    rules.clear();
    vanished = false;
    room = Long.MAX_VALUE;
    if (hang != null) {
      hang.release();
      hang = null;
    }
  }

  void vanish() {
    vanished = true;
  }

  void room(long bytes) {
    room = bytes;
  }

  long room() {
    return room;
  }

  void powerOffAfter(long changes) {
    changesLeft = changes;
  }

  Optional<Hang> hangs() {
    return Optional.ofNullable(hang);
  }

  Hang startHang() {
    var begun = new Hang();
    hang = begun;
    return begun;
  }

  /// Throws when nothing of it can be done.
  void pass(Operation operation) throws IOException {
    if (changesLeft <= 0) {
      throw new IOException("the power is off");
    }
    if (vanished) {
      throw new NoSuchFileException(operation.name());
    }
    if (operation.kind().changes()) {
      changesLeft--;
    }
  }

  /// Why it fails, if it does.
  @Nullable String failure(Operation operation) {
    for (var each : rules) {
      if (each.applies(operation)) {
        return each.reason;
      }
    }
    return null;
  }
}
