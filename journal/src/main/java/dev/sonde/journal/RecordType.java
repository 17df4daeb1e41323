package dev.sonde.journal;

/// What a record holds. Others may come: a reader passes by what it does not know.
final class RecordType {
  /// What ids mean: series, and what is known about their names.
  static final int DEFINITIONS = 1;

  /// One append: a batch.
  static final int SAMPLES = 2;

  /// Everything that other Sondes pushed so far, by which repeats are recognised.
  static final int MARKS = 3;

  /// Of a dead letter: what the destination said.
  static final int ANSWER = 4;

  /// Nothing more comes in this file; its first number is where the next one begins. So a damaged
  /// last record is known to be missing.
  static final int END = 5;

  /// What receivers noted so far and is not in this file's samples; before [#MARKS].
  static final int NOTES = 6;

  private RecordType() {}
}
