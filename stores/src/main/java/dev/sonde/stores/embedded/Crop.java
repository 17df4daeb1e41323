package dev.sonde.stores.embedded;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/// Packs a slice of a window's rows within a budget, in steps that are short. For one thread at a
/// time.
final class Crop {
  private static final int CELLS = 4096;
  private static final int STEP = 1 << 21;

  private final Vault vault;
  private final Ripe ripe;
  private final Budget budget;
  private final long from;
  private final int[] cells = new int[CELLS];
  private int width = 1;
  private long next;
  private long total;

  /// @param from the first row of the slice
  Crop(Vault vault, Ripe ripe, Budget budget, long from) {
    this.vault = vault;
    this.ripe = ripe;
    this.budget = budget;
    this.from = from;
    this.next = from;
  }

  /// Packs it.
  ///
  /// @return the row behind its last one
  long pack(Lease lease) throws IOException, InterruptedException {
    lease.work("count samples", this::begin);
    while (next <= ripe.last() && total < budget.slice()) {
      lease.work("count samples", this::count);
    }
    long end = next;
    var rows = new HeadRows(vault, ripe, from, end - 1);
    if (total <= budget.small() && (long) width * CELLS <= budget.small()) {
      pack(lease, rows);
    } else {
      sort(lease, rows, end);
    }
    return end;
  }

  private boolean begin(Link link) throws SQLException {
    width = (int) (link.number(0, "SELECT max(id) FROM series") / CELLS) + 1;
    return true;
  }

  private boolean count(Link link) throws SQLException, IOException, InterruptedException {
    var rows = new HeadRows(vault, ripe, from, ripe.last());
    next = rows.countSome(link, next, Math.min(STEP, budget.slice() - total), this::count);
    return true;
  }

  private void count(int series, long time, double value) {
    total++;
    cells[Math.min(CELLS - 1, series / width)]++;
  }

  private void sort(Lease lease, HeadRows rows, long end) throws IOException, InterruptedException {
    try (var piles =
        new Piles(
            vault.beside(Piles.FILE),
            cells,
            width,
            budget.samples(),
            Windows.start(ripe.window()))) {
      next = from;
      while (next < end) {
        next = lease.work("sort samples", link -> rows.some(link, next, STEP, piles));
      }
      piles.end();
      for (int i = 0; i < piles.count(); i++) {
        lease.renew();
        pack(lease, piles.pile(i));
      }
    }
  }

  private void pack(Lease lease, Source source) throws IOException, InterruptedException {
    var sheaf = new Sheaf(vault, ripe, source, budget.samples());
    lease.work("count samples", sheaf::count);
    List<Blob> some = lease.work("pack samples", sheaf::pack);
    while (!some.isEmpty()) {
      List<Blob> blobs = some;
      vault.write("store chunks", (link, _) -> Blob.put(link, ripe.day().chunks(), "id", blobs));
      some = lease.work("pack samples", sheaf::pack);
    }
  }
}
