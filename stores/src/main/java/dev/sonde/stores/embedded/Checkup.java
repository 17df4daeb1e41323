package dev.sonde.stores.embedded;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Looks through the file after a start, and whenever somebody found it damaged: one table each
/// time it is asked, so that nothing waits for it.
final class Checkup {
  private final Vault vault;
  private Optional<String> last = Optional.of("");

  Checkup(Vault vault) {
    this.vault = vault;
  }

  void next() throws IOException, InterruptedException {
    if (vault.isSuspicious()) {
      last = Optional.of("");
    }
    if (last.isEmpty()) {
      return;
    }
    String after = last.get();
    List<String> wrong;
    try (Lease lease = vault.lease()) {
      last =
          lease
              .work(
                  "check the store",
                  link ->
                      link.all(
                          row -> Link.text(row, 1),
                          "SELECT name FROM sqlite_master WHERE type = 'table' AND name > ?"
                              + " AND name NOT LIKE 'sqlite_%' ORDER BY name LIMIT 1",
                          after))
              .stream()
              .findFirst();
      if (last.isEmpty()) {
        return;
      }
      String table = last.get();
      wrong =
          lease.work(
              "check the store",
              link -> link.all(row -> Link.text(row, 1), "PRAGMA quick_check('" + table + "')"));
    } catch (DamagedFileException e) {
      vault.setAside(e);
      return;
    }
    if (!wrong.equals(List.of("ok"))) {
      vault.setAside(new IOException(last.get() + ": " + wrong.getFirst()));
    }
  }
}
