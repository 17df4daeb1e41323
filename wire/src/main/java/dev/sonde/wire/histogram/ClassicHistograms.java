package dev.sonde.wire.histogram;

import dev.sonde.api.Batch;
import dev.sonde.api.Encoded;
import dev.sonde.api.Histogram;
import dev.sonde.api.Outcome;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.function.Function;

/// For destinations that take no native histograms: makes rows of classic buckets of them,
/// `…_count`, `…_sum` and `…_bucket`. Their exemplars go with the bucket that holds everything. Of
/// one that came with its classic buckets nothing is made, and it counts as said.
///
/// What became of a shipment is counted in its own rows: one is said when any row made of it is.
public final class ClassicHistograms {
  /// What to answer where [#isTooMuch].
  public static final Outcome TOO_MUCH =
      new Outcome.TooLarge("the classic buckets of its native histograms are too many at once");

  private static final int MOST_ROWS = 100_000;
  private static final long MOST_TEXT = 64L << 20;

  private final DoublePredicate says;
  private final ByteBuffer tooMuch = ByteBuffer.allocate(0);

  /// @param says can the format say this value?
  public ClassicHistograms(DoublePredicate says) {
    this.says = says;
  }

  /// Has a shipment encoded in classic rows. The body is empty where they would be too many, and
  /// where there are none.
  ///
  /// @param encoder called once at most; with the same shipment when it has no native histogram
  public Encoded encode(Shipment shipment, Function<Shipment, Encoded> encoder) {
    Batch batch = shipment.batch();
    if (!hasHistograms(batch)) {
      return encoder.apply(shipment);
    }
    if (batch.size() > 1 && exceeds(batch)) {
      return unsent(shipment, tooMuch);
    }
    Shipment flat = new ClassicRows(shipment, says).flat();
    if (flat.batch().isEmpty()) {
      return unsent(shipment, ByteBuffer.allocate(0));
    }
    Encoded all = encoder.apply(flat);
    int more = flat.batch().size() - batch.size();
    return new Encoded(all.id(), all.body(), all.samples() - more, all.unsaid());
  }

  /// Would the shipment have become more rows than there is memory for? Then it has to come in
  /// parts; one row alone never is too much.
  @SuppressWarnings("ReferenceEquality") // another empty body says that nothing is left to send
  public boolean isTooMuch(Encoded encoded) {
    return encoded.body() == tooMuch;
  }

  private static Encoded unsent(Shipment shipment, ByteBuffer body) {
    return new Encoded(shipment.id(), body, shipment.batch().size(), Map.of());
  }

  private static boolean hasHistograms(Batch batch) {
    for (int i = 0; i < batch.extras(); i++) {
      if (batch.extra(i) instanceof Histogram) {
        return true;
      }
    }
    return false;
  }

  private static boolean exceeds(Batch batch) {
    long rows = 0;
    long text = 0;
    for (int i = 0; i < batch.extras(); i++) {
      if (batch.extra(i) instanceof Histogram histogram) {
        long most = ClassicRows.most(histogram);
        rows += most;
        text += most * length(batch.series(batch.extraRow(i)));
      }
    }
    return rows > MOST_ROWS || text > MOST_TEXT;
  }

  private static long length(Series series) {
    return (long) series.name().length() + series.own().byteLength() + series.common().byteLength();
  }
}
