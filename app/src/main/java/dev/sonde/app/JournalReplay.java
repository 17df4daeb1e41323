package dev.sonde.app;

import dev.sonde.api.BatchId;
import dev.sonde.api.Encoded;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.delivery.CourierPlan;
import dev.sonde.engine.BlockingCalls;
import dev.sonde.journal.DeadLetter;
import dev.sonde.journal.JournalFolder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// `sonde journal replay`: sends samples to a destination again, selected as its courier does. No
/// cursor moves: a Sonde that runs on the same journal goes on undisturbed.
final class JournalReplay {
  private static final int TRIES = 5;

  /// So many refusals in a row, and nothing taken: what is refused is cut no more.
  private static final int MOST_CUTS = 64;

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Shell shell;
  private final Time time;
  private final SondeConfig config;
  private final Span span;
  private final boolean deadLetters;
  private long sent;
  private long refused;
  private int refusals;
  private String trouble = "";

  /// @param deadLetters those, and not the journal's own samples
  JournalReplay(Shell shell, Time time, SondeConfig config, Span span, boolean deadLetters) {
    this.deadLetters = deadLetters;
    this.shell = shell;
    this.time = time;
    this.config = config;
    this.span = span;
  }

  int run(JournalFolder folder, Optional<String> to)
      throws UsageException, IOException, InterruptedException {
    List<CourierPlan> plans =
        Wiring.couriers(config, new Surroundings(shell.environment(), new BlockingCalls()));
    CourierPlan plan = plan(plans, to);
    var stretches =
        new Stretches(
            span, plan.selection(), UUID.randomUUID(), ThreadLocalRandom.current().nextLong());
    var progress = new Progress(shell.err(), time, "sent", 0, Words::count);
    try (Shipper shipper = plan.make().get()) {
      if (deadLetters) {
        letters(folder, plan, stretches, shipper);
      } else {
        stretches.read(
            folder,
            shipment -> {
              if (!deliver(shipper, shipment)) {
                return false;
              }
              progress.accept(sent);
              return true;
            });
      }
    }
    shell.out().println(sent + " samples sent to " + plan.name());
    if (refused > 0) {
      shell.out().println(refused + " samples refused by it");
    }
    if (!trouble.isEmpty()) {
      shell.err().println("sonde: " + trouble);
    }
    return trouble.isEmpty() && refused == 0 ? ExitCode.OK : ExitCode.FAILED;
  }

  private static CourierPlan plan(List<CourierPlan> plans, Optional<String> to)
      throws UsageException {
    List<String> names = plans.stream().map(CourierPlan::name).toList();
    String known = names.isEmpty() ? "the configuration has none" : String.join(", ", names);
    String name =
        to.orElseThrow(() -> new UsageException("replay needs --to DESTINATION: " + known));
    return plans.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new UsageException("\"" + name + "\" is no shipper: " + known));
  }

  /// Those that arrive are taken away; they were selected when they were set aside.
  private void letters(JournalFolder folder, CourierPlan plan, Stretches stretches, Shipper shipper)
      throws IOException, InterruptedException {
    List<DeadLetter> letters = folder.deadLetters(plan.name());
    for (DeadLetter each : letters) {
      long refusedBefore = refused;
      if (!deliver(shipper, stretches.whole(folder, each))) {
        return;
      }
      if (refused == refusedBefore) {
        folder.forget(each);
      }
    }
  }

  private boolean deliver(Shipper shipper, Shipment shipment) throws InterruptedException {
    Encoded encoded = shipper.encode(shipment);
    if (encoded.samples() == 0) {
      return true;
    }
    for (int attempt = 1; ; attempt++) {
      switch (send(shipper, encoded)) {
        case Outcome.Accepted(long not, _) -> {
          sent += encoded.samples() - not;
          refused += not;
          refusals = 0;
          return true;
        }
        case Outcome.Rejected(String why) -> {
          return whole(shipment, why);
        }
        case Outcome.Spoilt(String why) -> {
          refusals++;
          return refusals > MOST_CUTS ? whole(shipment, why) : halves(shipper, shipment, why);
        }
        case Outcome.TooLarge(String why) -> {
          return halves(shipper, shipment, why);
        }
        case Outcome.Again(String why) -> {
          if (attempt == TRIES) {
            return stop(why, shipment);
          }
          encoded = shipper.encode(shipment);
        }
        case Outcome.Held(String why) -> {
          return stop(why, shipment);
        }
        case Outcome.Retry(Optional<Duration> after, String why) -> {
          Duration least = Duration.ofSeconds(attempt);
          Duration pause = after.filter(each -> each.compareTo(least) > 0).orElse(least);
          if (attempt == TRIES || pause.compareTo(LONGEST_PAUSE) > 0) {
            return stop(why + ", and may be asked again in " + pause.toSeconds() + " s", shipment);
          }
          shell.err().println("once more: " + why);
          Thread.sleep(pause);
        }
      }
    }
  }

  private boolean halves(Shipper shipper, Shipment shipment, String why)
      throws InterruptedException {
    int rows = shipment.batch().size();
    BatchId id = shipment.id();
    if (rows == 1 || id.count() < 2) {
      return whole(shipment, why);
    }
    long middle = id.from() + id.count() / 2;
    var second = new BatchId(id.instance(), id.epoch(), middle, id.to());
    return deliver(shipper, shipment.part(id.until(middle), 0, rows / 2))
        && deliver(shipper, shipment.part(second, rows / 2, rows));
  }

  private boolean whole(Shipment shipment, String why) {
    refused += shipment.batch().size();
    shell.err().println("refused: " + shipment.id() + ": " + why);
    return true;
  }

  private static Outcome send(Shipper shipper, Encoded encoded) throws InterruptedException {
    try {
      return shipper.send(encoded);
    } catch (IOException noAnswer) {
      return new Outcome.Retry(Optional.empty(), String.valueOf(noAnswer.getMessage()));
    }
  }

  private boolean stop(String why, Shipment at) {
    long millis = at.batch().time(0);
    trouble =
        "stopped at samples of "
            + Instant.ofEpochMilli(millis)
            + ": "
            + why
            + "; to go on: --from "
            + Instant.ofEpochMilli(millis);
    return false;
  }
}
