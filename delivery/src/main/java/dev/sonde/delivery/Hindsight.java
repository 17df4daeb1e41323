package dev.sonde.delivery;

import dev.sonde.api.Shipper;
import dev.sonde.journal.Destination;
import java.io.IOException;
import java.util.UUID;

/// Finds what a destination lost of earlier starts of Sonde, though it was settled: a power cut, or
/// a backup, took it while nobody was there to notice.
///
/// # Implementation notes
///
/// It is looked at when the destination has nothing of the start at hand: that is so after a new
/// start, and when all was lost. What was left out on purpose never arrived and looks the same, so
/// the same finding counts once.
final class Hindsight {
  private static final UUID ANY = new UUID(0, 0);
  private static final long NONE = -1;

  private final Destination destination;
  private final Shipper shipper;
  private final boolean needed;
  private long found = NONE;

  Hindsight(Destination destination, Shipper shipper) {
    this.destination = destination;
    this.shipper = shipper;
    this.needed = shipper.durable(ANY, 0).isPresent();
    destination.safeUpTo(needed ? 0 : Long.MAX_VALUE);
  }

  /// Where that begins; the number itself, when it is nothing new.
  ///
  /// @param before how far to look
  long lacksFrom(long before) throws IOException, InterruptedException {
    long lacks = needed ? firstLacking(before) : before;
    if (lacks == before || lacks == found) {
      return before;
    }
    found = lacks;
    return lacks;
  }

  private long firstLacking(long before) throws IOException, InterruptedException {
    long lacks = before;
    for (Destination.Start each : destination.startsBefore(before)) {
      long has = shipper.progress(each.instance(), each.epoch()).orElse(Long.MAX_VALUE);
      if (has >= each.to()) {
        return lacks;
      }
      if (has > each.from()) {
        return has;
      }
      lacks = each.from();
    }
    return lacks;
  }
}
