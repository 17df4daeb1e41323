package dev.sonde.collectors.discovery.group;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The labels of one target of a group. They share those of the group: a million targets of one
/// group cost their addresses, and no map each.
final class AddressedLabels extends AbstractMap<String, String> {
  static final String ADDRESS = "__address__";

  private final String address;
  private final Map<String, String> others;

  /// @param others immutable, without an address
  AddressedLabels(String address, Map<String, String> others) {
    this.address = address;
    this.others = others;
  }

  @Override
  public @Nullable String get(@Nullable Object key) {
    return ADDRESS.equals(key) ? address : key == null ? null : others.get(key);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    return new Entries();
  }

  private final class Entries extends AbstractSet<Entry<String, String>> {
    @Override
    public int size() {
      return others.size() + 1;
    }

    @Override
    public Iterator<Entry<String, String>> iterator() {
      return new AddressFirst();
    }
  }

  private final class AddressFirst implements Iterator<Entry<String, String>> {
    private final Iterator<Entry<String, String>> rest = others.entrySet().iterator();
    private boolean begun;

    @Override
    public boolean hasNext() {
      return !begun || rest.hasNext();
    }

    @Override
    public Entry<String, String> next() {
      if (begun) {
        return rest.next();
      }
      begun = true;
      return Map.entry(ADDRESS, address);
    }
  }
}
