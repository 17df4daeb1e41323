package dev.sonde.engine;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Intake;
import dev.sonde.api.Origin;
import dev.sonde.api.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way of all producers to the journal. Collectors can't be asked to wait, so what the journal
/// refuses stays here, within a bound, and goes before anything newer does.
///
/// # Implementation notes
///
/// While anything waits, every batch goes to the end of the queue, so order holds for each producer
/// whoever's thread it is that drains. One thread drains at a time; what it has in hand stands in
/// `moving` and still counts as waiting. Nobody holds the lock while the journal answers.
///
/// A batch that no journal takes, as it is larger than a record may be, is refused and not kept:
/// others would wait behind it.
///
/// The journal counts what it refuses, and says when to come again. Until then it is not asked, or
/// what waits would be counted with each batch that joins it.
///
/// A series whose samples wait may have left the table: it stays itself, its index is not given
/// again, and the journal writes it down by name.
final class Overflow {
  static final int MOST_SAMPLES = 200_000;

  /// Enough that a long queue goes in few appends, each of which may wait for a sync.
  private static final int AT_ONCE = 10_000;

  /// What the journal says of a batch that it can never take.
  static final String TOO_LARGE = "too_large";

  private static final Logger LOG = LoggerFactory.getLogger("sonde.journal");

  private final Time time;
  private final Intake intake;
  private final int most;
  private final ArrayDeque<WaitingBatch> queue = new ArrayDeque<>();
  private List<WaitingBatch> moving = List.of();
  private int weight;

  /// So many go one by one.
  private int alone;

  private String reason = "";
  private long refusedNanos;
  private long restNanos;

  /// @param most samples that may wait, those with more than a value by their weight
  Overflow(Time time, Intake intake, int most) {
    this.time = time;
    this.intake = intake;
    this.most = most;
  }

  /// Takes a batch to the journal, or keeps it until the journal takes it. The batch is the
  /// caller's again once this returns.
  ///
  /// @param ledger of the batch's component: learns what becomes of it
  /// @param run what the component counted, the batch as received
  void append(Batch batch, Ledger ledger, Tally run) {
    if (!batch.isEmpty() && isRested()) {
      drain();
    }
    if (batch.isEmpty() || (isEmpty() && taken(batch))) {
      ledger.taken(run, batch.size());
    } else {
      ledger.waits(run, batch.size());
      keep(new WaitingBatch(batch, ledger));
    }
  }

  /// Takes a batch to the journal, behind all that waits, or not at all: then nothing is counted,
  /// and it may be tried again.
  Appended appendNow(Batch batch, Ledger ledger, Tally run) {
    if (isRested()) {
      drain();
    }
    Appended answer = isRested() && isEmpty() ? offer(batch) : refusal();
    if (answer instanceof Appended.Refused refused) {
      rest(refused);
    } else {
      ledger.taken(run, batch.size());
    }
    return answer;
  }

  private synchronized Appended.Refused refusal() {
    long rest = restNanos - (time.nanos() - refusedNanos);
    return new Appended.Refused(reason, Duration.ofNanos(Math.max(0, rest)));
  }

  private boolean taken(Batch batch) {
    return switch (offer(batch)) {
      case Appended.Accepted _, Appended.Repeated _ -> true;
      case Appended.Refused refused -> {
        rest(refused);
        yield false;
      }
    };
  }

  /// Tries once more, and gives up what is still not taken. Nothing may be appended any more.
  void close() {
    drain();
    int lost = giveUp(0);
    if (lost > 0) {
      LOG.error("{} samples that waited in memory are lost: {}", lost, reason);
    }
  }

  private void drain() {
    for (List<WaitingBatch> next = take(); !next.isEmpty(); next = take()) {
      var batch = new Batch();
      next.forEach(each -> each.addTo(batch));
      switch (offer(batch)) {
        case Appended.Accepted _, Appended.Repeated _ -> taken();
        case Appended.Refused refused -> {
          if (!refused.reason().equals(TOO_LARGE)) {
            putBack(refused);
            return;
          }
          part(refused);
        }
      }
    }
  }

  /// A journal that throws has a defect: what it did not take is not taken.
  private Appended offer(Batch batch) {
    try {
      return intake.append(batch, Origin.OWN);
    } catch (RuntimeException defect) {
      LOG.error("a batch could not be appended", defect);
      return new Appended.Refused("journal_failed", Duration.ZERO);
    }
  }

  private synchronized boolean isEmpty() {
    return queue.isEmpty() && moving.isEmpty();
  }

  private synchronized boolean isRested() {
    return time.nanos() - refusedNanos >= restNanos;
  }

  private synchronized void rest(Appended.Refused refused) {
    reason = refused.reason();
    refusedNanos = time.nanos();
    restNanos = refused.retryAfter().toNanos();
  }

  private synchronized void keep(WaitingBatch batch) {
    queue.addLast(batch);
    weight += batch.weight();
    giveUp(most);
  }

  /// Nothing, when another thread is at it.
  private synchronized List<WaitingBatch> take() {
    if (!moving.isEmpty() || queue.isEmpty()) {
      return List.of();
    }
    var next = new ArrayList<WaitingBatch>();
    int size = 0;
    int most = alone > 0 ? 0 : AT_ONCE;
    alone = Math.max(0, alone - 1);
    while (!queue.isEmpty() && (size == 0 || size + queue.getFirst().weight() <= most)) {
      size += queue.getFirst().weight();
      next.add(queue.removeFirst());
    }
    moving = next;
    return next;
  }

  private synchronized void taken() {
    for (WaitingBatch each : moving) {
      weight -= each.weight();
      each.ledger.accepted(each.size());
    }
    moving = List.of();
  }

  /// Several that are too large together go one by one; one that is too large by itself never goes.
  private synchronized void part(Appended.Refused refused) {
    if (moving.size() > 1) {
      alone = moving.size();
      moving.reversed().forEach(queue::addFirst);
    } else {
      WaitingBatch one = moving.getFirst();
      weight -= one.weight();
      one.ledger.refused(refused.reason(), one.size());
    }
    moving = List.of();
  }

  private synchronized void putBack(Appended.Refused refused) {
    rest(refused);
    moving.reversed().forEach(queue::addFirst);
    moving = List.of();
    giveUp(most);
  }

  private synchronized int giveUp(int bound) {
    int lost = 0;
    while (weight > bound && !queue.isEmpty()) {
      WaitingBatch oldest = queue.removeFirst();
      weight -= oldest.weight();
      lost += oldest.size();
      oldest.ledger.refused(reason, oldest.size());
    }
    return lost;
  }
}
