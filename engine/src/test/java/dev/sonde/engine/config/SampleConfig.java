package dev.sonde.engine.config;

import dev.sonde.api.Secret;
import dev.sonde.api.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A configuration with every kind of key, for tests.
record SampleConfig(
    Duration interval,
    Optional<String> hostname,
    Map<String, String> labels,
    long maxSeries,
    Optional<Secret> apiKey,
    Host host,
    List<String> processors,
    Server server,
    Log log,
    List<Target> targets) {

  enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }

  record Host(boolean cpu, boolean ownCgroup, Optional<Duration> timeout, double factor) {}

  record Server(List<String> listen, long maxBody) {}

  record Log(Level level) {}

  record Target(String name, String url) {
    Target {
      if (name.equals("forbidden")) {
        throw new IllegalArgumentException("this target makes no sense");
      }
    }
  }

  static SampleConfig read(Settings settings) {
    settings.retired("port", "write server.listen");
    return new SampleConfig(
        settings.duration(
            "interval",
            Duration.ofSeconds(5),
            Duration.ofMillis(100),
            Duration.ofDays(1),
            "How often collectors measure."),
        settings.text("hostname", "Name of this machine."),
        settings.map("labels", "Labels on every series."),
        settings.integer("max_series", 1000, 1, 1_000_000, "How many series may live."),
        settings.secret("api_key", "The key for the hub."),
        settings.section(
            "collectors",
            "What is measured.",
            collectors -> collectors.section("host", "This machine.", SampleConfig::host)),
        settings.variants("processors", "What changes samples.", kinds()),
        settings.section("server", "Live endpoints.", SampleConfig::server),
        settings.section(
            "log", "What is told.", log -> new Log(log.choice("level", Level.INFO, "How much."))),
        settings.sections("targets", "What is scraped.", SampleConfig::target));
  }

  private static Host host(Settings host) {
    return new Host(
        host.flag("cpu", true, "CPU use."),
        host.flag("own_cgroup", false, "Limits of the own container."),
        host.duration("timeout", Duration.ofMillis(1), Duration.ofMinutes(1), "Deadline."),
        host.number("factor", 1, 0, 10, "A factor."));
  }

  private static Map<String, Function<Settings, String>> kinds() {
    Map<String, Function<Settings, String>> readers = new LinkedHashMap<>();
    readers.put("drop", drop -> "drop " + drop.required("name", "Which series."));
    readers.put("scale", scale -> "scale " + scale.number("by", 1, -1e9, 1e9, "How much."));
    return readers;
  }

  private static Server server(Settings server) {
    return new Server(
        server.parsedList(
            "listen", List.of("127.0.0.1:9100"), SampleConfig::address, "Where to listen."),
        server.size("max_body", 1 << 20, 1, 1L << 30, "The largest body."));
  }

  private static Target target(Settings target) {
    return new Target(
        target.required("name", "Its name."), target.text("url", "http://localhost/", "Its page."));
  }

  static String address(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(
          "is not an address; write HOST:PORT, such as 127.0.0.1:9100");
    }
    return text;
  }
}
