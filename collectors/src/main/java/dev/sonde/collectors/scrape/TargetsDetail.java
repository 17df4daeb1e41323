package dev.sonde.collectors.scrape;

import dev.sonde.api.Detail;
import dev.sonde.api.SecretParameters;
import dev.sonde.processors.relabel.LabelSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `/targets` shows: each target with the names that Prometheus has for what is known of it.
final class TargetsDetail {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String HIDDEN = "<secret>";

  private final List<Detail> active = new ArrayList<>();
  private final List<Detail> dropped = new ArrayList<>();
  private final Map<String, Integer> droppedCounts = new LinkedHashMap<>();
  private final List<Detail> unusable = new ArrayList<>();
  private final List<Detail> discoveries = new ArrayList<>();
  private int elsewhere;
  private int beyond;

  static Detail of(List<Pool> pools) {
    var detail = new TargetsDetail();
    pools.forEach(detail::add);
    var fields = new LinkedHashMap<String, Detail>();
    fields.put("activeTargets", new Detail.Many(detail.active));
    fields.put("droppedTargets", new Detail.Many(detail.dropped));
    fields.put("droppedTargetCounts", counts(detail.droppedCounts));
    fields.put("unusableTargets", new Detail.Many(detail.unusable));
    fields.put("elsewhere", new Detail.Figure(detail.elsewhere));
    fields.put("beyondLimit", new Detail.Figure(detail.beyond));
    fields.put("discoveries", new Detail.Many(detail.discoveries));
    return new Detail.Fields(fields);
  }

  private static Detail counts(Map<String, Integer> of) {
    var counts = new LinkedHashMap<String, Detail>();
    of.forEach((job, count) -> counts.put(job, new Detail.Figure(count)));
    return new Detail.Fields(counts);
  }

  private void add(Pool pool) {
    int left = pool.job().limits().droppedTargets();
    droppedCounts.merge(pool.job().name(), 0, Integer::sum);
    for (Found each : pool.known()) {
      switch (each) {
        case Found.Taken taken ->
            pool.target(taken.key()).ifPresent(target -> active.add(active(pool, taken, target)));
        case Found.Dropped _ -> {
          droppedCounts.merge(pool.job().name(), 1, Integer::sum);
          if (left-- > 0) {
            dropped.add(dropped(pool, each));
          }
        }
        case Found.Beyond _ -> beyond++;
        case Found.Unusable(_, var why) -> {
          if (left-- > 0) {
            unusable.add(unusable(pool, each, why));
          }
        }
        case Found.Elsewhere _ -> elsewhere++;
      }
    }
    pool.discoveries().forEach(each -> discoveries.add(discovery(pool, each)));
  }

  private static Detail dropped(Pool pool, Found found) {
    var fields = new LinkedHashMap<String, Detail>();
    fields.put("discoveredLabels", labels(pool, found));
    fields.put("scrapePool", new Detail.Text(pool.job().name()));
    return new Detail.Fields(fields);
  }

  private static Detail unusable(Pool pool, Found found, String why) {
    var fields = new LinkedHashMap<String, Detail>();
    fields.put("discoveredLabels", labels(pool, found));
    fields.put("scrapePool", new Detail.Text(pool.job().name()));
    fields.put("lastError", new Detail.Text(why));
    return new Detail.Fields(fields);
  }

  private static Detail discovery(Pool pool, Findable of) {
    var fields = new LinkedHashMap<String, Detail>();
    fields.put("scrapePool", new Detail.Text(pool.job().name()));
    fields.put("kind", new Detail.Text(of.config().kind()));
    fields.put("lastError", new Detail.Text(of.trouble()));
    return new Detail.Fields(fields);
  }

  private static Detail labels(Pool pool, Found of) {
    return Detail.texts(shown(pool.completed(of)));
  }

  /// Labels without the values of parameters that nobody should see.
  static Map<String, String> shown(LabelSet set) {
    var labels = new LinkedHashMap<String, String>();
    set.forEach(
        (name, value) -> labels.put(name, SecretParameters.isSecret(name) ? HIDDEN : open(value)));
    return labels;
  }

  private static Detail active(Pool pool, Found.Taken found, Target target) {
    @Nullable Score score = target.last();
    var key = found.key();
    var fields = new LinkedHashMap<String, Detail>();
    fields.put("discoveredLabels", labels(pool, found));
    fields.put("labels", Detail.texts(key.labels().map()));
    fields.put("scrapePool", new Detail.Text(pool.job().name()));
    fields.put("scrapeUrl", new Detail.Text(shown(key)));
    fields.put("globalUrl", new Detail.Text(shown(key)));
    fields.put("health", new Detail.Text(health(score)));
    fields.put("lastError", new Detail.Text(score == null ? "" : score.failure()));
    fields.put("lastNote", new Detail.Text(score == null ? "" : score.note()));
    fields.put("lastScrape", new Detail.Text(instant(target.lastMillis())));
    fields.put(
        "lastScrapeDuration",
        new Detail.Figure(score == null ? 0 : score.nanos() / NANOS_PER_SECOND));
    fields.put("samplesScraped", new Detail.Figure(score == null ? 0 : score.scraped()));
    fields.put("samplesPostMetricRelabeling", new Detail.Figure(score == null ? 0 : score.kept()));
    fields.put("scrapeInterval", new Detail.Text(Spans.written(key.timing().interval())));
    fields.put("scrapeTimeout", new Detail.Text(Spans.written(key.timing().timeout())));
    return new Detail.Fields(fields);
  }

  /// Where its page is, without them.
  static String shown(TargetKey key) {
    return open(key.url().toString());
  }

  /// The same of any text.
  static String open(String text) {
    return SecretParameters.hidden(text, HIDDEN);
  }

  private static String health(@Nullable Score score) {
    if (score == null) {
      return "unknown";
    }
    return score.up() ? "up" : "down";
  }

  private static String instant(long millis) {
    return millis == 0 ? "" : Instant.ofEpochMilli(millis).toString();
  }
}
