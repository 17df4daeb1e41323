package dev.sonde.delivery;

import dev.sonde.api.BatchId;
import dev.sonde.api.Encoded;
import dev.sonde.api.Shipment;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A batch in hand, sent as often as it takes.
///
/// @param read rows the journal still had
/// @param missing samples it had no more, by reason
/// @param filtered rows the selection left out
/// @param shipment what is left, empty when nothing is
/// @param encoded the same as bytes, empty until it is encoded
/// @param saying what the bytes say
record Load(
    BatchId id,
    long read,
    Map<String, Long> missing,
    Map<String, Long> filtered,
    Optional<Shipment> shipment,
    Optional<Encoded> encoded,
    Saying saying) {
  Load {
    missing = Map.copyOf(missing);
    filtered = Map.copyOf(filtered);
  }

  @SuppressWarnings("NullAway") // does not see @Nullable in the record's compiled constructor
  static Load of(BatchId id, long read, Map<String, Long> missing, Selection.Selected left) {
    int rows = left.batch().size();
    Optional<Shipment> shipment =
        rows == 0
            ? Optional.empty()
            : Optional.of(new Shipment(id, left.batch(), left.origins(), left.families()));
    return new Load(
        id, read, missing, left.filtered(), shipment, Optional.empty(), Saying.everything(rows));
  }

  Load with(Encoded bytes) {
    return new Load(
        id, read, missing, filtered, shipment, Optional.of(bytes), Saying.of(bytes, rows()));
  }

  Load unencoded() {
    return new Load(
        id, read, missing, filtered, shipment, Optional.empty(), Saying.everything(rows()));
  }

  int rows() {
    return shipment.map(each -> each.batch().size()).orElse(0);
  }

  OptionalLong oldestMillis() {
    return shipment.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(shipment.get().batch().time(0));
  }

  Tally tally() {
    return Tally.of(id.count(), read, missing, filtered, saying);
  }
}
