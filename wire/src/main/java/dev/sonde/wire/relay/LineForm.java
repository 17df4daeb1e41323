package dev.sonde.wire.relay;

/// What both sides know of messages over a connection that stays open: a line.
///
/// A message is a byte that says how the rest is packed, and `version, way, aside, batch, families,
/// definitions, places, rows, sum`. What is said beside a batch is an [Aside]. A definition is a
/// series' name and labels; it gets the next number and counts for all later messages of the line,
/// as families do, until one says that all begins [#ANEW]. Places are the numbers of the series
/// that this message is about, in runs as [dev.sonde.wire.columns.Ids] writes them; rows are those
/// of [RelayForm].
public final class LineForm {
  /// The first byte of a message whose rest stands there as it is.
  public static final byte PLAIN = 0;

  /// The first byte of a message whose rest is Zstandard.
  public static final byte ZSTD = 1;

  /// The first byte of a message whose rest is gzip.
  public static final byte GZIP = 2;

  /// How many series one line may know; then it begins anew.
  static final int MOST = 1 << 18;

  static final int VERSION = 1;

  /// The way of a message before which nothing was defined.
  static final int ANEW = 1;

  private LineForm() {}
}
