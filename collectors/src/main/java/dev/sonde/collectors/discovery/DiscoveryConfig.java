package dev.sonde.collectors.discovery;

/// One kind of discovery, as configured: a record that is compared with `equals`.
public interface DiscoveryConfig {
  /// As in `file_sd_configs`, without its ending: `file`, `http`, `dns`, `kubernetes`, `consul`,
  /// `docker`; or `containers`, which has a key of its own.
  String kind();

  /// Where it looks, in words for people, without secrets.
  String place();

  /// Makes it. Touches no file and no network.
  Discovery create(DiscoveryTools tools);
}
