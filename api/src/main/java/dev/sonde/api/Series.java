package dev.sonde.api;

/// What is measured: a name and labels. The engine's table makes one object for each, so two series
/// are the same exactly when they are the same object.
public final class Series {
  private final String name;
  private final Labels labels;
  private final int index;

  /// For the table that owns the series; everyone else gets theirs from a recorder.
  ///
  /// @param index the series' place in arrays kept beside the table; never given twice in a process
  public Series(String name, Labels labels, int index) {
    this.name = name;
    this.labels = labels;
    this.index = index;
  }

  /// The metric's name.
  public String name() {
    return name;
  }

  /// What tells it apart from others of its name.
  public Labels labels() {
    return labels;
  }

  /// Its place in arrays that modules keep beside the table.
  public int index() {
    return index;
  }

  /// As an exposition shows it: `system_cpu_usage_percent{core="0"}`.
  @Override
  public String toString() {
    return name + labels;
  }
}
