package dev.sonde.wire.remotewrite;

import dev.sonde.api.Batch;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.wire.protobuf.ProtoBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `prometheus.WriteRequest`: `repeated TimeSeries timeseries = 1`, each `repeated Label labels =
/// 1, repeated Sample samples = 2, repeated Exemplar exemplars = 3, repeated Histogram histograms =
/// 4`, each label `string name = 1, string value = 2`.
final class MessageOne implements Message, Labels.Utf8 {
  private static final int FIRST = 1 << 3 | 2;
  private static final int SECOND = 2 << 3 | 2;
  private static final int SHORT = 32;
  private static final int LEAST_REMEMBERED = 4_096;

  private final ProtoBuffer out = new ProtoBuffer();
  private final ProtoBuffer scratch = new ProtoBuffer();
  private final Map<String, byte[]> names = new HashMap<>();
  private final Function<String, byte[]> nameLabel = this::nameLabel;
  private final Labels.Utf8 exemplarLabel = this::exemplarLabel;
  private final FullSamples full;
  private String lastName = "";
  private byte[] name = {};
  private boolean named;
  private int guess = 2;

  MessageOne(boolean exemplars) {
    full = new FullSamples(exemplars ? 3 : Exemplars.NO_FIELD, 4, this::exemplarLabels);
  }

  @Override
  public ProtoBuffer write(
      Batch batch, Groups groups, Function<String, @Nullable Family> families) {
    out.clear();
    forget(groups.count());
    full.begin(batch);
    for (int group = 0; group < groups.count(); group++) {
      int row = groups.first(group);
      while (row != Groups.NONE) {
        row = series(batch, groups, group, row);
      }
    }
    return out;
  }

  /// @return the first row that another time series must have, or [Groups#NONE]
  private int series(Batch batch, Groups groups, int group, int row) {
    int rest = Groups.NONE;
    out.room(1 + ProtoBuffer.VARINT);
    out.put(FIRST);
    int used = guess;
    int begin = out.begin(used);
    labels(batch.series(row));
    if (batch.plain()) {
      Samples.write(batch, groups, group, out);
    } else {
      rest = full.write(batch, groups, row, out);
    }
    guess = out.end(begin, used);
    return rest;
  }

  @Override
  public void label(byte[] bytes, int nameFrom, int nameTo, int valueFrom, int valueTo) {
    int order = named ? 1 : NameLabel.compare(bytes, nameFrom, nameTo);
    if (order > 0 && !named) {
      name();
    }
    if (order != 0) {
      label(out, bytes, nameFrom, nameTo, valueFrom, valueTo);
    }
  }

  private void exemplarLabels(Labels labels) {
    labels.forEachUtf8(exemplarLabel);
  }

  private void exemplarLabel(byte[] bytes, int nameFrom, int nameTo, int valueFrom, int valueTo) {
    label(out, bytes, nameFrom, nameTo, valueFrom, valueTo);
  }

  private void labels(Series series) {
    if (!series.name().equals(lastName)) {
      lastName = series.name();
      name = names.computeIfAbsent(lastName, nameLabel);
    }
    named = false;
    series.forEachLabelUtf8(this);
    if (!named) {
      name();
    }
  }

  private void name() {
    out.room(name.length);
    out.put(name, 0, name.length);
    named = true;
  }

  private byte[] nameLabel(String text) {
    scratch.clear();
    scratch.text(NameLabel.TEXT);
    scratch.text(text);
    int from = NameLabel.TEXT.length();
    int to = scratch.size();
    var whole = new ProtoBuffer();
    label(whole, scratch.bytes(), 0, from, from, to);
    return Arrays.copyOf(whole.bytes(), whole.size());
  }

  private static void label(
      ProtoBuffer out, byte[] bytes, int nameFrom, int nameTo, int valueFrom, int valueTo) {
    int name = nameTo - nameFrom;
    int value = valueTo - valueFrom;
    out.room(3 * (1 + ProtoBuffer.VARINT) + name + value);
    if ((name | value) < SHORT) {
      out.shortPair(bytes, nameFrom, name, valueFrom, value);
    } else {
      longPair(out, bytes, nameFrom, name, valueFrom, value);
    }
  }

  private static void longPair(
      ProtoBuffer out, byte[] bytes, int nameFrom, int name, int valueFrom, int value) {
    out.put(FIRST);
    out.varint(2L + ProtoBuffer.varintSize(name) + name + ProtoBuffer.varintSize(value) + value);
    out.put(FIRST);
    out.varint(name);
    out.put(bytes, nameFrom, name);
    out.put(SECOND);
    out.varint(value);
    out.put(bytes, valueFrom, value);
  }

  private void forget(int series) {
    if (names.size() > Math.max(LEAST_REMEMBERED, 4L * series)) {
      names.clear();
    }
  }
}
