package dev.sonde.stores.embedded;

import java.io.IOException;
import java.sql.SQLException;

/// Samples of one window, which can be read more than once, always in the order in which they came.
interface Source {
  void each(Link link, Taker taker) throws SQLException, IOException, InterruptedException;

  /// Takes them. Hot.
  interface Taker {
    void sample(int series, long time, double value) throws IOException;
  }
}
