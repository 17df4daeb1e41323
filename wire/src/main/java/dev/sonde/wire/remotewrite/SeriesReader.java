package dev.sonde.wire.remotewrite;

import dev.sonde.api.Family;
import dev.sonde.api.Histogram;
import dev.sonde.api.Kind;
import dev.sonde.api.Push;
import dev.sonde.api.Slot;
import dev.sonde.api.Stale;
import dev.sonde.api.TextHash;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.WireReader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads time series, one after the other.
///
/// # Implementation notes
///
/// Fields may stand in any order, so each time series is gone through twice: for its labels, then
/// for its values, which are passed over the first time at the cost of their tags. One that has
/// labels and samples, in this order, and nothing else but metadata may be recalled: then its
/// labels are only hashed.
final class SeriesReader {
  private static final int LONGEST_NAME = 100;
  private static final int SAMPLE_TAG = RequestLayout.SAMPLES << 3 | WireReader.BYTES;
  private static final int VALUE_TAG = 1 << 3 | WireReader.FIXED;
  private static final int TIME_TAG = 2 << 3;

  private final RequestLayout layout;
  private final WriteLimits limits;
  private final LabelFields labels;
  private final MetadataTwo metadata;
  private final LoneExemplars lone;
  private final TextHash hash;
  private final KeyFiller filler;
  private final ExemplarReader exemplarReader;
  private final WaitingExemplars exemplars = new WaitingExemplars();
  private final HistogramReader histogram = new HistogramReader();
  private final WriteTally tally;
  private final Function<String, Family> about;
  private int number;
  private int extent;
  private int values;
  private int ownExemplars;
  private int samplesFrom;
  private boolean taken;

  SeriesReader(
      Protocol protocol,
      WriteLimits limits,
      LabelFields labels,
      MetadataTwo metadata,
      LoneExemplars lone,
      TextHash hash,
      WriteTally tally) {
    this.layout = RequestLayout.of(protocol);
    this.limits = limits;
    this.labels = labels;
    this.metadata = metadata;
    this.lone = lone;
    this.hash = hash;
    this.tally = tally;
    filler = new KeyFiller(limits);
    exemplarReader = new ExemplarReader(labels);
    about =
        switch (protocol) {
          case ONE -> name -> new Family(name, Kind.UNKNOWN, "", "");
          case TWO -> metadata::family;
        };
  }

  void clear() {
    number = 0;
    extent = 0;
  }

  /// Reads one, whose message was entered.
  void read(WireReader wire, Push push) throws BodyException {
    number++;
    int from = wire.at();
    long mark = lone.isEmpty() ? mark(wire) : 0;
    Slot known = mark == 0 ? null : push.recall(mark);
    if (known == null) {
      wire.back(from);
      readWhole(wire, mark, push);
    } else {
      exemplars.clear();
      values(wire, samplesFrom, known, push);
    }
  }

  /// @return what its labels come to when it may be recalled, else 0
  private long mark(WireReader wire) throws BodyException {
    long mark = labels.pass(wire, hash);
    samplesFrom = wire.at();
    boolean samples = wire.skipShort(SAMPLE_TAG) > 0;
    wire.skipShort(layout.metadata() << 3 | WireReader.BYTES);
    return samples && wire.atEnd() ? mark : 0;
  }

  private void readWhole(WireReader wire, long mark, Push push) throws BodyException {
    int rest = labels(wire);
    if (values == 0) {
      return;
    }
    String flaw = filler.flaw();
    if (!flaw.isEmpty()) {
      refuse("malformed", values, flaw, push);
      tally.refuseExemplars(ownExemplars);
      return;
    }
    exemplars(wire, rest);
    Slot slot = push.slot(filler.key(), about);
    if (mark != 0) {
      push.remember(slot, mark);
    }
    values(wire, rest, slot, push);
  }

  /// Reads labels and metadata, and counts the rest.
  ///
  /// @return where the rest begins
  private int labels(WireReader wire) throws BodyException {
    filler.clear();
    metadata.clear();
    values = 0;
    ownExemplars = 0;
    int rest = wire.end();
    labels.readUsual(wire, filler);
    while (wire.next()) {
      int field = wire.field();
      if (field == RequestLayout.LABELS) {
        labels.read(wire, filler);
      } else if (field == layout.metadata()) {
        metadata.read(wire);
      } else {
        rest = Math.min(rest, wire.start());
        values += layout.isValue(field) ? 1 : 0;
        ownExemplars += field == layout.exemplars() ? 1 : 0;
        wire.skip();
      }
    }
    return rest;
  }

  private void exemplars(WireReader wire, int rest) throws BodyException {
    exemplars.clear();
    if (ownExemplars > 0) {
      wire.back(rest);
      exemplars.add(exemplarReader.read(wire, layout.exemplars()));
      tally.refuseExemplars(exemplarReader.refused());
    }
    if (!lone.isEmpty()) {
      exemplars.add(lone.take(filler.key()));
    }
  }

  private void values(WireReader wire, int rest, Slot slot, Push push) throws BodyException {
    taken = false;
    wire.back(rest);
    while (wire.next()) {
      if (wire.field() == RequestLayout.SAMPLES) {
        sample(wire, slot, push);
      } else if (wire.field() == layout.histograms()) {
        histogram(wire, slot, push);
      } else {
        wire.skip();
      }
    }
    exemplars.end(taken, push, tally);
  }

  private void sample(WireReader wire, Slot slot, Push push) throws BodyException {
    double value = 0;
    long time = 0;
    int outer = wire.enter();
    if (wire.skipTag(VALUE_TAG)) {
      value = wire.fixed();
    }
    if (wire.skipTag(TIME_TAG)) {
      time = wire.varint();
    }
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> value = wire.real();
        case 2 -> time = wire.number();
        default -> wire.skip();
      }
    }
    wire.leave(outer);
    taken = push.record(slot, value, time);
    tally.sample(taken);
    if (taken) {
      exemplars.upTo(time, push, tally);
    }
  }

  private void histogram(WireReader wire, Slot slot, Push push) throws BodyException {
    histogram.read(wire);
    String flaw = histogram.settle(wire);
    extent += histogram.extent();
    if (extent > limits.mostBuckets()) {
      throw wire.fail("there are more than " + limits.mostBuckets() + " buckets of histograms");
    }
    Histogram made = flaw.isEmpty() && !histogram.isStale() ? histogram.make() : null;
    flaw = made == null ? flaw : HistogramReader.flaw(made);
    if (flaw.isEmpty()) {
      record(made, slot, push);
    } else {
      refuse("histogram", 1, flaw, push);
    }
  }

  private void record(@Nullable Histogram made, Slot slot, Push push) {
    long time = histogram.time();
    taken = push.record(slot, made == null ? Stale.marker() : made.count(), time);
    tally.histogram(taken);
    if (!taken) {
      return;
    }
    if (made != null) {
      push.attach(made);
    }
    exemplars.upTo(time, push, tally);
  }

  private void refuse(String reason, int of, String flaw, Push push) {
    tally.refuse(push, reason, of);
    if (tally.isFirst()) {
      String name = filler.key().name();
      String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
      tally.problem("time series " + number + " (" + shown + "): " + flaw);
    }
  }
}
