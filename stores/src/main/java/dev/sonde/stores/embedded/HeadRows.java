package dev.sonde.stores.embedded;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Rows of a window that are to be packed. For one thread at a time.
final class HeadRows implements Source {
  private final Vault vault;
  private final Ripe ripe;
  private final long from;
  private final long last;
  private final HeadReader reader = new HeadReader();

  /// @param last the last one that is of interest
  HeadRows(Vault vault, Ripe ripe, long from, long last) {
    this.vault = vault;
    this.ripe = ripe;
    this.from = from;
    this.last = last;
  }

  @Override
  public void each(Link link, Taker taker) throws SQLException, IOException, InterruptedException {
    some(link, from, Long.MAX_VALUE, taker);
  }

  /// Reads rows until they have that many samples.
  ///
  /// @return where to go on; behind the last one at the end
  long some(Link link, long begin, long most, Taker taker)
      throws SQLException, IOException, InterruptedException {
    long taken = 0;
    try (ResultSet rows =
        link.with(
                "SELECT id, blob FROM "
                    + ripe.day().head()
                    + " WHERE id >= ? AND id <= ? ORDER BY id",
                begin,
                last)
            .executeQuery()) {
      while (rows.next()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        taken += take(rows, taker);
        if (taken >= most) {
          return rows.getLong(1) + 1;
        }
      }
      return last + 1;
    } finally {
      reader.forget();
    }
  }

  private int take(ResultSet rows, Taker taker) throws SQLException, IOException {
    try {
      reader.read(Link.bytes(rows, 2), ripe.window(), Long.MIN_VALUE, Long.MAX_VALUE);
    } catch (Damage e) {
      vault.note(ripe.day().head() + " row " + rows.getLong(1), e);
      return 0;
    }
    for (int i = 0; i < reader.size(); i++) {
      taker.sample((int) reader.series[i], reader.times[i], reader.values[i]);
    }
    return reader.size();
  }
}
