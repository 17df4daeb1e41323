package dev.sonde.server.history;

/// How much of a list is wanted: as much as was asked for, or all, unless that is too much.
final class Most {
  private final long limit;
  private final boolean asked;
  private long taken;

  private Most(long limit, boolean asked) {
    this.limit = limit;
    this.asked = asked;
  }

  /// @param most that one list may have
  static Most of(Parameters in, long most) throws RefusedException {
    return new Most(in.number("limit", most, 1, most), in.has("limit"));
  }

  /// Counts one more.
  ///
  /// @return whether it is wanted
  boolean take() {
    taken++;
    return taken <= limit;
  }

  /// Was there more than is wanted?
  boolean isPassed() {
    return taken > limit;
  }

  /// Who asked for a part gets a part; nobody else takes one for all.
  void check(Output out) throws RefusedException, InterruptedException {
    out.check();
    if (isPassed() && !asked) {
      throw RefusedException.tooMuch(
          "there are more than " + limit + "; narrow the selection, or take the first: limit=1000");
    }
  }
}
