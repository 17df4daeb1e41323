package dev.sonde.collectors.scrape;

import dev.sonde.api.CollectorGroup;
import dev.sonde.api.Detail;
import dev.sonde.api.Roster;
import dev.sonde.collectors.scrape.config.Job;
import dev.sonde.collectors.scrape.config.ScrapeConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Scrapes targets: finds them, joins them to the engine, and keeps them while the configuration
/// changes.
final class ScrapeGroup implements CollectorGroup<ScrapeConfig> {
  private final Kit kit;
  private final Map<String, Pool> pools = new LinkedHashMap<>();
  private ScrapeConfig config;
  private @Nullable Roster roster;

  ScrapeGroup(ScrapeConfig config, Kit kit) {
    this.config = config;
    this.kit = kit;
  }

  @Override
  public synchronized void open(Roster to) {
    roster = to;
    apply(to);
  }

  @Override
  public synchronized void configure(ScrapeConfig to) {
    config = to;
    Roster known = roster;
    if (known != null) {
      apply(known);
    }
  }

  @Override
  public Map<String, String> absent() {
    var absent = new TreeMap<String, String>();
    int down = 0;
    int all = 0;
    for (Pool pool : pools()) {
      for (Findable each : pool.discoveries()) {
        if (!each.trouble().isEmpty()) {
          absent.put(each.config().kind() + " discovery of " + pool.job().name(), each.trouble());
        }
      }
      var targets = pool.targets();
      all += targets.size();
      down += (int) targets.stream().filter(Target::isDown).count();
    }
    if (down > 0) {
      absent.put("targets", down + " of " + all + " are down; /targets says why");
    }
    return absent;
  }

  @Override
  public Detail detail() {
    return TargetsDetail.of(pools());
  }

  synchronized List<Pool> pools() {
    return List.copyOf(pools.values());
  }

  @Override
  public synchronized void close() {
    pools.values().forEach(Pool::close);
    pools.clear();
    kit.close();
  }

  private void apply(Roster to) {
    var wanted = byKey(config.jobs());
    pools
        .entrySet()
        .removeIf(each -> {
          boolean unwanted = !wanted.containsKey(each.getKey());
          if (unwanted) {
            each.getValue().leave();
          }
          return unwanted;
        });
    wanted.forEach((key, job) -> {
      Pool known = pools.get(key);
      if (known != null) {
        known.configure(job, config.shard());
      } else {
        var pool = new Pool(job, config.shard(), kit, to);
        pools.put(key, pool);
        pool.open();
      }
    });
  }

  /// Single targets may share a name: they are told apart by which of that name they are.
  private static Map<String, Job> byKey(List<Job> jobs) {
    var counts = new HashMap<String, Integer>();
    var all = new LinkedHashMap<String, Job>();
    for (Job each : new ArrayList<>(jobs)) {
      int number = counts.merge(each.name(), 1, Integer::sum);
      all.put(each.name() + '\n' + number, each);
    }
    return all;
  }
}
