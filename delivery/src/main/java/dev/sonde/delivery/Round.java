package dev.sonde.delivery;

import dev.sonde.api.BatchId;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipper;
import dev.sonde.journal.Destination;
import dev.sonde.journal.Standing;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One shipper's turn at one destination, step by step: take, read, select, encode, send, settle.
///
/// # Implementation notes
///
/// A step does as much as it can without waiting and says what to wait for, so that the thread, the
/// clock and the tests stay outside. Three things outlive a step: the batch in hand (a retry sends
/// the same bytes), the ending that the disk has not taken yet (a full disk never makes it send
/// twice), and what the destination said about its own cursor.
///
/// Journal trouble, a silent destination and a defect all end in [#failed]: wait with back-off, go
/// on. Nothing is given up by time or count except a suspect that was isolated to one sample, and a
/// dead letter that could not be written for [CourierConfig#setAsideFor]. The third single sample
/// in a row that is too large is held instead: the limit is wrong, and dead letters would be
/// endless.
final class Round {
  private static final int MOST_FORMS = 4;
  private static final String NOT_KEPT = "not_kept";
  private static final String REJECTED = "rejected";
  private static final String MEND_ACCESS = "after a change of the configuration, reload";
  private static final String MEND_LIMIT = "raise that limit over there";

  private final Kit kit;
  private final CourierPlan plan;
  private final Destination destination;
  private final Shipper shipper;
  private final Loader loader;
  private final Endings endings;
  private final Backoff backoff;
  private final Poison poison;
  private final Culprits culprits = new Culprits();
  private final BatchSize size;
  private final Progress progress = new Progress();
  private final Hindsight hindsight;
  private final Unclear unclear;
  private final Complaints complaints;
  private int forms;

  /// @param begun a batch that was in hand under the shipper before
  Round(Kit kit, CourierPlan plan, Destination destination, Shipper shipper, @Nullable Load begun) {
    this.kit = kit;
    this.plan = plan;
    this.destination = destination;
    this.shipper = shipper;
    this.backoff = new Backoff(plan.config(), kit.random());
    this.poison = new Poison(plan.config(), kit.time());
    this.size = new BatchSize(plan.config().batchSamples());
    this.unclear = new Unclear(destination.standing());
    this.complaints = new Complaints(kit.log(), kit.time());
    this.loader = new Loader(kit, plan, destination, shipper, complaints, begun);
    this.hindsight = new Hindsight(destination, shipper);
    this.endings = new Endings(kit, destination, complaints, plan.config().setAsideFor());
  }

  /// Is there something that must be written down before another shipper may go on?
  boolean unfinished() {
    return endings.unfinished();
  }

  /// The batch in hand, for the shipper that comes after this one.
  @Nullable Load handOver() {
    Load load = loader.inHand();
    return load == null ? null : load.unencoded();
  }

  Next step() {
    try {
      return advance();
    } catch (IOException trouble) {
      return failed(Trouble.of("the journal's disk: " + Words.of(trouble)));
    } catch (RuntimeException | LinkageError | StackOverflowError defect) {
      complaints.defect(defect);
      return failed(Trouble.of(defect));
    }
  }

  private Next advance() throws IOException {
    if (unfinished()) {
      return finish();
    }
    Load load = loader.inHand();
    Optional<BatchId> taken = load == null ? take() : Optional.of(load.id());
    if (taken.isEmpty()) {
      kit.breaker().passed(0);
      return Next.WHEN_MORE;
    }
    return progress.mustAsk(taken.get()) ? ask(taken.get()) : place(taken.get());
  }

  private Optional<BatchId> take() throws IOException {
    long from = destination.standing().cursor();
    int most = culprits.most(poison.most(size.now(), from), from);
    return destination.take(most, plan.selectionHash());
  }

  private Next ask(BatchId id) throws IOException {
    long begins = destination.begins(id.epoch());
    OptionalLong upTo;
    long lacks;
    try {
      upTo = sane(kit.interrupts().calling(() -> shipper.progress(id.instance(), id.epoch())));
      lacks =
          upTo.isPresent() && upTo.getAsLong() <= begins
              ? kit.interrupts().calling(() -> hindsight.lacksFrom(begins))
              : begins;
    } catch (IOException silent) {
      return failed(Trouble.of(silent));
    } catch (InterruptedException interrupted) {
      return interrupted();
    }
    progress.answered(id, upTo, begins);
    return lacks < begins ? rewind(id, lacks) : place(id);
  }

