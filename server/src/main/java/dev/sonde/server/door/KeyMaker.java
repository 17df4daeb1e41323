package dev.sonde.server.door;

import dev.sonde.api.Secret;
import dev.sonde.api.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Makes keys, and secrets for them. What can't be is an [IllegalArgumentException] with a message
/// for people.
public final class KeyMaker {
  /// The shortest secret that is taken over.
  public static final int SHORTEST = 8;

  /// The longest.
  public static final int LONGEST = 512;

  private static final int SALT_BYTES = 16;

  /// Keys with a new secret among them.
  ///
  /// @param key the one that got it
  /// @param shown the secret, which nobody will see again; empty when it was taken over
  public record Made(Keys keys, Key key, Optional<KeyText> shown) {}

  private record Fresh(Keys keys, Proof proof, Optional<KeyText> shown) {}

  private final Time time;
  private final RandomGenerator random;
  private final int rounds;

  /// @param random one that nobody can foresee
  public KeyMaker(Time time, RandomGenerator random) {
    this(time, random, Stretch.USUAL_ROUNDS);
  }

  KeyMaker(Time time, RandomGenerator random, int rounds) {
    this.time = time;
    this.random = random;
    this.rounds = rounds;
  }

  /// A new key.
  ///
  /// @param value a secret that its users already have
  public Made add(Keys to, KeyWish wish, Optional<Secret> value) {
    if (to.named(wish.name()).isPresent()) {
      throw new IllegalArgumentException(
          "there is a key "
              + wish.name()
              + " already; a new secret for it: sonde keys rotate "
              + wish.name());
    }
    Fresh fresh = secret(to, value);
    Instant now = now();
    var key =
        new Key(
            wish.name(),
            wish.roles(),
            now,
            wish.lasts().map(now::plus),
            wish.limits(),
            wish.forced(),
            wish.networks(),
            List.of(fresh.proof()));
    return new Made(fresh.keys().with(key), key, fresh.shown());
  }

  /// A new secret for a key; those it had end after `overlap`.
  public Made rotate(Keys in, String name, Duration overlap, Optional<Secret> value) {
    Key before = known(in, name);
    Instant now = now();
    var proofs = new ArrayList<Proof>();
    for (Proof each : before.proofs()) {
      Proof ending = each.endingAt(now.plus(overlap));
      if (ending.holdsAt(now)) {
        proofs.add(ending);
      }
    }
    if (proofs.size() >= Key.MOST_PROOFS) {
      throw new IllegalArgumentException(
          name + " has too many secrets that still hold; rotate it without --overlap");
    }
    Fresh fresh = secret(in, value);
    proofs.add(fresh.proof());
    Key after = before.with(proofs);
    return new Made(fresh.keys().replacing(after), after, fresh.shown());
  }

  /// Without a key.
  public Keys revoke(Keys from, String name) {
    return from.without(known(from, name).name());
  }

  private static Key known(Keys in, String name) {
    return in.named(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no key " + name + "; sonde keys list shows those there are"));
  }

  private Fresh secret(Keys in, Optional<Secret> value) {
    if (value.isEmpty()) {
      KeyText text = KeyText.fresh(random);
      return new Fresh(in, random(text), Optional.of(text));
    }
    String given = checked(value.get().reveal());
    Optional<KeyText> text = KeyText.parse(given);
    return text.isPresent()
        ? new Fresh(in, random(text.get()), Optional.empty())
        : chosen(in, given);
  }

  private Proof random(KeyText text) {
    var salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    String hex = HexFormat.of().formatHex(salt);
    String hash = Digests.of(hex, text.reveal());
    return new Proof(text.id(), Proof.Kind.RANDOM, hex, hash, now(), Optional.empty());
  }

  private Fresh chosen(Keys in, String given) {
    Keys keys = in.stretch().isPresent() ? in : in.with(Stretch.fresh(random, rounds));
    String hash = keys.stretch().orElseThrow().hash(given);
    for (Key each : keys.all()) {
      if (each.proofs().stream().anyMatch(proof -> Digests.same(proof.hash(), hash))) {
        throw new IllegalArgumentException(each.name() + " has this value already");
      }
    }
    String id = KeyText.freshId(random);
    var proof = new Proof(id, Proof.Kind.CHOSEN, "", hash, now(), Optional.empty());
    return new Fresh(keys, proof, Optional.empty());
  }

  private static String checked(String value) {
    if (value.chars().anyMatch(each -> each <= ' ' || each > '~')) {
      throw new IllegalArgumentException("a key is one word of plain characters");
    }
    if (value.length() < SHORTEST || value.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a key has " + SHORTEST + " to " + LONGEST + " characters");
    }
    return value;
  }

  private Instant now() {
    return Instant.ofEpochMilli(time.wallMillis());
  }
}
