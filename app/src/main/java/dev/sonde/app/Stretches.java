package dev.sonde.app;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import dev.sonde.api.Verdict;
import dev.sonde.journal.Contents;
import dev.sonde.journal.DeadLetter;
import dev.sonde.journal.JournalFolder;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Reads a journal's samples of a span of time as shipments, with what a selection makes of them.
final class Stretches {
  private final Span span;
  private final Processor selection;
  private final UUID instance;
  private final long epoch;
  private final Batch kept = new Batch();
  private final IdentityHashMap<Series, Optional<Series>> selected = new IdentityHashMap<>();

  /// Takes shipments.
  interface Taker {
    /// @return false to stop
    boolean take(Shipment shipment) throws IOException, InterruptedException;
  }

  /// Ends the reading.
  private static final class Enough extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /// @param instance whose samples these are said to be
  Stretches(Span span, Processor selection, UUID instance, long epoch) {
    this.span = span;
    this.selection = selection;
    this.instance = instance;
    this.epoch = epoch;
  }

  void read(JournalFolder folder, Taker taker) throws IOException, InterruptedException {
    long first = span.from() == Long.MIN_VALUE ? folder.oldest() : folder.numberAt(span.from());
    try {
      folder.read(
          first,
          folder.head(),
          (from, to, contents, batch) -> {
            if (!stretch(from, to, contents, batch, taker)) {
              throw new Enough();
            }
          });
    } catch (Enough _) {
      kept.clear();
    }
  }

  /// A dead letter as it is, under a new id.
  Shipment whole(JournalFolder folder, DeadLetter letter) throws IOException {
    Contents contents = folder.read(letter, kept);
    var id = new BatchId(instance, epoch, letter.id().from(), letter.id().to());
    return new Shipment(id, kept, List.of(), names(contents));
  }

  private boolean stretch(long from, long to, Contents contents, Batch batch, Taker taker)
      throws IOException, InterruptedException {
    kept.clear();
    selected.clear();
    for (int row = 0; row < batch.size(); row++) {
      if (span.holds(batch.time(row))) {
        Optional<Series> series = selected.computeIfAbsent(batch.series(row), this::select);
        if (series.isPresent()) {
          kept.addRow(series.get(), batch, row);
        }
      }
    }
    var id = new BatchId(instance, epoch, from, to);
    return kept.isEmpty() || taker.take(new Shipment(id, kept, List.of(), names(contents)));
  }

  @SuppressWarnings("NullAway") // it does not see that a shipment's function may give null, too
  private static Function<String, Family> names(Contents contents) {
    return contents.families();
  }

  private Optional<Series> select(Series series) {
    return switch (selection.decide(series.name(), series.labels())) {
      case Verdict.Keep _ -> Optional.of(series);
      case Verdict.Drop _ -> Optional.empty();
      case Verdict.Becomes(String name, Labels labels) ->
          Optional.of(new Series(name, labels, series.index()));
    };
  }
}
