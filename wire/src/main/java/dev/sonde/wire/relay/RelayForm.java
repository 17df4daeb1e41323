package dev.sonde.wire.relay;

/// What both sides know of the form.
///
/// A body is `version, batch, families, series, rows, sum`: the batch's id; of each name that is in
/// it what is known of it; of each series its name and labels, numbered from 0; then time, series,
/// extras and value of all rows in columns ([dev.sonde.wire.columns]); then the CRC32C of all that.
public final class RelayForm {
  /// Its media type.
  public static final String MEDIA_TYPE = "application/vnd.sonde.batch";

  static final int VERSION = 1;

  /// What stands behind the number of a row's way to tell times when rows have more than values.
  static final int EXTRAS = 4;

  private RelayForm() {}
}
