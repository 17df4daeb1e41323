package dev.sonde.http.tls;

import java.util.List;

/// The state of a configuration's files by which connections are made now.
final class InForce<E extends Engines> {
  private final long generation;
  private final List<Stamp> stamps;
  private final byte[] digest;
  private final Material material;
  private final E engines;

  InForce(long generation, List<Stamp> stamps, byte[] digest, Material material, E engines) {
    this.generation = generation;
    this.stamps = stamps;
    this.digest = digest;
    this.material = material;
    this.engines = engines;
  }

  long generation() {
    return generation;
  }

  List<Stamp> stamps() {
    return stamps;
  }

  byte[] digest() {
    return digest;
  }

  Material material() {
    return material;
  }

  E engines() {
    return engines;
  }

  /// The files were touched, and hold what they held.
  InForce<E> seen(List<Stamp> now) {
    return new InForce<>(generation, now, digest, material, engines);
  }
}
