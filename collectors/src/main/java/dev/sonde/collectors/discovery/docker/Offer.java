package dev.sonde.collectors.discovery.docker;

import java.util.Map;

/// What became of a container that wants to be scraped.
sealed interface Offer {
  /// It is a target.
  record Target(Map<String, String> labels) implements Offer {}

  /// It can't be one.
  ///
  /// @param why in words for people that read on after the container's name
  record Unfit(String why) implements Offer {}
}
