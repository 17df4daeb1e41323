package dev.sonde.collectors.discovery.watching;

import java.util.HashMap;
import java.util.Map;

/// The labels of one target while they are gathered. An empty value is no label. For one thread.
public final class TargetLabels {
  private static final String ADDRESS = "__address__";

  private final LabelNames names;
  private final Map<String, String> labels;

  /// None yet.
  public TargetLabels(LabelNames names) {
    this(names, new HashMap<>());
  }

  private TargetLabels(LabelNames names, Map<String, String> labels) {
    this.names = names;
    this.labels = labels;
  }

  /// A label with a name that is fit.
  public TargetLabels put(String name, String value) {
    if (!value.isEmpty()) {
      labels.put(name, value);
    }
    return this;
  }

  /// A label that is named by a stranger.
  public TargetLabels put(String prefix, String key, String value) {
    return put(names.of(prefix, key), value);
  }

  /// What to scrape, as it is.
  public TargetLabels address(String address) {
    return put(ADDRESS, address);
  }

  /// What to scrape: brackets stand round an IPv6 address.
  public TargetLabels address(String host, long port) {
    return address(hostAndPort(host, port));
  }

  /// Others besides; of two with one name the other stands.
  public TargetLabels putAll(TargetLabels others) {
    labels.putAll(others.labels);
    return this;
  }

  /// The same labels, to which others can be added apart from these.
  public TargetLabels copy() {
    return new TargetLabels(names, new HashMap<>(labels));
  }

  /// As they are now.
  public Map<String, String> made() {
    return Map.copyOf(labels);
  }

  private static String hostAndPort(String host, long port) {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
