package dev.sonde.collectors.exec;

import dev.sonde.api.Exemplar;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Sheet;
import dev.sonde.wire.scrape.PageSink;

/// Takes what a reader finds to the command's sheet.
final class OutputTaker implements PageSink {
  private final Sheet sheet;
  private final Labels labels;
  private final long runMillis;
  private final int most;
  private int places;
  private long lastMillis;

  /// @param labels what series get that do not have them
  /// @param most series that are taken; what comes behind them is only counted
  OutputTaker(Sheet sheet, Labels labels, long runMillis, int most) {
    this.sheet = sheet;
    this.labels = labels;
    this.runMillis = runMillis;
    this.most = most;
  }

  @Override
  public void again(int place, double value, long timeMillis) {
    if (places++ < most) {
      sheet.again(place, value, time(timeMillis));
    }
  }

  @Override
  public void moved(int place, int before, double value, long timeMillis) {
    if (places++ < most) {
      sheet.moved(place, before, value, time(timeMillis));
    }
  }

  @Override
  public void define(int place, Family family, Labels own, double value, long timeMillis) {
    if (places++ < most) {
      sheet.define(place, family, labels.with(own), value, time(timeMillis));
    }
  }

  @Override
  public void attach(Extra extra) {
    if (places <= most) {
      sheet.attach(extra instanceof Exemplar exemplar ? timed(exemplar) : extra);
    }
  }

  int places() {
    return places;
  }

  boolean exceeded() {
    return places > most;
  }

  private long time(long timeMillis) {
    lastMillis = timeMillis == UNTIMED ? runMillis : timeMillis;
    return lastMillis;
  }

  private Exemplar timed(Exemplar exemplar) {
    return exemplar.timeMillis() == UNTIMED
        ? new Exemplar(exemplar.labels(), exemplar.value(), lastMillis)
        : exemplar;
  }
}
