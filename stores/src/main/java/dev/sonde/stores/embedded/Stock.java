package dev.sonde.stores.embedded;

import dev.sonde.api.store.Holding;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Counts what is there.
final class Stock {
  private final Vault vault;
  private volatile @Nullable Holding last;

  Stock(Vault vault) {
    this.vault = vault;
  }

  Optional<Holding> last() {
    return Optional.ofNullable(last);
  }

  void take() throws IOException, InterruptedException {
    try (Lease lease = vault.lease()) {
      last = lease.work("look at the size", this::holding);
    }
  }

  private Holding holding(Link link) throws SQLException {
    return new Holding(
        bytes(link),
        link.number(0, "SELECT count(*) FROM series"),
        DayState.all(link).size(),
        vault.damages());
  }

  /// What the history takes of the file; the rest of it is free.
  static long bytes(Link link) throws SQLException {
    return (link.number(0, "PRAGMA page_count") - link.number(0, "PRAGMA freelist_count"))
        * link.number(0, "PRAGMA page_size");
  }
}
