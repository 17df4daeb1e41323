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

  private final Stock stock;
  private final List<Duty> duties;

  Tending(EmbeddedConfig config, Time time, SteadyClock clock, Vault vault, Durable durable) {
    var thinner = new Thinner(config, time, clock, vault);
    this.stock = new Stock(vault);
    this.duties =
        List.of(
            new Checkup(vault)::next,
            new Sealer(time, vault, Budget.STANDARD)::seal,
            thinner::thin,
            new Retention(config, time, clock, vault, thinner)::drop,
            () -> prune(clock, vault),
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

  private static void prune(SteadyClock clock, Vault vault)
      throws IOException, InterruptedException {
    int today = Windows.day(clock.now());
    vault.write(
        "forget old marks",
        (link, _) -> {
          Marks.prune(link, today);
          return true;
        });
  }
}
