package dev.sonde.api;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/// A destination elsewhere. It turns batches into bytes and moves bytes; waiting, retrying and
/// counting belong to the courier that calls it.
///
/// One courier calls it, from one thread at a time: `encode`, then `send` as often as it takes.
/// Made without touching the network. After [#close] nothing more is called; closing twice is fine.
public interface Shipper extends AutoCloseable {
  /// Turns a batch into bytes. Pure: the same shipment gives the same bytes, whatever the clock and
  /// whatever was encoded before; only what an [Outcome.Again] said changes the form. What it gives
  /// is valid until the next call.
  Encoded encode(Shipment shipment);

  /// Tries once to deliver, with a deadline of its own.
  ///
  /// @throws IOException when there was no answer: what was sent may have arrived
  Outcome send(Encoded encoded) throws IOException, InterruptedException;

  /// How things stand here, told before a batch is sent: for those that tell the destination.
  ///
  /// @param waiting samples that wait behind the batch
  /// @param dropped samples that were dropped before they could be sent, since there is the
  ///   destination
  default void stands(long waiting, long dropped) {}

  /// How far the destination has this Sonde's samples, when it keeps that itself: the running
  /// number after the last one of this epoch that it holds, 0 for none. Empty when it does not
  /// know: then the courier's own cursor counts.
  ///
  /// @throws IOException when there was no answer
  default OptionalLong progress(UUID instance, long epoch)
      throws IOException, InterruptedException {
    return OptionalLong.empty();
  }

  /// The same for what would survive a power cut over there, as far as it knows without asking
  /// anybody. Empty when there is no difference.
  default OptionalLong durable(UUID instance, long epoch) {
    return OptionalLong.empty();
  }

  /// Does the destination answer at all? Asked when it keeps failing on one batch, to tell a bad
  /// batch from a bad day.
  default boolean answers() throws InterruptedException {
    return false;
  }

  /// Reaches the destination without sending it anything, for `sonde check --connect`. Has
  /// deadlines of its own.
  default Examination examine() throws InterruptedException {
    return new Examination(true, List.of("nothing to reach"));
  }

  @Override
  default void close() {}
}
