package dev.sonde.wire.otlp;

import dev.sonde.api.Histogram;
import dev.sonde.api.Note;
import dev.sonde.api.Notes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The totals of one owner, kept as notes: what a request adds is noted with its samples, and is
/// there for the next one when those are safe. Nobody else may add to that owner's meanwhile. One
/// for each request, for one thread.
///
/// What grew is added in the order of its time. The newest increase of a series, once more, is a
/// repeat: it is not added again, and its total is told again, as nobody knows whether it arrived.
/// Refused are `delta_late`: it ends no later than what was added last; `delta_overlap`: it begins
/// before that ends; `delta_span`: it ends before it begins; `delta_series`: there are too many
/// series. A gap between two is no matter.
public final class NotedTotals implements DeltaTotals {
  /// Of what is noted, beside numbers of this size.
  private static final int BESIDE = 32;

  private final String owner;
  private final Notes notes;
  private final SeriesPlaces places = new SeriesPlaces();
  private final Map<Note.Place, NotedTotal> grown = new HashMap<>();
  private long room;

  /// @param owner whose totals they are
  /// @param notes where they are found
  public NotedTotals(String owner, Notes notes) {
    this.owner = owner;
    this.notes = notes;
    this.room = notes.room(owner);
  }

  @Override
  public Total<double[]> add(Series series, Span span, double[] increase) {
    return switch (grow(series, span, new Sum.Numbers(increase.clone()), increase.length)) {
      case Added<Sum>(Sum sum) -> new Added<>(((Sum.Numbers) sum).values().clone());
      case Refused<Sum>(String reason) -> new Refused<>(reason);
    };
  }

  @Override
  public Total<Histogram> add(Series series, Span span, Histogram increase) {
    int numbers = 2 + increase.positive().size() + increase.negative().size();
    return switch (grow(series, span, new Sum.Native(NativeSum.of(increase)), numbers)) {
      case Added<Sum>(Sum sum) -> new Added<>(((Sum.Native) sum).histogram());
      case Refused<Sum>(String reason) -> new Refused<>(reason);
    };
  }

  /// Notes what has grown, or was repeated.
  ///
  /// @param with the push that has the samples
  public void note(Consumer<Note> with) {
    grown.forEach((place, total) -> with.accept(new Note(owner, place, total.text())));
  }

  private Total<Sum> grow(Series series, Span span, Sum increase, int numbers) {
    Note.Place place = places.of(series);
    NotedTotal fresh = grown.get(place);
    NotedTotal old =
        Optional.ofNullable(fresh)
            .or(() -> notes.find(owner, place).flatMap(NotedTotal::read))
            .filter(each -> each.sum().fits(increase))
            .orElse(null);
    if (fresh == null && old != null && old.isLast(span, increase)) {
      grown.put(place, old);
      return new Added<>(old.sum());
    }
    String flaw = flaw(old, span);
    if (flaw.isEmpty() && old == null) {
      room -= Notes.cost(BESIDE + numbers * Double.BYTES);
      flaw = room < 0 ? "delta_series" : "";
    }
    if (!flaw.isEmpty()) {
      return new Refused<>(flaw);
    }
    NotedTotal total = old == null ? NotedTotal.of(span, increase) : old.plus(span, increase);
    grown.put(place, total);
    return new Added<>(total.sum());
  }

  private static String flaw(@Nullable NotedTotal old, Span span) {
    long from = span.fromNanos();
    if (span.toNanos() <= 0 || (from != 0 && from >= span.toNanos())) {
      return "delta_span";
    }
    if (old == null) {
      return "";
    }
    if (span.toNanos() <= old.last().toNanos()) {
      return "delta_late";
    }
    return from != 0 && from < old.last().toNanos() ? "delta_overlap" : "";
  }
}
