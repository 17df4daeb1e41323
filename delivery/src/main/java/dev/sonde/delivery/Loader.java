package dev.sonde.delivery;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Encoded;
import dev.sonde.api.Shipper;
import dev.sonde.journal.Contents;
import dev.sonde.journal.Destination;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Keeps the batch in hand: read once, selected once, encoded once, however often it is sent.
final class Loader {
  private final Destination destination;
  private final Shipper shipper;
  private final Selection selection;
  private final Ledger ledger;
  private final Complaints complaints;
  private final Batch batch = new Batch();
  private @Nullable Load load;

  /// @param begun a batch that was in hand under another shipper: it keeps its rows
  Loader(
      Kit kit,
      CourierPlan plan,
      Destination destination,
      Shipper shipper,
      Complaints complaints,
      @Nullable Load begun) {
    this.destination = destination;
    this.shipper = shipper;
    this.selection = new Selection(plan.selection(), kit.indexes());
    this.ledger = kit.ledger();
    this.complaints = complaints;
    this.load = begun;
    if (begun != null) {
      ledger.took(begun);
    }
  }

  @Nullable Load inHand() {
    return load;
  }

  Load load(BatchId id) throws IOException {
    Load known = load;
    if (known != null) {
      return known;
    }
    Contents contents = destination.read(id, batch);
    Load fresh = Load.of(id, batch.size(), contents.missing(), selection.of(batch, contents));
    load = fresh;
    ledger.took(fresh);
    return fresh;
  }

  Load encoded(Load unsent) {
    if (unsent.encoded().isPresent()) {
      return unsent;
    }
    Encoded bytes = shipper.encode(unsent.shipment().orElseThrow());
    Load ready = unsent.with(bytes);
    if (!ready.saying().sound()) {
      complaints.error(
          "a defect in the shipper: of {} samples it encoded {} and left out {}",
          ready.rows(),
          bytes.samples(),
          bytes.unsaid());
    }
    load = ready;
    return ready;
  }

  /// The next one who wants it encoded gets it in the shipper's form of then.
  void unencode() {
    Load known = load;
    load = known == null ? null : known.unencoded();
  }

  void drop() {
    load = null;
    ledger.done();
  }
}
