package dev.sonde.delivery;

import dev.sonde.api.Shipment;
import dev.sonde.journal.Settlement;

/// What is still to be written down about the batch in flight. It is kept until the disk took it,
/// so a full disk never makes a courier send twice.
sealed interface Ending {
  record Delivered(Settlement settlement) implements Ending {}

  record LeftOut(Settlement settlement) implements Ending {}

  record Cut(long to) implements Ending {}

  /// @param kept how it is settled once it is a dead letter
  /// @param lost how it is settled when it can't become one
  record SetAside(Shipment shipment, String answer, Settlement kept, Settlement lost)
      implements Ending {}
}
