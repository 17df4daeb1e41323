package dev.sonde.it.journal;

import dev.sonde.api.Time;
import dev.sonde.journal.JournalContext;
import java.util.concurrent.atomic.AtomicInteger;

/// What a journal needs of a program that does nothing else.
final class Contexts {
  private static final int DEFECT = 70;

  private Contexts() {}

  static JournalContext of(AtomicInteger indexes) {
    return new JournalContext(
        Time.SYSTEM, indexes::getAndIncrement, "", () -> Runtime.getRuntime().halt(DEFECT));
  }
}
