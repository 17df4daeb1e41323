package dev.sonde.wire.json;

/// `null`.
public enum JsonNull implements Json {
  NULL
}
