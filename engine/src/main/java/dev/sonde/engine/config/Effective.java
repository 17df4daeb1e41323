package dev.sonde.engine.config;

import java.util.List;

/// Every key that was asked for, with its value and where it came from.
public final class Effective {
  private final List<Item> items;

  Effective(List<Item> items) {
    this.items = items;
  }

  /// As YAML that can be read again, without secrets; each line says where its value came from.
  public String yaml() {
    return new EffectiveText().write(items);
  }
}
