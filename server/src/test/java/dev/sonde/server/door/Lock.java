package dev.sonde.server.door;

import dev.sonde.api.Allowance;
import dev.sonde.api.Glob;
import dev.sonde.api.Labels;
import dev.sonde.api.Role;
import dev.sonde.api.Secret;
import dev.sonde.http.Network;
import dev.sonde.testkit.ManualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/// A folder with keys, those who make them and those who look at them.
final class Lock {
  final ManualTime time = new ManualTime("2026-01-01T10:30:00Z");
  final KeyPlace place;
  final KeyMaker maker = new KeyMaker(time, new Random(3), 1_000);
  final KeyRing ring;
  final Doors doors;

  Lock(Path folder) {
    this.place = new KeyPlace(folder.resolve("keys.json"));
    this.ring = new KeyRing(() -> place, time, new Random(4));
    this.doors = new Doors(ring, time);
  }

  static KeyWish wish(String name, Role... roles) {
    return new KeyWish(
        name, Set.of(roles), Optional.empty(), Allowance.Limits.NONE, Labels.NONE, List.of());
  }

  static KeyWish from(String name, String network) {
    return new KeyWish(
        name,
        Set.of(Role.READ),
        Optional.empty(),
        Allowance.Limits.NONE,
        Labels.NONE,
        List.of(Network.parse(network)));
  }

  /// For metrics of one name alone.
  static KeyWish named(String name, String metric) {
    return new KeyWish(
        name,
        Set.of(Role.INGEST),
        Optional.empty(),
        new Allowance.Limits(
            OptionalDouble.empty(), OptionalInt.empty(), List.of(new Glob(metric))),
        Labels.NONE,
        List.of());
  }

  static KeyWish lasting(String name, Duration span) {
    return new KeyWish(
        name, Set.of(Role.READ), Optional.of(span), Allowance.Limits.NONE, Labels.NONE, List.of());
  }

  /// Makes a key and gives its secret.
  String add(KeyWish wish) throws IOException {
    var shown = new String[1];
    place.change(before -> {
      KeyMaker.Made made = maker.add(before, wish, Optional.empty());
      shown[0] = made.shown().orElseThrow().reveal();
      return made.keys();
    });
    ring.refresh();
    return shown[0];
  }

  /// Takes a secret over.
  void take(String name, String value) throws IOException {
    place.change(
        before -> maker.add(before, wish(name, Role.READ), Optional.of(new Secret(value))).keys());
    ring.refresh();
  }

  String rotate(String name, Duration overlap) throws IOException {
    var shown = new String[1];
    place.change(before -> {
      KeyMaker.Made made = maker.rotate(before, name, overlap, Optional.empty());
      shown[0] = made.shown().orElseThrow().reveal();
      return made.keys();
    });
    ring.refresh();
    return shown[0];
  }

  void revoke(String name) throws IOException {
    place.change(before -> maker.revoke(before, name));
    ring.refresh();
  }
}
