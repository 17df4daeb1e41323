package dev.sonde.collectors.discovery.group;

import java.util.List;
import java.util.Map;

/// What an alias can stand for.
sealed interface Meant {
  record Text(String text) implements Meant {}

  record Addresses(List<String> targets) implements Meant {}

  record Marks(Map<String, String> labels) implements Meant {}

  record Group(TargetGroup group) implements Meant {}
}