  private OptionalLong sane(OptionalLong upTo) {
    long head = destination.standing().head();
    if (upTo.isPresent() && (upTo.getAsLong() < 0 || upTo.getAsLong() > head)) {
      complaints.error(
          "the destination says it has samples up to {}, but only {} were ever accepted here; that"
              + " is ignored: another machine may send under this one's identity",
          upTo.getAsLong(),
          head);
      return OptionalLong.empty();
    }
    return upTo;
  }

  private Next place(BatchId id) throws IOException {
    return switch (progress.place(id)) {
      case Progress.Place.GoOn() -> send(loader.load(id));
      case Progress.Place.HasAll() -> delivered(loader.load(id));
      case Progress.Place.HasUntil(var to) -> {
        loader.drop();
        yield delivered(loader.load(destination.cut(to)));
      }
      case Progress.Place.Lacks(var to) -> rewind(id, to);
    };
  }

  /// Nothing may be in flight when it rewinds: one sample is called delivered, and waits again
  /// right after, as it lies behind the place to which it rewinds.
  private Next rewind(BatchId id, long to) throws IOException {
    loader.drop();
    BatchId one = id.count() > 1 ? destination.cut(id.from() + 1) : id;
    destination.settle(loader.load(one).tally().accepted());
    loader.drop();
    long again = destination.rewind(to);
    progress.rewound(to);
    kit.log()
        .warn(
            "the destination has samples up to {} only, though {} were delivered: it lost them (a"
                + " power cut, a backup that was restored), or it is another one; {} of them are"
                + " still in the journal and are sent again",
            to,
            id.from(),
            Math.max(0, again - 1));
    return Next.AT_ONCE;
  }

  private Next send(Load unsent) throws IOException {
    if (unsent.shipment().isEmpty()) {
      return end(new Ending.LeftOut(unsent.tally().accepted()));
    }
    try {
      Load ready = loader.encoded(unsent);
      return ready.saying().said() == 0
          ? end(new Ending.LeftOut(ready.tally().accepted()))
          : sendOnce(ready);
    } catch (RuntimeException | LinkageError | StackOverflowError defect) {
      if (unfinished()) {
        throw defect;
      }
      doubt(unsent);
      complaints.defect(defect);
      return answeredBadly(unsent, Trouble.of(defect));
    }
  }

  private Next sendOnce(Load ready) throws IOException {
    kit.ledger().attempted();
    Outcome outcome;
    try {
      tell(ready.id());
      outcome = kit.interrupts().calling(() -> shipper.send(ready.encoded().orElseThrow()));
    } catch (IOException silent) {
      doubt(ready);
      kit.ledger().failed();
      return failed(Trouble.of(silent));
    } catch (InterruptedException interrupted) {
      doubt(ready);
      return interrupted();
    }
    return follow(ready, outcome);
  }

  private void tell(BatchId inFlight) {
    Standing now = destination.standing();
    long dropped = now.dropped().values().stream().mapToLong(Long::longValue).sum();
    shipper.stands(Math.max(0, now.pending() - inFlight.count()), dropped);
  }

  private void doubt(Load sent) {
    progress.doubt();
    unclear.attempted(sent.id());
  }

  private Next follow(Load sent, Outcome outcome) throws IOException {
    return switch (outcome) {
      case Outcome.Accepted(var refused, var why) -> accepted(sent, refused, why);
      case Outcome.Retry(var after, var why) -> retry(sent, Trouble.retry(after, why));
      case Outcome.Again(var why) -> again(why);
      case Outcome.Held(var why) -> held(Trouble.held(MEND_ACCESS, why));
      case Outcome.TooLarge(var why) -> tooLarge(sent, why);
      case Outcome.Spoilt(var why) -> spoilt(sent, why);
      case Outcome.Rejected(var why) -> setAside(sent, REJECTED, why);
    };
  }

  /// Who says when to come back is busy, and does not complain of this batch.
  private Next retry(Load sent, Trouble trouble) throws IOException {
    if (trouble.after().isPresent()) {
      return held(trouble);
    }
    unclear.attempted(sent.id());
    return answeredBadly(sent, trouble);
  }

  /// A shipper that changes its mind for ever would never wait.
  private Next again(String why) {
    loader.unencode();
    forms++;
    if (forms > MOST_FORMS) {
      forms = 0;
      return held(Trouble.of("the shipper finds no form that the destination takes: " + why));
    }
    kit.log().info("the batch is encoded anew: {}", why);
    return Next.AT_ONCE;
  }

  private Next held(Trouble trouble) {
    kit.ledger().failed();
    return failed(trouble);
  }

