package dev.sonde.wire.scrape;

import dev.sonde.api.Kind;
import dev.sonde.api.TextHash;

/// What the metadata of a page says about one name; reused from page to page.
final class FamilyEntry {
  private Kind kind = Kind.UNKNOWN;
  private long type;
  private long helpLine;
  private long unitLine;
  private int helpFrom;
  private int helpTo;
  private int unitFrom;
  private int unitTo;

  void clear() {
    kind = Kind.UNKNOWN;
    type = 0;
    helpLine = 0;
    unitLine = 0;
    helpFrom = 0;
    helpTo = 0;
    unitFrom = 0;
    unitTo = 0;
  }

  /// Takes what a line says.
  ///
  /// @param line hash of the whole line
  void take(MetadataScanner.What what, MetadataScanner metadata, long line) {
    switch (what) {
      case TYPE -> {
        type = line;
        kind = metadata.kind();
      }
      case HELP -> {
        helpLine = line;
        helpFrom = metadata.textFrom();
        helpTo = metadata.textTo();
      }
      case UNIT -> {
        unitLine = line;
        unitFrom = metadata.textFrom();
        unitTo = metadata.textTo();
      }
      case COMMENT, BAD -> {}
    }
  }

  boolean says(MetadataScanner.What what) {
    return switch (what) {
      case TYPE -> type != 0;
      case HELP -> helpLine != 0;
      case UNIT -> unitLine != 0;
      case COMMENT, BAD -> false;
    };
  }

  Kind kind() {
    return kind;
  }

  boolean hasUnit() {
    return unitTo > unitFrom;
  }

  String unit(byte[] page) {
    return Escapes.text(page, unitFrom, unitTo);
  }

  String help(byte[] page, boolean strict) {
    return Escapes.text(page, helpFrom, helpTo, strict);
  }

  /// Tells apart whatever a family may say, but for the chance of two equal hashes.
  long print() {
    long print = TextHash.mixed(TextHash.mixed(type, helpLine), unitLine);
    return (type | helpLine | unitLine) == 0 ? 0 : TextHash.finished(print);
  }
}
