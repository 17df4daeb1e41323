package dev.sonde.collectors.discovery.dns;

import dev.sonde.api.Settings;
import dev.sonde.collectors.discovery.Discovery;
import dev.sonde.collectors.discovery.DiscoveryConfig;
import dev.sonde.collectors.discovery.DiscoveryTools;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/// An element of `dns_sd_configs`.
///
/// @param names what is asked for
/// @param type of the records
/// @param port of the targets, unless records have it; 0 for none
/// @param refresh how often they are asked for
public record DnsDiscoveryConfig(List<String> names, RecordType type, int port, Duration refresh)
    implements DiscoveryConfig {
  private static final Duration REFRESH = Duration.ofSeconds(30);
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofDays(3650);
  private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");
  private static final int DNS = 53;
  private static final int LAST_PORT = 65_535;

  public DnsDiscoveryConfig {
    names = List.copyOf(names);
  }

  /// Reads one from configuration.
  public static DnsDiscoveryConfig read(Settings settings) {
    List<String> names =
        settings.parsedList(
            "names", List.of(), DnsDiscoveryConfig::name, "Domain names to ask for.");
    RecordType type =
        settings.parsed("type", "SRV", RecordType::parse, "Which records: SRV, A, AAAA, MX or NS.");
    int port =
        (int)
            settings.integer(
                "port", 0, 0, LAST_PORT, "Port of the targets; SRV records have their own.");
    if (names.isEmpty()) {
      settings.problem("names", "is missing; write one name at least");
    }
    if (port == 0 && type != RecordType.SRV) {
      settings.problem("port", "is missing; only SRV records have one");
    }
    return new DnsDiscoveryConfig(
        names,
        type,
        port,
        settings.duration(
            "refresh_interval", REFRESH, SHORTEST, LONGEST, "How often names are asked for."));
  }

  @Override
  public String kind() {
    return "dns";
  }

  @Override
  public String place() {
    return type + " records of " + String.join(", ", names);
  }

  @Override
  public Discovery create(DiscoveryTools tools) {
    return new DnsDiscovery(
        this,
        new ResolvFile(RESOLV_CONF, tools.blocking()),
        new Resolver(tools.time(), SecureRandom::new, DNS),
        tools.pause());
  }

  private static String name(String text) {
    DomainName.encode(text);
    return text;
  }
}
