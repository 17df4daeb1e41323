package dev.sonde.testkit.store;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Writes batches as one Sonde's journal would: running numbers go on from batch to batch, and a
/// series is one object.
public final class Scribe {
  private final UUID instance;
  private final long epoch;
  private final Map<Ident, Series> series = new HashMap<>();
  private final Map<String, Family> families = new HashMap<>();
  private final List<Shipment.Stretch> origins = new ArrayList<>();
  private Batch batch = new Batch();
  private long next;

  /// @param instance whose samples they are
  public Scribe(UUID instance, long epoch) {
    this.instance = instance;
    this.epoch = epoch;
  }

  /// Adds a sample.
  public Scribe add(String name, Labels labels, long timeMillis, double value) {
    Series of =
        series.computeIfAbsent(
            new Ident(name, labels), _ -> new Series(name, labels, series.size()));
    batch.add(of, timeMillis, value);
    return this;
  }

  /// Adds something to the last sample.
  public Scribe attach(Extra extra) {
    batch.attach(extra);
    return this;
  }

  /// From here on, this is known about a name.
  public Scribe know(Family family) {
    families.put(family.name(), family);
    return this;
  }

  /// All rows since the last call, or since the batch began, were pushed by another Sonde.
  public Scribe pushed(BatchId id) {
    int from = origins.isEmpty() ? 0 : origins.getLast().to();
    origins.add(new Shipment.Stretch(from, batch.size(), id));
    return this;
  }

  /// Leaves running numbers out, as a filter does.
  public Scribe skip(int numbers) {
    next += numbers;
    return this;
  }

  /// The batch so far; the next one begins behind it.
  public Shipment shipment() {
    Shipment done = shipment(origins);
    origins.clear();
    return done;
  }

  /// The same, with these rows pushed by others, and no others.
  @SuppressWarnings("NullAway") // does not see the annotation inside another module's record
  public Shipment shipment(List<Shipment.Stretch> pushed) {
    var id = new BatchId(instance, epoch, next, next + batch.size());
    var done = new Shipment(id, batch, pushed, Map.copyOf(families)::get);
    next = id.to();
    batch = new Batch();
    return done;
  }
}
