package dev.sonde.shippers.sonde;

import dev.sonde.api.BatchId;
import dev.sonde.http.Reply;
import dev.sonde.wire.json.Json;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonObject;
import dev.sonde.wire.json.JsonRules;
import dev.sonde.wire.relay.Aside;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What one hub has accepted from this shipper: told to it with what comes next, so that it can
/// tell whether somebody else brings samples under the same name, or whether it has lost some. For
/// one thread.
///
/// # Implementation notes
///
/// A hub may have taken a batch to which it gave no answer, and what it has "repeated" it may have
/// been given in another form. So only a batch that was accepted is told, and only until the next
/// attempt: then what the hub holds can't rightly be anything else.
final class Trail {
  private static final JsonRules RULES =
      JsonRules.DEFAULT.withBytes(16 << 10).withDepth(4).withValues(100);

  private @Nullable UUID instance;
  private long epoch;
  private long reached;
  private Optional<Aside.Before> before = Optional.empty();

  /// What was accepted before a batch. It is told once.
  Optional<Aside.Before> before(BatchId next) {
    Optional<Aside.Before> told = isOf(next.instance(), next.epoch()) ? before : Optional.empty();
    before = Optional.empty();
    return told;
  }

  /// A batch got an answer.
  ///
  /// @param sum the checksum under which it was sent
  void answered(BatchId id, Reply reply, int sum) {
    if (reply.succeeded()) {
      reached(id.instance(), id.epoch(), id.to());
      before = isFirst(reply) ? Optional.of(new Aside.Before(id.to(), sum)) : Optional.empty();
    }
  }

  /// How far the hub has said that it has an epoch; 0 when it has not.
  long reached(UUID of, long ofEpoch) {
    return isOf(of, ofEpoch) ? reached : 0;
  }

  /// It has it as far as that, whatever it said earlier.
  void reached(UUID of, long ofEpoch, long to) {
    instance = of;
    epoch = ofEpoch;
    reached = to;
  }

  private boolean isOf(UUID of, long ofEpoch) {
    return of.equals(instance) && epoch == ofEpoch;
  }

  private static boolean isFirst(Reply reply) {
    try {
      return Json.read(reply.body(), 0, reply.body().length, RULES) instanceof JsonObject page
          && page.text("status").filter("accepted"::equals).isPresent();
    } catch (JsonException _) {
      return false;
    }
  }
}
