package dev.sonde.delivery;

import dev.sonde.api.Time;
import dev.sonde.journal.Destination;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes down what became of a batch, as often as the disk needs. Nothing is sent meanwhile.
final class Endings {
  private final Destination destination;
  private final Complaints complaints;
  private final Ledger ledger;
  private final Time time;
  private final Duration patience;
  private @Nullable Ending ending;
  private long sinceNanos;

  /// @param patience how long to try to write a dead letter
  Endings(Kit kit, Destination destination, Complaints complaints, Duration patience) {
    this.destination = destination;
    this.complaints = complaints;
    this.ledger = kit.ledger();
    this.time = kit.time();
    this.patience = patience;
  }

  boolean unfinished() {
    return ending != null;
  }

  void begin(Ending with) {
    ending = with;
    sinceNanos = time.nanos();
  }

  /// @return what is written down now
  Ending write() throws IOException {
    Ending left = Objects.requireNonNull(ending, "nothing ends");
    switch (left) {
      case Ending.Delivered(var settlement) -> destination.settle(settlement);
      case Ending.LeftOut(var settlement) -> destination.settle(settlement);
      case Ending.SetAside aside -> destination.settle(keep(aside) ? aside.kept() : aside.lost());
      case Ending.Cut(var to) -> destination.cut(to);
    }
    ending = null;
    return left;
  }

  private boolean keep(Ending.SetAside aside) throws IOException {
    int samples = aside.shipment().batch().size();
    try {
      destination.deadLetters().add(aside.shipment(), aside.answer());
    } catch (IOException full) {
      if (time.nanos() - sinceNanos < patience.toNanos()) {
        throw full;
      }
      complaints.error(
          "{} lost, batch {}: the destination will not take them ({}), and a dead letter"
              + " can't be written: {}",
          Words.count(samples, "sample is", "samples are"),
          aside.shipment().id(),
          aside.answer(),
          Words.of(full));
      return false;
    }
    ledger.look(destination.deadLetters());
    complaints.warn(
        "{} set aside as a dead letter, batch {}: {}",
        Words.count(samples, "sample is", "samples are"),
        aside.shipment().id(),
        aside.answer());
    return true;
  }
}
