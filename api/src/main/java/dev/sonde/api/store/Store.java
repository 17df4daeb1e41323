package dev.sonde.api.store;

import dev.sonde.api.Encoded;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipper;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// A destination that can be queried, and that owns its cursor: a batch and the place up to which
/// this Sonde's samples are stored are written in one transaction, so each sample is stored once.
///
/// # What it keeps
///
/// - One value for a series and an instant: of several, the one that came last.
/// - Samples in any order of time. One older than the retention is refused, and counted so.
/// - Every value bit by bit, the stale marker and any other NaN too. A sample with a native
///   histogram is not stored: [Encoded#unsaid] counts it as `native_histogram`.
/// - Of each name, the family that was known last.
///
/// # What it recognises
///
/// - Its own Sonde's batches: [#send] stores nothing of a batch that ends at or before [#progress],
///   and fails with an [IOException] for one that begins before it and ends behind it, so that the
///   courier asks. Running numbers that are left out, between [#progress] and a batch's beginning,
///   are left out for good.
/// - Batches that another Sonde pushed ([dev.sonde.api.Shipment#origins]): one whose numbers are
///   all stored already, whichever way they came, is left out. It remembers them for 30 days. What
///   was pushed in one go may come in several of this Sonde's batches, one right after the other:
///   the later ones are no repeats.
///
/// # Threads
///
/// One courier calls [#encode], [#send] and [#progress], [#tend] runs beside it on a thread of its
/// own, and any number of threads query. After [#close] nothing more is called; closing ends
/// queries that still run, with an [IOException].
public interface Store extends Shipper {
  /// How far it has this Sonde's samples: the running number after the last one of this epoch, 0
  /// for none. Never empty.
  @Override
  OptionalLong progress(UUID instance, long epoch) throws IOException, InterruptedException;

  /// The same for what would survive a power cut, as far as it knows without asking anybody; never
  /// more than [#progress]. The journal keeps what lies behind it. Before the first batch of an
  /// epoch is stored, whatever is there of others is durable. Never empty.
  @Override
  OptionalLong durable(UUID instance, long epoch);

  /// Stores a batch, whole or not at all.
  ///
  /// @throws IOException when it did not, or when it is not known whether it did
  @Override
  Outcome send(Encoded encoded) throws IOException, InterruptedException;

  /// Does what is due from time to time: packs, thins out, drops what is too old. Called about once
  /// a minute.
  ///
  /// @throws IOException when something could not be done; the next call tries again
  void tend() throws IOException, InterruptedException;

  /// What it holds, as of the last [#tend] that got so far; empty before. Asks nobody.
  Optional<Holding> holding();

  /// Answers questions about what is stored.
  History history();
}
