package dev.sonde.engine.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The keys of a section that may be of several kinds, for the reference: all in one table, each
/// saying with which kinds it goes when it does not go with all.
final class KindItems {
  private final String by;
  private final int kinds;
  private final Map<String, Item> items = new LinkedHashMap<>();
  private final Map<String, List<String>> kindsOf = new LinkedHashMap<>();

  KindItems(String by, int kinds) {
    this.by = by;
    this.kinds = kinds;
  }

  void add(String kind, List<Item> all) {
    for (Item each : all) {
      items.putIfAbsent(each.key(), each);
      kindsOf.computeIfAbsent(each.key(), _ -> new ArrayList<>()).add(kind);
    }
  }

  List<Item> merged() {
    return items.values().stream().map(this::said).toList();
  }

  private Item said(Item item) {
    List<String> its = kindsOf.getOrDefault(item.key(), List.of());
    if (its.size() == kinds) {
      return item;
    }
    String help = item.help() + " Only with " + by + ": " + String.join(", ", its) + ".";
    return switch (item) {
      case Item.Value(
              var key,
              var shape,
              var type,
              var fallback,
              var allowed,
              _,
              var secret,
              var at) ->
          new Item.Value(key, shape, type, fallback, allowed, help, secret, at);
      case Item.Section(var key, _, var inner) -> new Item.Section(key, help, inner);
      case Item.Elements(var key, _, var elements, var at) ->
          new Item.Elements(key, help, elements, at);
    };
  }
}
