package dev.sonde.app;

import dev.sonde.api.Batch;
import dev.sonde.api.Encoded;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Outcome;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import dev.sonde.api.Time;
import dev.sonde.api.Verdict;
import dev.sonde.delivery.CourierConfig;
import dev.sonde.delivery.CourierPlan;
import dev.sonde.delivery.Couriers;
import dev.sonde.delivery.DeliveryMetrics;
import dev.sonde.journal.Journal;
import dev.sonde.journal.JournalConfig;
import dev.sonde.journal.JournalContext;
import dev.sonde.journal.MemoryDisk;
import dev.sonde.journal.StartAt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/// A journal that refused something, and a destination for which something was filtered and
/// something dropped: every metric of theirs is there.
final class SettledDelivery implements AutoCloseable {
  private static final Duration NO_WAIT = Duration.ZERO;

  private final IntSupplier indexes = new AtomicInteger()::getAndIncrement;
  private final Journal journal;
  private final Couriers couriers;

  SettledDelivery() throws IOException {
    journal =
        Journal.open(
            new MemoryDisk(16 << 20),
            JournalConfig.DEFAULT,
            new JournalContext(Time.SYSTEM, indexes, "", () -> {}));
    couriers = new Couriers(journal, Time.SYSTEM, Random::new, indexes);
    CourierConfig usual = CourierConfig.DEFAULT;
    var hurried =
        new CourierConfig(
            usual.batchSamples(),
            NO_WAIT,
            usual.backoffBase(),
            usual.backoffCap(),
            usual.retryAfterMost(),
            usual.openAfter(),
            usual.poisonTries(),
            usual.poisonAfter(),
            usual.setAsideFor());
    couriers.apply(
        List.of(
            new CourierPlan(
                "any",
                "",
                hurried,
                StartAt.NOW,
                true,
                Rejecting::new,
                (name, _) -> name.equals("b") ? new Verdict.Drop("b") : Verdict.KEEP,
                1)));
    var batch = new Batch();
    batch.add(new Series("a", Labels.NONE, indexes.getAsInt()), 1_000, 1);
    batch.add(new Series("b", Labels.NONE, indexes.getAsInt()), 1_000, 1);
    journal.append(batch, Origin.UNNAMED);
    while (couriers.status().getFirst().standing().orElseThrow().pending() > 0) {
      Thread.onSpinWait();
    }
    journal.close();
    journal.append(batch, Origin.UNNAMED);
  }

  DeliveryMetrics metrics() {
    return new DeliveryMetrics(journal, couriers, Time.SYSTEM);
  }

  @Override
  public void close() {
    couriers.close();
  }

  private static final class Rejecting implements Shipper {
    @Override
    public Encoded encode(Shipment shipment) {
      return new Encoded(
          shipment.id(), ByteBuffer.wrap(new byte[1]), shipment.batch().size(), Map.of());
    }

    @Override
    public Outcome send(Encoded encoded) {
      return new Outcome.Rejected("no");
    }
  }
}
