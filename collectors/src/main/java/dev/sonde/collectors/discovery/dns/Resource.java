package dev.sonde.collectors.discovery.dns;

/// What a record says. Names are absolute: they end in a dot.
sealed interface Resource {
  /// @param address as people write it
  record Host(String address) implements Resource {}

  record Service(String target, int port) implements Resource {}

  record MailServer(String target) implements Resource {}

  record NameServer(String target) implements Resource {}
}
