package dev.sonde.client.micrometer;

import dev.sonde.api.Series;
import dev.sonde.client.MetricsSink;
import dev.sonde.client.Receipt;
import dev.sonde.client.Samples;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was read and is not handed in yet. What the sink refuses stays, and goes first the next
/// time; until then nothing more is read. For one thread.
final class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.client.micrometer");

  private final MetricsSink sink;
  private final Complaints complaints;
  private final Samples samples;
  private final Set<Receipt.Reason> said = EnumSet.noneOf(Receipt.Reason.class);
  private long time;
  private boolean open;
  private boolean ended;

  Outbox(MetricsSink sink, Complaints complaints) {
    this.sink = sink;
    this.complaints = complaints;
    this.samples = sink.samples();
  }

  /// Hands in what was refused before.
  ///
  /// @return may more be read?
  boolean begin() {
    open = !ended;
    return open && handIn();
  }

  /// What is added from now on was read at this time.
  void at(long timeMillis) {
    time = timeMillis;
  }

  /// Adds what was read; nothing when it is no number, belongs to nobody, or nothing more is taken.
  void add(Optional<Series> of, double value) {
    if (open && of.isPresent() && !Double.isNaN(value)) {
      if (!samples.add(of.get(), value, time)) {
        complaints.about(
            Complaints.Kind.TIME, "no hub takes what was measured at " + time + " ms after 1970");
      }
      if (samples.isFull()) {
        handIn();
      }
    }
  }

  /// Is more taken in this round?
  boolean isOpen() {
    return open;
  }

  /// Hands in what there is.
  ///
  /// @return is more taken?
  boolean handIn() {
    if (sink.append(samples) instanceof Receipt.Refused refused) {
      open = refused(refused);
    } else if (!said.isEmpty()) {
      said.clear();
      LOG.info("metrics are taken again");
    }
    return open;
  }

  /// Samples that were refused and will be handed in again.
  int held() {
    return samples.size();
  }

  private boolean refused(Receipt.Refused refused) {
    if (said.add(refused.reason())) {
      LOG.warn("{} metrics are not taken for now: {}", samples.size(), refused.why());
    }
    return switch (refused.reason()) {
      case BUSY, JOURNAL -> false;
      case CLOSED -> {
        samples.clear();
        ended = true;
        yield false;
      }
      case TOO_LARGE, UNFIT -> {
        samples.clear();
        yield true;
      }
    };
  }
}
