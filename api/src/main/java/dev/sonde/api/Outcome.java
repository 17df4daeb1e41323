package dev.sonde.api;

import java.time.Duration;
import java.util.Optional;

/// What became of one attempt to deliver a batch. Texts are for people and carry no secrets.
public sealed interface Outcome {
  /// It has arrived.
  Outcome ACCEPTED = new Accepted(0, "");

  /// It has arrived, or all but a few.
  ///
  /// @param refused samples that the destination said it did not take
  /// @param why its reason, empty when it took all
  record Accepted(long refused, String why) implements Outcome {}

  /// Not now: try again.
  ///
  /// @param after when the destination wants to be asked again; who says so is busy, so it is never
  ///   blamed on the batch, however often it is said
  /// @param why what it said
  record Retry(Optional<Duration> after, String why) implements Outcome {}

  /// A person has to mend something first (a key, an address); tried again all the same.
  record Held(String why) implements Outcome {}

  /// Too much at once: the courier sends it in halves.
  record TooLarge(String why) implements Outcome {}

  /// The shipper has learnt which form the destination understands: the courier has the same batch
  /// encoded anew and sends it at once, under the same id. Nothing has arrived.
  record Again(String why) implements Outcome {}

  /// Some samples of it are wrong for this destination, and for their sake it refused the batch:
  /// the courier cuts it until they stand alone. Only for destinations that keep one value for a
  /// series and an instant, as some of the others may have arrived.
  record Spoilt(String why) implements Outcome {}

  /// The batch itself is wrong for this destination, and always will be.
  record Rejected(String why) implements Outcome {}
}
