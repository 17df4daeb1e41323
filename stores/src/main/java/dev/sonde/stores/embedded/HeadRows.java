package dev.sonde.stores.embedded;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.IntPredicate;

/// Rows of a window that are to be packed. For one thread at a time.
final class HeadRows implements Source {
  private final Vault vault;
  private final Ripe ripe;
  private final long from;
  private final long last;
  private final HeadReader reader = new HeadReader();
  private boolean[] here = new boolean[0];
  private int begin;
  private int end;

  /// @param last the last one that is of interest
  HeadRows(Vault vault, Ripe ripe, long from, long last) {
    this.vault = vault;
    this.ripe = ripe;
    this.from = from;
    this.last = last;
  }

  private interface Row {
    void give() throws Damage, IOException;
  }

  @Override
  public void each(Link link, IntPredicate wanted, Taker taker)
      throws SQLException, IOException, InterruptedException {
    some(link, from, Long.MAX_VALUE, () -> give(wanted, taker));
  }

  @Override
  public void count(Link link, Taker taker) throws SQLException, IOException, InterruptedException {
    countSome(link, from, Long.MAX_VALUE, taker);
  }

  /// Reads rows until they have that many samples.
  ///
  /// @return where to go on; behind the last one at the end
  long some(Link link, long begin, long most, Taker taker)
      throws SQLException, IOException, InterruptedException {
    return some(link, begin, most, () -> give(_ -> true, taker));
  }

  /// The same for one who looks at nothing but the series.
  long countSome(Link link, long begin, long most, Taker taker)
      throws SQLException, IOException, InterruptedException {
    return some(link, begin, most, () -> giveSeries(taker));
  }

  private long some(Link link, long begin, long most, Row each)
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
        taken += take(rows, each);
        if (taken >= most) {
          return rows.getLong(1) + 1;
        }
      }
      return last + 1;
    } finally {
      reader.forget();
    }
  }

  private int take(ResultSet rows, Row each) throws SQLException, IOException {
    try {
      reader.read(Link.bytes(rows, 2), ripe.window(), Long.MIN_VALUE, Long.MAX_VALUE);
      each.give();
      return reader.size();
    } catch (Damage e) {
      vault.note(ripe.day().head() + " row " + rows.getLong(1), e);
      return 0;
    }
  }

  private void giveSeries(Taker taker) throws IOException {
    for (int i = 0; i < reader.size(); i++) {
      taker.sample((int) reader.series[i], 0, 0);
    }
  }

  private void give(IntPredicate wanted, Taker taker) throws IOException {
    if (!reader.isSame()) {
      look(wanted);
    }
    reader.values(begin, end);
    for (int i = begin; i < end; i++) {
      if (here[i]) {
        taker.sample((int) reader.series[i], reader.time(i), reader.values[i]);
      }
    }
  }

  /// Where in the row those stand that are wanted.
  private void look(IntPredicate wanted) {
    int size = reader.size();
    here = here.length < size ? new boolean[size] : here;
    begin = size;
    end = 0;
    for (int i = 0; i < size; i++) {
      here[i] = wanted.test((int) reader.series[i]);
      if (here[i]) {
        begin = Math.min(begin, i);
        end = i + 1;
      }
    }
    begin = Math.min(begin, end);
  }
}
