package dev.sonde.collectors.exec;

import java.util.OptionalInt;

/// How a run of a program went.
final class Ran {
  private static final byte[] NOTHING = {};

  private final OptionalInt code;
  private final byte[] output;
  private final String failure;
  private final String note;

  private Ran(OptionalInt code, byte[] output, String failure, String note) {
    this.code = code;
    this.output = output;
    this.failure = failure;
    this.note = note;
  }

  static Ran notStarted(String why) {
    return new Ran(OptionalInt.empty(), NOTHING, why, "");
  }

  static Ran failed(OptionalInt code, String why) {
    return new Ran(code, NOTHING, why, "");
  }

  /// @param note what is wrong with it all the same; empty when nothing is
  static Ran good(byte[] output, String note) {
    return new Ran(OptionalInt.of(0), output, "", note);
  }

  /// What it ended with; empty when it did not start, or did not end.
  OptionalInt code() {
    return code;
  }

  /// What it printed; nothing when the run failed. Not to be changed.
  byte[] output() {
    return output;
  }

  /// What went wrong, in words; empty when nothing did.
  String failure() {
    return failure;
  }

  String note() {
    return note;
  }
}
