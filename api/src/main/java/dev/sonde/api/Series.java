package dev.sonde.api;

/// What is measured: a name and labels. The engine's table makes one object for each, so two series
/// are the same exactly when they are the same object.
///
/// Labels may be kept in two parts: those that many series of one target have, and its own, which
/// the same application elsewhere has, too. Where there are two, [#labels] makes one of them.
public final class Series {
  private final String name;
  private final Labels own;
  private final Labels common;
  private final int index;

  /// For the table that owns the series; everyone else gets theirs from a recorder.
  ///
  /// @param index the series' place in arrays kept beside the table; never given twice in a process
  public Series(String name, Labels labels, int index) {
    this(name, labels, Labels.NONE, index);
  }

  /// The same with labels in two parts.
  ///
  /// @param own no name of these is among the common ones
  public Series(String name, Labels own, Labels common, int index) {
    this.name = name;
    this.own = own;
    this.common = common;
    this.index = index;
  }

  /// The metric's name.
  public String name() {
    return name;
  }

  /// What tells it apart from others of its name.
  public Labels labels() {
    return own.with(common);
  }

  /// Calls with the bytes of each label's name and value, sorted by name; makes no object.
  public void forEachLabelUtf8(Labels.Utf8 each) {
    own.forEachUtf8(common, each);
  }

  /// The part of its labels that many series share.
  public Labels common() {
    return common;
  }

  /// The other part.
  public Labels own() {
    return own;
  }

  /// Its place in arrays that modules keep beside the table.
  public int index() {
    return index;
  }

  /// As an exposition shows it: `system_cpu_usage_percent{core="0"}`.
  @Override
  public String toString() {
    return name + labels();
  }
}
