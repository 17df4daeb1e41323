package dev.sonde.stores.embedded;

import java.io.IOException;
import java.sql.SQLException;
import java.util.function.IntPredicate;

/// Samples of one window, which can be read more than once, always in the order in which they came.
interface Source {
  /// @param wanted which series are of interest; asked once where rows are alike
  void each(Link link, IntPredicate wanted, Taker taker)
      throws SQLException, IOException, InterruptedException;

  /// All of them, for those who look at nothing but the series.
  default void count(Link link, Taker taker)
      throws SQLException, IOException, InterruptedException {
    each(link, _ -> true, taker);
  }

  /// Takes them. Hot.
  interface Taker {
    void sample(int series, long time, double value) throws IOException;
  }
}
