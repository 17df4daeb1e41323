package dev.sonde.stores.embedded;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Looks through the file after a start, and whenever somebody found it damaged: one table each
/// time it is asked, so that nothing waits for it, but all at once when nothing could be written.
/// What is wrong with a day's table is that table's affair; what is wrong with others sets the file
/// aside.
final class Checkup {
  private final Vault vault;
  private Optional<String> last = Optional.of("");

  Checkup(Vault vault) {
    this.vault = vault;
  }

  void next() throws IOException, InterruptedException {
    boolean hurry = vault.isStuck();
    if (vault.isSuspicious() || hurry) {
      last = Optional.of("");
    }
    long of = vault.generation();
    try {
      do {
        step();
      } while (hurry && last.isPresent() && of == vault.generation());
    } finally {
      if (hurry && of == vault.generation()) {
        vault.lookedThrough();
      }
    }
  }

  private void step() throws IOException, InterruptedException {
    if (last.isEmpty()) {
      return;
    }
    String after = last.get();
    Optional<String> table;
    try (Lease lease = vault.lease()) {
      table = lease.work("check the store", link -> behind(link, after)).stream().findFirst();
    } catch (DamagedFileException e) {
      vault.setAside(e);
      return;
    }
    last = table;
    if (table.isPresent()) {
      Optional<IOException> wrong = wrong(table.get());
      if (wrong.isPresent() && !isSaved(table.get())) {
        vault.setAside(wrong.get());
      }
    }
  }

  private boolean isSaved(String table) throws IOException, InterruptedException {
    try {
      return Salvage.save(vault, table);
    } catch (DamagedFileException _) {
      return false;
    }
  }

  private static List<String> behind(Link link, String after) throws SQLException {
    return link.all(
        row -> Link.text(row, 1),
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name > ?"
            + " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '"
            + Salvage.DAMAGED
            + "%' AND name NOT LIKE '"
            + Salvage.SAVED
            + "%' ORDER BY name LIMIT 1",
        after);
  }

  private Optional<IOException> wrong(String table) throws IOException, InterruptedException {
    try (Lease lease = vault.lease()) {
      List<String> found =
          lease.work(
              "check the store",
              Calls.CHECKING,
              link -> link.all(row -> Link.text(row, 1), "PRAGMA quick_check('" + table + "')"));
      return found.equals(List.of("ok"))
          ? Optional.empty()
          : Optional.of(new IOException(table + ": " + found.getFirst()));
    } catch (DamagedFileException e) {
      return Optional.of(e);
    }
  }
}
