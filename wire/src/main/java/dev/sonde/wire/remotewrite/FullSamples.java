package dev.sonde.wire.remotewrite;

import dev.sonde.api.Batch;
import dev.sonde.api.Exemplar;
import dev.sonde.api.Histogram;
import dev.sonde.api.Labels;
import org.jspecify.annotations.Nullable;

/// The samples of a series in a batch of which some have more than a value: numbers, exemplars and
/// native histograms, each in a field of its own. The protocols differ in the numbers of the fields
/// and in how an exemplar says its labels.
final class FullSamples {
  /// For what is not written.
  static final int NO_FIELD = 0;

  private static final int VALUE = 2 << 3 | 1;
  private static final int TIMESTAMP = 3 << 3;

  /// Writes an exemplar's labels, fields and all.
  @FunctionalInterface
  interface LabelsWriter {
    void write(Labels labels, ProtoBuffer out);
  }

  private final int exemplars;
  private final int histograms;
  private final LabelsWriter labels;

  /// @param exemplars the number of their field, or [#NO_FIELD]
  /// @param histograms the number of theirs
  FullSamples(int exemplars, int histograms, LabelsWriter labels) {
    this.exemplars = exemplars == NO_FIELD ? NO_FIELD : exemplars << 3 | 2;
    this.histograms = histograms << 3 | 2;
    this.labels = labels;
  }

  void write(Batch batch, Groups groups, int group, ProtoBuffer out) {
    int first = groups.first(group);
    for (int row = first; row != Groups.NONE; row = groups.next(row)) {
      if (histogram(batch, row) == null) {
        Samples.write(batch, row, out);
      }
    }
    if (histograms < exemplars) {
      histograms(batch, groups, first, out);
      exemplars(batch, groups, first, out);
    } else {
      exemplars(batch, groups, first, out);
      histograms(batch, groups, first, out);
    }
  }

  private void histograms(Batch batch, Groups groups, int first, ProtoBuffer out) {
    for (int row = first; row != Groups.NONE; row = groups.next(row)) {
      Histogram histogram = histogram(batch, row);
      if (histogram != null) {
        out.room(1 + ProtoBuffer.VARINT);
        out.put(histograms);
        int begin = out.begin(2);
        Histograms.write(histogram, batch.time(row), out);
        out.end(begin, 2);
      }
    }
  }

  private void exemplars(Batch batch, Groups groups, int first, ProtoBuffer out) {
    for (int row = first; row != Groups.NONE && exemplars != NO_FIELD; row = groups.next(row)) {
      exemplars(batch, row, out);
    }
  }

  private void exemplars(Batch batch, int row, ProtoBuffer out) {
    for (int i = batch.firstExtra(row); i < batch.extras() && batch.extraRow(i) == row; i++) {
      if (batch.extra(i) instanceof Exemplar exemplar) {
        exemplar(exemplar, out);
      }
    }
  }

  private void exemplar(Exemplar exemplar, ProtoBuffer out) {
    out.room(1 + ProtoBuffer.VARINT);
    out.put(exemplars);
    int begin = out.begin(1);
    labels.write(exemplar.labels(), out);
    out.room(2 + Long.BYTES + ProtoBuffer.VARINT);
    long value = Double.doubleToRawLongBits(exemplar.value());
    if (value != 0) {
      out.put(VALUE);
      out.fixed(value);
    }
    if (exemplar.timeMillis() != 0) {
      out.put(TIMESTAMP);
      out.varint(exemplar.timeMillis());
    }
    out.end(begin, 1);
  }

  private static @Nullable Histogram histogram(Batch batch, int row) {
    for (int i = batch.firstExtra(row); i < batch.extras() && batch.extraRow(i) == row; i++) {
      if (batch.extra(i) instanceof Histogram histogram) {
        return histogram;
      }
    }
    return null;
  }
}
