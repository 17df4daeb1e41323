package dev.sonde.stores.embedded;

import dev.sonde.api.Time;
import dev.sonde.api.store.Holding;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is due from time to time, one thing after the other; what fails does not keep the rest from
/// being done.
final class Tending {
  private interface Duty {
    void run() throws IOException, InterruptedException;
  }

  private final Time time;
  private final SteadyClock clock;
  private final Vault vault;
  private final Sealer sealer;
  private final Thinner thinner;
  private final Retention retention;
  private final Stock stock;
  private final List<Duty> duties;
  private Due due = Due.NOTHING;
  private int pruned = Integer.MIN_VALUE;

  Tending(EmbeddedConfig config, Time time, SteadyClock clock, Vault vault, Durable durable) {
    this.time = time;
    this.clock = clock;
    this.vault = vault;
    this.sealer = new Sealer(time, vault, Budget.STANDARD);
    this.thinner = new Thinner(config, time, clock, vault);
    this.retention = new Retention(config, time, clock, vault, thinner);
    this.stock = new Stock(vault);
    this.duties =
        List.of(
            new Checkup(vault)::next,
            this::look,
            this::seal,
            this::thin,
            () -> retention.drop(due),
            this::prune,
            durable::sync,
            stock::take);
  }

  Optional<Holding> holding() {
    return stock.last();
  }

  void tend() throws IOException, InterruptedException {
    IOException first = null;
    for (Duty each : duties) {
      first = run(each, first);
    }
    if (first != null) {
      throw first;
    }
  }

  private static @Nullable IOException run(Duty duty, @Nullable IOException before)
      throws InterruptedException {
    try {
      duty.run();
      return before;
    } catch (IOException e) {
      if (before == null) {
        return e;
      }
      before.addSuppressed(e);
      return before;
    }
  }

  private void look() throws IOException, InterruptedException {
    due = Due.NOTHING;
    long now = time.wallMillis();
    due = vault.write("look for what is due", (link, _) -> Due.of(link, now));
  }

  private void seal() throws IOException, InterruptedException {
    if (sealer.seal(due.ripe())) {
      look();
    }
  }

  private void thin() throws IOException, InterruptedException {
    if (thinner.thin(due.days().values())) {
      look();
    }
  }

  /// Once a day.
  private void prune() throws IOException, InterruptedException {
    int today = Windows.day(clock.now());
    if (pruned != today) {
      vault.write(
          "forget old marks",
          (link, _) -> {
            Marks.prune(link, today);
            return true;
          });
      pruned = today;
    }
  }
}
