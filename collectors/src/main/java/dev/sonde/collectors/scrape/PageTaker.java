package dev.sonde.collectors.scrape;

import dev.sonde.api.Exemplar;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Sheet;
import dev.sonde.collectors.scrape.config.Honored;
import dev.sonde.wire.scrape.PageSink;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes what the reader finds on one page to the target's sheet. What a rule leaves out has its
/// place there like any other line.
final class PageTaker implements PageSink {
  private final Sheet sheet;
  private final SeriesDecision decision;
  private final Honored honored;
  private final Natives natives;
  private final long runMillis;
  private final int mostKept;
  private final BitSet droppedBefore;
  private @Nullable BitSet dropped;
  private int droppedCount;
  private int places;
  private int added;
  private long lastMillis;
  private List<String> lacking = List.of();

  /// Are there more samples than there may be? Then the rest is only counted.
  private boolean exceeded;

  /// @param droppedBefore places of the last page whose line a rule left out
  PageTaker(
      Sheet sheet,
      SeriesDecision decision,
      Honored honored,
      Natives natives,
      long runMillis,
      int mostKept,
      BitSet droppedBefore) {
    this.sheet = sheet;
    this.decision = decision;
    this.honored = honored;
    this.natives = natives;
    this.runMillis = runMillis;
    this.mostKept = mostKept;
    this.droppedBefore = droppedBefore;
  }

  @Override
  public void again(int place, double value, long timeMillis) {
    sheet.again(place, value, time(timeMillis));
    places++;
  }

  @Override
  public void moved(int place, int before, double value, long timeMillis) {
    BitSet left = change(place);
    if (!exceeded) {
      sheet.moved(place, before, value, time(timeMillis));
    }
    if (droppedBefore.get(before)) {
      drop(left, place);
    }
    took();
  }

  @Override
  public void define(int place, Family family, Labels labels, double value, long timeMillis) {
    BitSet left = change(place);
    List<String> none = lacking;
    lacking = List.of();
    switch (decision.of(family, labels, none)) {
      case SeriesDecision.Outcome.Dropped(var reason) -> {
        if (!exceeded) {
          sheet.omit(place, reason, true);
        }
        drop(left, place);
      }
      case SeriesDecision.Outcome.Kept(var kept, var whole) -> {
        if (!exceeded) {
          added += sheet.define(place, kept, whole, value, time(timeMillis)) ? 1 : 0;
        }
      }
    }
    took();
  }

  @Override
  public void lacks(List<String> labels) {
    lacking = List.copyOf(labels);
  }

  @Override
  public void attach(Extra extra) {
    if (!exceeded) {
      sheet.attach(extra instanceof Exemplar exemplar ? timed(exemplar) : extra);
    }
  }

  @Override
  public Natives natives() {
    return natives;
  }

  /// The page is over.
  ///
  /// @return the places whose line a rule left out
  /// @throws LimitException when there are more samples than the job allows
  BitSet end() {
    if (exceeded) {
      throw new LimitException(
          "sample_limit exceeded: " + kept() + " samples, the limit is " + mostKept);
    }
    sheet.end(places, honored.timestampStaleness());
    BitSet now = dropped;
    if (now == null) {
      droppedBefore.clear(places, Math.max(places, droppedBefore.length()));
      now = droppedBefore;
    }
    return now;
  }

  int places() {
    return places;
  }

  /// Samples that no rule left out.
  int kept() {
    return places - (dropped == null ? droppedBefore.cardinality() : droppedCount);
  }

  int added() {
    return added;
  }

  private BitSet change(int place) {
    BitSet left = dropped;
    if (left == null) {
      left = droppedBefore.get(0, place);
      droppedCount = left.cardinality();
      dropped = left;
    }
    return left;
  }

  private void drop(BitSet left, int place) {
    left.set(place);
    droppedCount++;
  }

  private void took() {
    places++;
    exceeded |= places - droppedCount > mostKept;
  }

  private long time(long timeMillis) {
    lastMillis = runMillis;
    if (timeMillis != UNTIMED && honored.timestamps()) {
      lastMillis = timeMillis;
    }
    return lastMillis;
  }

  /// One without a time was seen when its sample was.
  private Exemplar timed(Exemplar exemplar) {
    return exemplar.timeMillis() == UNTIMED
        ? new Exemplar(exemplar.labels(), exemplar.value(), lastMillis)
        : exemplar;
  }
}
