package dev.sonde.stores.embedded;

import dev.sonde.api.Time;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Packs windows that are over: a row for each batch becomes a chunk for each series.
///
/// # Implementation notes
///
/// A window is packed slice by slice, so that memory does not depend on how much comes in and what
/// is done stays done. Chunks are written some at a time, then the rows go, the oldest first.
/// Between, samples are there twice; that changes no answer, as rows stand above chunks and say the
/// same. Whatever comes for the window meanwhile is a later row and stays. Samples that trickle in
/// late wait for a while, so that not every one packs its chunk anew.
final class Sealer {
  private static final int ROWS_AT_A_TIME = 512;
  private static final long FEW_ROWS = 4096;
  private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(15);

  private final Time time;
  private final Vault vault;
  private final Budget budget;
  private final Map<Long, Long> sealed = new HashMap<>();

  Sealer(Time time, Vault vault, Budget budget) {
    this.time = time;
    this.vault = vault;
    this.budget = budget;
  }

  void seal() throws IOException, InterruptedException {
    long now = time.wallMillis();
    try (Lease lease = vault.lease()) {
      List<Ripe> all = lease.work("look for what to pack", link -> Ripe.all(link, now));
      sealed.values().removeIf(each -> time.nanos() - each > PAUSE_NANOS);
      for (Ripe each : all) {
        if (!sealed.containsKey(each.window()) || each.rows() > FEW_ROWS) {
          seal(lease, each);
          sealed.put(each.window(), time.nanos());
        }
      }
    }
  }

  private void seal(Lease lease, Ripe ripe) throws IOException, InterruptedException {
    long from = Windows.rows(ripe.window());
    while (from <= ripe.last()) {
      lease.renew();
      long end = new Crop(vault, ripe, budget, from).pack(lease);
      lease.renew();
      takeAway(ripe, from, end);
      from = end;
    }
  }

  private void takeAway(Ripe ripe, long from, long end) throws IOException, InterruptedException {
    for (long to = from; to < end; to += ROWS_AT_A_TIME) {
      long first = to;
      long last = Math.min(end, to + ROWS_AT_A_TIME) - 1;
      vault.write(
          "take away rows",
          (link, _) ->
              link.change(
                  "DELETE FROM " + ripe.day().head() + " WHERE id >= ? AND id <= ?", first, last));
    }
  }
}
