package dev.sonde.stores.embedded;

import java.sql.ResultSet;
import java.sql.SQLException;

/// Samples of one series and window, packed ones and others together. Reused; for one thread at a
/// time.
final class Chunks {
  private final Vault vault;
  private final ChunkReader reader = new ChunkReader();
  private final Columns packed = new Columns();
  private final Columns merged = new Columns();

  Chunks(Vault vault) {
    this.vault = vault;
  }

  /// All of the window, in order of time; valid until the next call.
  ///
  /// @param later samples of the series that came after those that are packed, in order of time
  Columns of(Link link, DayState day, long window, long series, Columns later) throws SQLException {
    load(link, day, window, series);
    int from = later.firstFrom(Windows.start(window));
    int to = later.firstFrom(Windows.start(window + 1));
    if (from == to) {
      return packed;
    }
    merge(packed, later, from, to, merged);
    return merged;
  }

  private void load(Link link, DayState day, long window, long series) throws SQLException {
    packed.clear();
    long row = Windows.row(window, series);
    try (ResultSet rows =
        link.with("SELECT blob FROM " + day.chunks() + " WHERE id = ?", row).executeQuery()) {
      if (rows.next()) {
        reader.read(Link.bytes(rows, 1), series, window, packed);
      }
    } catch (Damage e) {
      packed.clear();
      vault.note(day.chunks() + " row " + row, e);
    }
  }

  /// Where both have an instant, the later one's value stands.
  static void merge(Columns packed, Columns later, int from, int to, Columns into) {
    into.clear();
    into.room(packed.size() + to - from);
    int left = 0;
    int right = from;
    while (left < packed.size() || right < to) {
      boolean first =
          right == to || (left < packed.size() && packed.times[left] < later.times[right]);
      if (first) {
        into.add(packed.times[left], packed.values[left]);
        left++;
      } else {
        left += left < packed.size() && packed.times[left] == later.times[right] ? 1 : 0;
        into.add(later.times[right], later.values[right]);
        right++;
      }
    }
  }
}
