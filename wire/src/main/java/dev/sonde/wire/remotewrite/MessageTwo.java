package dev.sonde.wire.remotewrite;

import dev.sonde.api.Batch;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.wire.protobuf.ProtoBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `io.prometheus.write.v2.Request`: `repeated string symbols = 4`, `repeated TimeSeries timeseries
/// = 5`, each `repeated uint32 labels_refs = 1`, `repeated Sample samples = 2`, `repeated Histogram
/// histograms = 3`, `repeated Exemplar exemplars = 4`, `Metadata metadata = 5`.
final class MessageTwo implements Message, Labels.Utf8 {
  private static final int FIELD = 5 << 3 | 2;
  private static final int LABELS = 1 << 3 | 2;

  private final ProtoBuffer whole = new ProtoBuffer();
  private final ProtoBuffer out = new ProtoBuffer();
  private final Symbols symbols = new Symbols();
  private final MetricNames names = new MetricNames(symbols);
  private final Neighbours neighbours = new Neighbours(symbols);
  private final Labels.Utf8 exemplarLabel = this::exemplarLabel;
  private final FullSamples full;
  private int nameReference;
  private int name;
  private boolean named;

  MessageTwo(boolean exemplars) {
    full = new FullSamples(exemplars ? 4 : Exemplars.NO_FIELD, 3, this::exemplarLabels);
  }

  @Override
  public ProtoBuffer write(
      Batch batch, Groups groups, Function<String, @Nullable Family> families) {
    out.clear();
    symbols.clear();
    neighbours.clear();
    nameReference = names.begin(groups.count());
    full.begin(batch);
    for (int group = 0; group < groups.count(); group++) {
      MetricName metric = names.find(batch.series(groups.first(group)).name(), families);
      int row = groups.first(group);
      while (row != Groups.NONE) {
        row = series(batch, groups, group, row, metric);
      }
    }
    whole.clear();
    whole.append(symbols.said());
    whole.append(out);
    return whole;
  }

  /// @return the first row that another time series must have, or [Groups#NONE]
  private int series(Batch batch, Groups groups, int group, int row, MetricName metric) {
    int rest = Groups.NONE;
    out.room(2 * (1 + ProtoBuffer.VARINT));
    out.put(FIELD);
    int begin = out.begin(1);
    labels(batch.series(row), metric.reference);
    if (batch.plain()) {
      Samples.write(batch, groups, group, out);
    } else {
      rest = full.write(batch, groups, row, out);
    }
    names.metadata(metric, out);
    out.end(begin, 1);
    return rest;
  }

  private void exemplarLabels(Labels labels) {
    if (labels.isEmpty()) {
      return;
    }
    out.room(1 + ProtoBuffer.VARINT);
    out.put(LABELS);
    int begin = out.begin(1);
    labels.forEachUtf8(exemplarLabel);
    out.end(begin, 1);
  }

  private void exemplarLabel(byte[] bytes, int nameFrom, int nameTo, int valueFrom, int valueTo) {
    pair(symbols.reference(bytes, nameFrom, nameTo), symbols.reference(bytes, valueFrom, valueTo));
  }

  private void labels(Series of, int metric) {
    out.put(LABELS);
    int begin = out.begin(1);
    name = metric;
    named = false;
    neighbours.next();
    of.forEachLabelUtf8(this);
    if (!named) {
      name();
    }
    out.end(begin, 1);
  }

  @Override
  public void label(byte[] bytes, int nameFrom, int nameTo, int valueFrom, int valueTo) {
    int order = named ? 1 : NameLabel.compare(bytes, nameFrom, nameTo);
    if (order > 0 && !named) {
      name();
    }
    if (order != 0) {
      neighbours.label(bytes, nameFrom, nameTo, valueFrom, valueTo);
      pair(neighbours.name(), neighbours.value());
    }
  }

  private void name() {
    pair(nameReference, name);
    named = true;
  }

  private void pair(int left, int right) {
    out.room(2 * ProtoBuffer.VARINT);
    out.varint(left);
    out.varint(right);
  }
}
