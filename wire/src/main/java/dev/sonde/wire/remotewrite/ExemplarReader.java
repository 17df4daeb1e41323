package dev.sonde.wire.remotewrite;

import dev.sonde.api.Exemplar;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.WireReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads exemplars: labels as the protocol says them, `double value = 2, int64 timestamp = 3`.
final class ExemplarReader {
  private static final int MOST_BYTES = 4 * 128;
  private static final int MOST_LABELS = 128;

  private final LabelFields labels;
  private final KeyFiller filler =
      new KeyFiller(new WriteLimits(1, 1, 0, MOST_LABELS, MOST_BYTES, 1));

  /// Those of the time series, those that are sound, in the order in which they stand.
  private final List<Exemplar> exemplars = new ArrayList<>();

  private int refused;

  ExemplarReader(LabelFields labels) {
    this.labels = labels;
  }

  /// Reads all of a time series.
  ///
  /// @param field their number
  List<Exemplar> read(WireReader wire, int field) throws BodyException {
    exemplars.clear();
    refused = 0;
    while (wire.next()) {
      if (wire.field() == field) {
        one(wire).ifPresentOrElse(exemplars::add, () -> refused++);
      } else {
        wire.skip();
      }
    }
    return exemplars;
  }

  /// How many of those that were read last are unsound, or say more than anybody takes.
  int refused() {
    return refused;
  }

  private Optional<Exemplar> one(WireReader wire) throws BodyException {
    double value = 0;
    long time = 0;
    filler.clear();
    int outer = wire.enter();
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> labels.read(wire, filler);
        case 2 -> value = wire.real();
        case 3 -> time = wire.number();
        default -> wire.skip();
      }
    }
    wire.leave(outer);
    return filler.flawWithoutName().isEmpty()
        ? Optional.of(new Exemplar(filler.key().labels(), value, time))
        : Optional.empty();
  }
}
