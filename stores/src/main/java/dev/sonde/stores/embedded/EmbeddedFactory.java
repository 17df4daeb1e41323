package dev.sonde.stores.embedded;

final class EmbeddedFactory {
  private EmbeddedFactory() {}
}
