package dev.sonde.server.door;

import dev.sonde.api.Caller;
import dev.sonde.api.Time;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys in force: those in a file, as it was when [#refresh] looked last. Nothing else touches
/// the disk, as that may hang: who shows a key that is not known waits for the thread that looks.
/// Safe for all threads.
///
/// # Implementation notes
///
/// A random key is found by the id in it and compared by its hash; an unknown id costs the same
/// comparison. A chosen one has no id: it is stretched, which takes some tenths of a second, one at
/// a time, and remembered until the file changes, so that each costs that once. What is remembered
/// is its digest under a salt that this process alone knows.
public final class KeyRing {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.door");

  /// A look takes no time; on a disk that hangs, what is known stands.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Supplier<KeyPlace> places;
  private final Time time;
  private final RandomGenerator random;
  private final Proof decoy;
  private final String memorySalt;
  private final KeyUses uses = new KeyUses();
  private final Allowances allowances;
  private final Departures departures = new Departures();
  private final Looks looks = new Looks();
  private final Duration patience;
  private volatile KeyView view = KeyView.of(Keys.NONE);
  private @Nullable String stamp;

  /// Reads nothing yet: nobody is known before the first [#refresh]. A file that can't be read
  /// refuses every key until it can.
  ///
  /// @param places where they lie now
  /// @param random one that nobody can foresee
  public KeyRing(Supplier<KeyPlace> places, Time time, RandomGenerator random) {
    this(places, time, random, PATIENCE);
  }

  /// @param patience how long a look is waited for
  KeyRing(Supplier<KeyPlace> places, Time time, RandomGenerator random, Duration patience) {
    this.patience = patience;
    this.places = places;
    this.time = time;
    this.random = random;
    this.allowances = new Allowances(time, random);
    this.memorySalt = salt();
    this.decoy = decoy();
  }

  /// How many there are.
  public int size() {
    return view.byName().size();
  }

  /// Can they be read? Also when there are none.
  public boolean isReadable() {
    return view.readable();
  }

  /// When each was used last.
  public KeyUses uses() {
    return uses;
  }

  /// The state of the file that is known, for [#isOutOfDate].
  Object state() {
    return view;
  }

  /// Waits until the file was looked at once more, and tells whether what was found in that state
  /// has to be found anew. Costs no reading where the file is the same; any number wait for one
  /// look, and looks keep a distance. With no [KeyWatch] at work nobody looks and nobody waits.
  boolean isOutOfDate(Object state) throws InterruptedException {
    looks.await(patience);
    return view != state;
  }

  /// Where the thread that looks is asked to.
  Looks looks() {
    return looks;
  }

  /// What this is.
  Found find(String shown) throws InterruptedException {
    KeyView now = view;
    if (!now.readable()) {
      return new Found.Unreadable();
    }
    try {
      return entry(now, shown).map(this::used).orElseGet(Found.Unknown::new);
    } catch (KeyView.BusyException _) {
      return new Found.Busy();
    }
  }

  private Optional<KeyView.Entry> entry(KeyView in, String shown)
      throws InterruptedException, KeyView.BusyException {
    Optional<KeyText> text = KeyText.parse(shown);
    return text.isPresent() ? random(in, text.get()) : in.chosen(shown, memory(shown));
  }

  /// The key of this name, for somebody who has shown in another way that it is theirs.
  Found named(String name) {
    KeyView now = view;
    return now.readable()
        ? now.named(name).map(this::owned).orElseGet(Found.Unknown::new)
        : new Found.Unreadable();
  }

  /// The first key that has one of these names.
  Found named(Collection<String> names) {
    return names.stream()
        .map(this::named)
        .filter(each -> !(each instanceof Found.Unknown))
        .findFirst()
        .orElseGet(Found.Unknown::new);
  }

  private Optional<KeyView.Entry> random(KeyView in, KeyText text) {
    Optional<KeyView.Entry> entry = in.random(text.id());
    Proof proof = entry.map(KeyView.Entry::proof).orElse(decoy);
    boolean same = Digests.same(Digests.of(proof.salt(), text.reveal()), proof.hash());
    return same ? entry : Optional.empty();
  }

  private Found used(KeyView.Entry entry) {
    Instant now = now();
    Optional<Instant> end = entry.end();
    if (end.isPresent() && !now.isBefore(end.get())) {
      return new Found.Ended(entry.key(), end.get());
    }
    uses.note(entry.key().name(), now.toEpochMilli());
    return new Found.Known(
        entry.key(), caller(entry.key(), () -> stays(entry.key(), holds(entry))));
  }

  private Found owned(Key key) {
    Instant now = now();
    if (!key.holdsAt(now)) {
      return new Found.Ended(key, key.expires().orElseThrow());
    }
    uses.note(key.name(), now.toEpochMilli());
    return new Found.Known(key, caller(key, () -> stays(key, holds(key))));
  }

  private Caller caller(Key key, BooleanSupplier stands) {
    return new Caller(
        Optional.of(key.name()), key.roles(), key.forced(), allowances.of(key), stands);
  }

  /// What a file that can't be read shuts out is said of the file.
  private boolean stays(Key key, boolean holds) {
    if (!holds && view.readable()) {
      departures.note(key.name());
    }
    return holds;
  }

  private boolean holds(KeyView.Entry entry) {
    Optional<KeyView.Entry> still = view.byId(entry.proof().id());
    return still.isPresent()
        && still.get().proof().hash().equals(entry.proof().hash())
        && still.get().end().map(end -> now().isBefore(end)).orElse(true)
        && isSame(still.get().key(), entry.key());
  }

  private boolean holds(Key key) {
    Optional<Key> still = view.named(key.name());
    return still.isPresent() && isSame(still.get(), key) && still.get().holdsAt(now());
  }

  private static boolean isSame(Key one, Key other) {
    return one.roles().equals(other.roles())
        && one.created().equals(other.created())
        && one.networks().equals(other.networks())
        && one.forced().equals(other.forced());
  }

  /// Looks at the file, reads it when it is another one, and tells of whom it shut out.
  public synchronized void refresh() {
    look();
    for (String each : departures.news()) {
      LOG.info("the key {} was revoked, changed or has ended: what is open with it closes", each);
    }
  }

  private void look() {
    KeyPlace place = places.get();
    String now = place.file() + " " + place.stamp();
    if (now.equals(stamp)) {
      return;
    }
    boolean first = stamp == null;
    stamp = now;
    try {
      show(KeyView.of(place.read()));
      recall(place);
      settle();
      if (!first || !view.byName().isEmpty()) {
        LOG.info("keys in {}: {}", place.file(), view.byName().size());
      }
    } catch (IOException unreadable) {
      show(KeyView.unreadable());
      LOG.error(
          "{} can't be read, so every key is refused until it is mended: {}",
          place.file(),
          unreadable.getMessage());
    }
  }

  private void show(KeyView now) {
    departures.begin();
    view = now;
  }

  private void recall(KeyPlace place) {
    try {
      uses.recall(place.uses());
    } catch (IOException unreadable) {
      LOG.warn("when keys were used last can't be read: {}", unreadable.getMessage());
    }
  }

  private void settle() {
    Map<String, Key> keys = view.byName();
    allowances.settle(keys);
    uses.retain(keys.keySet());
  }

  private String memory(String shown) {
    return Digests.of(memorySalt, shown);
  }

  private Proof decoy() {
    String salt = salt();
    String nobodys = Digests.of(salt, salt());
    String id = KeyText.freshId(random);
    return new Proof(id, Proof.Kind.RANDOM, salt, nobodys, now(), Optional.empty());
  }

  private String salt() {
    var salt = new byte[16];
    random.nextBytes(salt);
    return HexFormat.of().formatHex(salt);
  }

  private Instant now() {
    return Instant.ofEpochMilli(time.wallMillis());
  }
}
