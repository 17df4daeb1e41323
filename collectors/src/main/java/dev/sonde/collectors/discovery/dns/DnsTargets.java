package dev.sonde.collectors.discovery.dns;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes targets of records.
final class DnsTargets {
  private static final String ADDRESS = "__address__";
  private static final String META = "__meta_dns_";

  private final String name;
  private final int port;

  /// @param name as configured
  /// @param port of all but services
  DnsTargets(String name, int port) {
    this.name = name;
    this.port = port;
  }

  /// One for each record, in an order of their own: servers change theirs from answer to answer.
  List<Map<String, String>> of(List<Resource> resources) {
    return resources.stream()
        .map(this::target)
        .flatMap(Optional::stream)
        .distinct()
        .sorted(Comparator.comparing(DnsTargets::address))
        .toList();
  }

  private static String address(Map<String, String> target) {
    return target.getOrDefault(ADDRESS, "");
  }

  private Optional<Map<String, String>> target(Resource resource) {
    return switch (resource) {
      case Resource.Host(String host) -> Optional.of(at(host, port, Map.of()));
      case Resource.Service(String target, int own) ->
          named(
              target,
              own,
              Map.of(
                  META + "srv_record_target",
                  target,
                  META + "srv_record_port",
                  Integer.toString(own)));
      case Resource.MailServer(String target) ->
          named(target, port, Map.of(META + "mx_record_target", target));
      case Resource.NameServer(String target) ->
          named(target, port, Map.of(META + "ns_record_target", target));
    };
  }

  /// The name `.` says that there is no such service.
  private Optional<Map<String, String>> named(String target, int at, Map<String, String> meta) {
    return target.equals(".")
        ? Optional.empty()
        : Optional.of(at(target.substring(0, target.length() - 1), at, meta));
  }

  private Map<String, String> at(String host, int at, Map<String, String> meta) {
    var labels = new HashMap<>(meta);
    labels.put(ADDRESS, Addresses.withPort(host, at));
    labels.put(META + "name", name);
    return Map.copyOf(labels);
  }
}
