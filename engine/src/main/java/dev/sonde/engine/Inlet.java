package dev.sonde.engine;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Caller;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Push;
import dev.sonde.api.Reception;
import dev.sonde.api.Time;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One receiver's way into the engine, with its counts.
final class Inlet implements Reception {
  /// What sort of component it is.
  static final String KIND = "receiver";

  private final InletWorks works;
  private final SeriesHash hash;
  private final Logger log;
  private final Ledger ledger = new Ledger();
  private final History history;

  /// @param hash the same for all that share their tenants
  Inlet(String name, InletWorks works, SeriesHash hash) {
    this.hash = hash;
    this.works = works;
    this.log = LoggerFactory.getLogger("sonde.receiver." + name);
    this.history = new History(KIND, name);
  }

  @Override
  public Push begin(Caller from, Labels more) {
    Time time = works.time();
    long now = time.nanos();
    Tenant tenant = works.tenants().of(from, more, now);
    Pipeline pipeline = works.pipeline().get();
    return new OpenPush(this, tenant, pipeline, works.hauls().take(), now, time.wallMillis());
  }

  SeriesHash hash() {
    return hash;
  }

  void describe(Family family) {
    works.families().declare(family);
  }

  /// Takes a push to the journal, and shows it once it is there.
  Appended take(Haul haul, Origin origin, long startNanos) {
    Batch batch = haul.batch;
    boolean nothing = batch.isEmpty() && haul.notes.isEmpty() && !(origin instanceof Origin.Sender);
    Appended answer = nothing ? Appended.ACCEPTED : append(haul, origin);
    switch (answer) {
      case Appended.Accepted _ -> works.live().applyNewest(batch);
      case Appended.Repeated _ -> haul.tally.repeated(batch.size());
      case Appended.Refused refused -> haul.tally.refused(refused.reason(), batch.size());
    }
    ledger.taken(haul.tally, answer instanceof Appended.Accepted ? batch.size() : 0);
    ended(startNanos, answer);
    return answer;
  }

  /// Takes back what a push worked in.
  void end(Haul haul, boolean committed) {
    if (!committed) {
      haul.tally.refused("not_committed", haul.batch.size());
      ledger.taken(haul.tally, 0);
    }
    works.hauls().giveBack(haul);
  }

  synchronized ComponentStatus status() {
    return history.status(ledger.totals());
  }

  /// A journal that throws has a defect: what it did not take is not taken.
  private Appended append(Haul haul, Origin origin) {
    try {
      return works.intake().append(haul.batch, origin, haul.notes);
    } catch (RuntimeException defect) {
      log.error("a push could not be appended", defect);
      return new Appended.Refused("journal_failed", Duration.ofSeconds(5));
    }
  }

  private void ended(long startNanos, Appended answer) {
    long took = works.time().nanos() - startNanos;
    long startMillis = works.time().wallMillis() - took / 1_000_000;
    var failure =
        answer instanceof Appended.Refused refused
            ? new IllegalStateException("the journal takes nothing: " + refused.reason())
            : null;
    new RunReport(log, status(), ended(startMillis, took, failure)).tell(Map.of(), failure);
  }

  private synchronized ComponentStatus ended(
      long startMillis, long tookNanos, @Nullable Throwable failure) {
    history.ended(startMillis, tookNanos, failure, Map.of());
    return history.status(ledger.totals());
  }
}
