package dev.sonde.stores.embedded;

import java.sql.SQLException;

/// Numbers for new series: the least ones that are free. For one thread at a time.
final class Numbers {
  static final int NONE = -1;

  private final int most;
  private long next = 1;
  private long end = 1;

  /// @param most the largest
  Numbers(int most) {
    this.most = most;
  }

  /// Some may be free again.
  void forget() {
    next = 1;
    end = 1;
  }

  /// One, or [#NONE].
  int take(Link link) throws SQLException {
    if (next == end) {
      look(link);
    }
    return next < end ? (int) next++ : NONE;
  }

  private void look(Link link) throws SQLException {
    boolean taken = link.number(0, "SELECT count(*) FROM series WHERE id = ?", end) > 0;
    next =
        taken
            ? link.number(
                end,
                "SELECT id + 1 FROM series AS one WHERE id >= ? AND NOT EXISTS"
                    + " (SELECT 1 FROM series WHERE id = one.id + 1) ORDER BY id LIMIT 1",
                end)
            : end;
    long behind = link.number(most + 1L, "SELECT min(id) FROM series WHERE id > ?", next);
    end = Math.max(next, Math.min(behind, most + 1L));
  }
}
