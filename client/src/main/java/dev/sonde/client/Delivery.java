package dev.sonde.client;

import dev.sonde.delivery.CourierPlan;
import dev.sonde.delivery.CourierStatus;
import dev.sonde.delivery.Couriers;
import dev.sonde.journal.Destination;
import dev.sonde.journal.Journal;
import dev.sonde.journal.JournalStatus;
import dev.sonde.journal.Standing;
import dev.sonde.journal.StartAt;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A journal and the courier that brings to the hub what it holds.
final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.client");
  private static final String HUB = "hub";

  private final Journal journal;
  private final Means means;
  private final Couriers couriers;

  /// @param journal closed with it
  Delivery(Journal journal, Means means) {
    this.journal = journal;
    this.means = means;
    this.couriers =
        new Couriers(
            journal,
            means.time(),
            () -> RandomGenerator.of("L64X128MixRandom"),
            means.context().indexes());
    couriers.apply(List.of(plan()));
  }

  private CourierPlan plan() {
    return new CourierPlan(
        HUB,
        HUB,
        means.courier(),
        StartAt.OLDEST,
        true,
        means.shipper(),
        CourierPlan.EVERYTHING,
        0);
  }

  Journal journal() {
    return journal;
  }

  CourierStatus courier() {
    return couriers.status().getFirst();
  }

  /// Samples that still wait.
  long pending() {
    return courier().standing().map(Standing::pending).orElseGet(this::kept);
  }

  /// As long as nobody knows where the hub's place is.
  private long kept() {
    JournalStatus status = journal.status();
    return status.head() - status.oldest();
  }

  /// Delivers what can be delivered, so long at most, and a second for what hangs. Lets go of the
  /// folder.
  ///
  /// @return samples that still wait
  long close(Duration limit) {
    long until = means.time().nanos() + limit.toNanos();
    couriers.close(limit);
    long left = left();
    long rest = Math.max(means.grace().toNanos(), until - means.time().nanos());
    var closing = Thread.ofPlatform().daemon().name("sonde-client-close").start(journal::close);
    if (!means.ending(Duration.ofNanos(rest)).await(closing)) {
      LOG.debug("the folder is let go of later");
    }
    return left;
  }

  /// The courier has closed the hub's place, unless it hangs.
  private long left() {
    Optional<Standing> standing = courier().standing();
    if (standing.isPresent()) {
      return standing.get().pending();
    }
    try (Destination place = journal.destination(HUB, StartAt.OLDEST, true)) {
      return place.standing().pending();
    } catch (IOException | IllegalStateException unknown) {
      LOG.debug("what still waits is not known", unknown);
      return kept();
    }
  }
}
