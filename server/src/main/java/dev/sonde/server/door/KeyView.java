package dev.sonde.server.door;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The keys of one state of the file, found by what is shown of them.
final class KeyView {
  /// A secret and the key it belongs to.
  record Entry(Key key, Proof proof) {
    /// The sooner of the ends of both.
    Optional<Instant> end() {
      Optional<Instant> one = proof.ends();
      Optional<Instant> other = key.expires();
      return one.isPresent() && other.isPresent() && other.get().isBefore(one.get())
          ? other
          : one.or(() -> other);
    }
  }

  /// Whoever comes now would wait for too long.
  static final class BusyException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private static final long PATIENCE_SECONDS = 5;

  private final Keys keys;
  private final boolean readable;
  private final Map<String, Key> byName = new HashMap<>();
  private final Map<String, Entry> byId = new HashMap<>();
  private final Map<String, Entry> byStretched = new HashMap<>();
  private final Map<String, Entry> remembered = new ConcurrentHashMap<>();
  private final Semaphore stretching = new Semaphore(1);

  private KeyView(Keys keys, boolean readable) {
    this.keys = keys;
    this.readable = readable;
    for (Key key : keys.all()) {
      byName.put(key.name(), key);
      for (Proof proof : key.proofs()) {
        var entry = new Entry(key, proof);
        byId.put(proof.id(), entry);
        if (proof.kind() == Proof.Kind.CHOSEN) {
          byStretched.put(proof.hash(), entry);
        }
      }
    }
  }

  static KeyView of(Keys keys) {
    return new KeyView(keys, true);
  }

  static KeyView unreadable() {
    return new KeyView(Keys.NONE, false);
  }

  /// All keys, by their names.
  Map<String, Key> byName() {
    return byName;
  }

  Optional<Key> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  boolean readable() {
    return readable;
  }

  Optional<Entry> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  Optional<Entry> random(String id) {
    return byId(id).filter(each -> each.proof().kind() == Proof.Kind.RANDOM);
  }

  /// @param digest under which it is remembered once it is known; only what is one of ours is, so
  ///   that there are never more than keys
  /// @throws BusyException when others were before, and too many
  Optional<Entry> chosen(String shown, String digest) throws InterruptedException, BusyException {
    Entry known = remembered.get(digest);
    if (known != null || byStretched.isEmpty()) {
      return Optional.ofNullable(known);
    }
    if (!stretching.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new BusyException();
    }
    try {
      return stretched(shown, digest);
    } finally {
      stretching.release();
    }
  }

  private Optional<Entry> stretched(String shown, String digest) {
    Entry meanwhile = remembered.get(digest);
    if (meanwhile != null) {
      return Optional.of(meanwhile);
    }
    Optional<Entry> found = keys.stretch().map(each -> each.hash(shown)).map(byStretched::get);
    found.ifPresent(each -> remembered.put(digest, each));
    return found;
  }
}
