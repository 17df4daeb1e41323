package dev.sonde.client.opentelemetry;

import dev.sonde.api.Histogram;
import dev.sonde.api.Note;
import dev.sonde.api.Notes;
import dev.sonde.wire.otlp.DeltaTotals.Series;
import dev.sonde.wire.otlp.DeltaTotals.Span;
import dev.sonde.wire.otlp.DeltaTotals.Total;
import dev.sonde.wire.otlp.NotedTotals;
import io.opentelemetry.sdk.metrics.data.PointData;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The totals of metrics that tell only by how much they grew, since the program started. For one
/// thread at a time.
///
/// What was added stays added when the sink refuses the sample: nobody brings it a second time, and
/// the next total has it.
final class Deltas {
  static final long MOST_BYTES = 8 << 20;
  private static final String OWNER = "sdk";

  private final Kept kept = new Kept();
  private NotedTotals totals = new NotedTotals(OWNER, kept);

  /// @param meaning its text says what the numbers stand for; those of another meaning are added up
  ///   by themselves
  Total<double[]> add(PointSeries to, PointData point, Object meaning, double[] increase) {
    var series = new Series(to.name(), to.labels(), meaning.toString());
    return totals.add(series, span(point), increase);
  }

  Total<Histogram> add(PointSeries to, PointData point, Histogram increase) {
    var series = new Series(to.name(), to.labels(), "native");
    return totals.add(series, span(point), increase);
  }

  /// An export is over: what it brought is a repeat if it comes once more.
  void settle() {
    totals.note(kept::keep);
    kept.makeRoom();
    totals = new NotedTotals(OWNER, kept);
  }

  private static Span span(PointData point) {
    return new Span(point.getStartEpochNanos(), point.getEpochNanos());
  }

  /// Notes of this process alone.
  private static final class Kept implements Notes {
    /// Those that were noted last are at the end.
    private final Map<Note.Place, Note.Text> texts = new LinkedHashMap<>();

    private long bytes;

    void keep(Note note) {
      forget(note.place());
      texts.put(note.place(), note.text());
      bytes += Notes.cost(note.text().bytes().length);
    }

    /// Half stays free for series that are new. One that grows again after it was forgotten begins
    /// anew, as a program that starts does.
    void makeRoom() {
      while (bytes > MOST_BYTES / 2) {
        forget(texts.keySet().iterator().next());
      }
    }

    private void forget(Note.Place place) {
      Note.Text before = texts.remove(place);
      bytes -= before == null ? 0 : Notes.cost(before.bytes().length);
    }

    @Override
    public Optional<Note.Text> find(String owner, Note.Place place) {
      return Optional.ofNullable(texts.get(place));
    }

    @Override
    public long room(String owner) {
      return MOST_BYTES - bytes;
    }
  }
}
