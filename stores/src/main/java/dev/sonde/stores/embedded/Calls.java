package dev.sonde.stores.embedded;

import dev.sonde.api.Blocking;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/// Calls of SQLite, which may hang with the disk: on threads that can be left behind, and with
/// troubles as those outside know them.
final class Calls {
  static final Duration LIMIT = Duration.ofSeconds(60);

  /// For one table of a large file on a slow disk.
  static final Duration CHECKING = Duration.ofMinutes(10);

  private final Blocking blocking;

  Calls(Blocking blocking) {
    this.blocking = blocking;
  }

  <T> T call(String what, Callable<T> task) throws IOException, InterruptedException {
    return call(what, LIMIT, task);
  }

  <T> T call(String what, Duration limit, Callable<T> task)
      throws IOException, InterruptedException {
    try {
      return blocking.call(what, limit, task);
    } catch (TimeoutException e) {
      throw new IOException(
          "the store had no time to "
              + what
              + " within "
              + limit.toSeconds()
              + " s; look whether the disk hangs or is busy",
          e);
    } catch (SQLException e) {
      throw Database.trouble(e);
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the store failed", e);
    }
  }
}
