package dev.sonde.wire.remotewrite;

import dev.sonde.api.Batch;
import dev.sonde.api.Histogram;
import dev.sonde.api.Labels;
import dev.sonde.wire.protobuf.ProtoBuffer;
import java.util.function.Consumer;

/// The samples of a series in a batch of which some have more than a value: numbers or native
/// histograms, and exemplars, each in a field of its own. The protocols differ in the numbers of
/// the fields and in how an exemplar says its labels.
///
/// # Implementation notes
///
/// A time series has numbers or histograms, never both: 2.0 forbids it, and a receiver takes all
/// the numbers of one before its histograms, so a number between two histograms would come too
/// late. Each run of rows of one kind becomes a time series of its own, with its exemplars.
final class FullSamples {
  private final int exemplarsField;
  private final int histogramsField;
  private final RowExtras extras = new RowExtras();
  private final Exemplars exemplars;

  /// @param exemplars the number of their field, or [Exemplars#NO_FIELD]
  /// @param histograms the number of theirs
  /// @param labels writes an exemplar's labels, fields and all
  FullSamples(int exemplars, int histograms, Consumer<Labels> labels) {
    this.exemplarsField = exemplars;
    this.histogramsField = histograms;
    this.exemplars = new Exemplars(exemplars, labels);
  }

  /// Begins a request. A plain batch costs nothing.
  void begin(Batch batch) {
    if (!batch.plain()) {
      extras.read(batch);
      exemplars.begin(batch.extras());
    }
  }

  /// Writes a row and those after it that are of its kind.
  ///
  /// @return the first row of the other kind, or [Groups#NONE]
  int write(Batch batch, Groups groups, int first, ProtoBuffer out) {
    int end = gather(batch, groups, first);
    if (!isHistogram(first)) {
      samples(batch, groups, first, end, out);
      exemplars.write(batch, out);
    } else if (histogramsField < exemplarsField) {
      histograms(batch, groups, first, end, out);
      exemplars.write(batch, out);
    } else {
      exemplars.write(batch, out);
      histograms(batch, groups, first, end, out);
    }
    return end;
  }

  private int gather(Batch batch, Groups groups, int first) {
    boolean histogram = isHistogram(first);
    exemplars.clear();
    int row = first;
    while (row != Groups.NONE && isHistogram(row) == histogram) {
      exemplars.add(batch, extras.first(row), row);
      row = groups.next(row);
    }
    return row;
  }

  private static void samples(Batch batch, Groups groups, int first, int end, ProtoBuffer out) {
    for (int row = first; row != end; row = groups.next(row)) {
      Samples.write(batch, row, out);
    }
  }

  private void histograms(Batch batch, Groups groups, int first, int end, ProtoBuffer out) {
    for (int row = first; row != end; row = groups.next(row)) {
      if (batch.extra(extras.histogram(row)) instanceof Histogram histogram) {
        out.room(1 + ProtoBuffer.VARINT);
        out.put(histogramsField << 3 | 2);
        int begin = out.begin(2);
        Histograms.write(histogram, batch.time(row), out);
        out.end(begin, 2);
      }
    }
  }

  private boolean isHistogram(int row) {
    return extras.histogram(row) != RowExtras.NONE;
  }
}
