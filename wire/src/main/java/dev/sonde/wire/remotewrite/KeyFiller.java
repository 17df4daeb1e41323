package dev.sonde.wire.remotewrite;

import dev.sonde.api.SeriesKey;

/// Fills a key with the labels of a time series, of which one is its name.
final class KeyFiller {
  private final SeriesKey key = new SeriesKey();
  private final int mostLabels;
  private final int mostBytes;
  private int labels;
  private int bytes;
  private boolean named;
  private String flaw = "";

  KeyFiller(WriteLimits limits) {
    mostLabels = limits.mostLabels();
    mostBytes = limits.mostLabelBytes();
  }

  void clear() {
    key.clear();
    labels = 0;
    bytes = 0;
    named = false;
    flaw = "";
  }

  void label(byte[] in, int nameFrom, int nameTo, int valueFrom, int valueTo) {
    labels++;
    bytes += nameTo - nameFrom + valueTo - valueFrom;
    if (labels > mostLabels) {
      flaw("there are more than " + mostLabels + " labels");
    } else if (bytes > mostBytes || bytes < 0) {
      flaw("its labels are longer than " + mostBytes + " bytes");
    } else if (NameLabel.is(in, nameFrom, nameTo)) {
      name(in, valueFrom, valueTo);
    } else {
      key.label(in, nameFrom, nameTo, valueFrom, valueTo);
    }
  }

  /// Says that something is wrong that the labels themselves do not show.
  void flaw(String words) {
    flaw = flaw.isEmpty() ? words : flaw;
  }

  /// What is wrong; empty when nothing is.
  String flaw() {
    return flaw.isEmpty() ? key.flaw() : flaw;
  }

  /// What is wrong with labels that need no name.
  String flawWithoutName() {
    if (!named) {
      key.name("exemplar");
    }
    return flaw();
  }

  SeriesKey key() {
    return key;
  }

  private void name(byte[] in, int from, int to) {
    if (named) {
      flaw("a label is given twice");
    }
    named = true;
    key.name(in, from, to);
  }
}
