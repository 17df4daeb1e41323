package dev.sonde.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A batch on its way to a destination. Valid for one call: the batch is reused.
///
/// @param id which samples these are; it may span more than the batch holds, when some are left out
///   for this destination
/// @param batch at least one sample, in the journal's order
/// @param origins what others pushed, in order of rows; rows that no stretch covers are Sonde's own
///   or unnamed
/// @param families what is known about a name
public record Shipment(
    BatchId id, Batch batch, List<Stretch> origins, Function<String, @Nullable Family> families) {
  public Shipment {
    origins = List.copyOf(origins);
  }

  /// Some of its rows, under an id of their own, origins left out.
  public Shipment part(BatchId of, int fromRow, int toRow) {
    var rows = new Batch();
    for (int row = fromRow; row < toRow; row++) {
      rows.addRow(batch, row);
    }
    return new Shipment(of, rows, List.of(), families);
  }

  /// Rows that another Sonde pushed together.
  ///
  /// @param from first row
  /// @param to one more than the last row
  public record Stretch(int from, int to, BatchId id) {}
}
