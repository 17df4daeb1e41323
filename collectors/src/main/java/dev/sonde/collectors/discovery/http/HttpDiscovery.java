package dev.sonde.collectors.discovery.http;

import dev.sonde.collectors.access.Caller;
import dev.sonde.collectors.discovery.Discovery;
import dev.sonde.collectors.discovery.DiscoveryTools;
import dev.sonde.collectors.discovery.Findings;
import dev.sonde.collectors.discovery.Told;
import dev.sonde.collectors.discovery.group.GroupRefused;
import dev.sonde.collectors.discovery.group.TargetGroup;
import dev.sonde.collectors.discovery.group.TargetGroups;
import dev.sonde.http.Call;
import dev.sonde.http.Header;
import dev.sonde.http.Reply;
import dev.sonde.http.Url;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Asks a server for the list of targets, again and again.
final class HttpDiscovery implements Discovery {
  private static final String URL = "__meta_url";
  private static final Pattern JSON =
      Pattern.compile("application/json(;\\s*charset=(\"utf-8\"|utf-8))?");

  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Url url;
  private final HttpDiscoveryConfig config;
  private final DiscoveryTools tools;
  private final String source;
  private final Duration limit;
  private final List<Header> headers;

  HttpDiscovery(Url url, HttpDiscoveryConfig config, DiscoveryTools tools) {
    this.url = url;
    this.config = config;
    this.tools = tools;
    this.source = config.url();
    this.limit = config.refresh().compareTo(LONGEST) < 0 ? config.refresh() : LONGEST;
    this.headers =
        List.of(
            new Header("Accept", "application/json"),
            new Header("X-Prometheus-Refresh-Interval-Seconds", seconds(config.refresh())));
  }

  @Override
  public void run(Findings out) throws InterruptedException {
    var told = new Told(out);
    try (var caller = caller()) {
      while (true) {
        look(caller, told);
        told.round();
        out.looked();
        tools.pause().of(config.refresh());
      }
    }
  }

  private Caller caller() {
    return new Caller(
        config.access(),
        tools.client(),
        tools.tls(),
        tools.blocking(),
        tools.time(),
        tools.environment());
  }

  private void look(Caller caller, Told told) throws InterruptedException {
    try {
      Call call = caller.get(url).with(headers).within(limit);
      told.found(source, targets(caller.client().send(call)));
    } catch (IOException e) {
      told.failed(source, config.place() + ": " + e.getMessage());
    } catch (GroupRefused e) {
      told.failed(
          source, config.place() + ": answered what is no list of targets: " + e.getMessage());
    }
  }

  private List<Map<String, String>> targets(Reply reply) throws IOException, GroupRefused {
    if (reply.status() != 200) {
      throw new IOException("answered " + reply.status() + "; targets come with 200 only");
    }
    String type = reply.header("Content-Type").orElse("");
    if (!JSON.matcher(type.toLowerCase(Locale.ROOT)).matches()) {
      throw new IOException(
          "answered the content type \"" + type + "\"; it has to be application/json");
    }
    if (!reply.whole()) {
      throw new IOException("the answer is longer than " + reply.body().length + " bytes");
    }
    var targets = new ArrayList<Map<String, String>>();
    for (TargetGroup group : TargetGroups.json(reply.body())) {
      targets.addAll(group.labelled(Map.of(URL, source)));
    }
    return targets;
  }

  private static String seconds(Duration span) {
    return BigDecimal.valueOf(span.toMillis(), 3).stripTrailingZeros().toPlainString();
  }
}