  private Next accepted(Load sent, long refused, String why) throws IOException {
    long said = sent.saying().said();
    if (refused < 0 || refused > said) {
      complaints.error(
          "a defect in the destination: it refused {} of {} samples: {}", refused, said, why);
    } else if (refused > 0) {
      complaints.warn("the destination refused {} of {} samples: {}", refused, said, why);
    }
    String reason = unclear.reason(sent.id(), Tally.REFUSED);
    return end(new Ending.Delivered(sent.tally().accepted(refused, reason)));
  }

  private Next delivered(Load arrived) throws IOException {
    return end(new Ending.Delivered(arrived.tally().accepted()));
  }

  private Next answeredBadly(Load sent, Trouble trouble) throws IOException {
    kit.ledger().failed();
    poison.failed(sent.id());
    if (!poison.suspects(sent.id()) || !answers()) {
      return failed(trouble);
    }
    if (sent.rows() == 1) {
      poison.found();
      return setAside(sent, "poison", trouble.why());
    }
    poison.isolate(sent.id());
    kit.log()
        .warn(
            "this batch fails again and again while the destination answers otherwise: {}; it is"
                + " cut in halves to find the sample at fault: {}",
            sent.id(),
            trouble.why());
    return halve(sent);
  }

  private boolean answers() {
    try {
      return kit.interrupts().calling(shipper::answers);
    } catch (IOException | InterruptedException silent) {
      return false;
    } catch (RuntimeException defect) {
      complaints.defect(defect);
      return false;
    }
  }

  private Next tooLarge(Load sent, String why) throws IOException {
    if (sent.rows() == 1) {
      return oneTooLarge(sent, why);
    }
    size.tooLarge(sent.id().count());
    return halve(sent);
  }

  private Next oneTooLarge(Load sent, String why) throws IOException {
    size.oneTooLarge();
    return size.limitIsWrong()
        ? held(
            Trouble.held(
                MEND_LIMIT,
                "takes not even one sample: its size limit, or that of a proxy before it, is too"
                    + " small: "
                    + why))
        : setAside(sent, "too_large", why);
  }

  private Next spoilt(Load sent, String why) throws IOException {
    return culprits.worthACut(sent.id(), sent.rows())
        ? halve(sent)
        : setAside(sent, unclear.reason(sent.id(), REJECTED), why);
  }

  private Next halve(Load whole) throws IOException {
    return end(new Ending.Cut(whole.id().from() + whole.id().count() / 2));
  }

  private Next setAside(Load wrong, String reason, String answer) throws IOException {
    Tally tally = wrong.tally();
    return end(
        new Ending.SetAside(
            wrong.shipment().orElseThrow(),
            Words.tidy(answer, Words.LETTER),
            tally.dropped(reason),
            tally.dropped(NOT_KEPT)));
  }

  private Next end(Ending with) throws IOException {
    endings.begin(with);
    return finish();
  }

  private Next finish() throws IOException {
    switch (endings.write()) {
      case Ending.Delivered(var settlement) -> {
        keepWhatIsNotSafe();
        size.delivered();
        culprits.taken();
        settled(true);
        kit.breaker().succeeded(pending());
        kit.ledger().delivered(settlement.delivered());
      }
      case Ending.LeftOut _ -> {
        culprits.leftOut();
        settled(false);
        kit.breaker().passed(pending());
      }
      case Ending.SetAside aside -> {
        settled(false);
        kit.breaker().refused(aside.shipment().batch().size(), aside.answer(), pending());
      }
      case Ending.Cut _ -> {}
    }
    loader.drop();
    forms = 0;
    return Next.AT_ONCE;
  }

  private void keepWhatIsNotSafe() {
    Load done = loader.inHand();
    if (done != null) {
      long begins = destination.begins(done.id().epoch());
      shipper
          .durable(done.id().instance(), done.id().epoch())
          .ifPresent(upTo -> destination.safeUpTo(Math.max(upTo, begins)));
    }
  }

  private void settled(boolean arrived) {
    Load done = loader.inHand();
    if (done != null) {
      progress.passed(done.id(), arrived);
    }
    complaints.healed();
  }

  private long pending() {
    return destination.standing().pending();
  }

  private Next interrupted() {
    return kit.interrupts().over()
        ? Next.AT_ONCE
        : failed(Trouble.of("the shipper was interrupted"));
  }

  private Next failed(Trouble trouble) {
    Breaker breaker = kit.breaker();
    long wait = backoff.nanos(breaker.state().failures() + 1, trouble.after());
    breaker.failed(trouble, plan.config().openAfter(), wait, pending());
    kit.log().debug("failed, next try in {}: {}", Duration.ofNanos(wait), trouble.why());
    return new Next.After(wait);
  }
}
