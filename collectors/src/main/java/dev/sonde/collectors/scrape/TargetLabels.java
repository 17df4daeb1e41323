package dev.sonde.collectors.scrape;

import dev.sonde.api.Labels;
import dev.sonde.collectors.scrape.config.Job;
import dev.sonde.collectors.scrape.config.Shard;
import dev.sonde.collectors.scrape.config.Timing;
import dev.sonde.http.Url;
import dev.sonde.processors.relabel.LabelSet;
import dev.sonde.processors.relabel.Relabeling;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// From what was discovered to what is scraped, as Prometheus goes about it: labels of the job
/// where there are none, relabelling, and then the address from `__scheme__`, `__address__`,
/// `__metrics_path__` and `__param_…`.
final class TargetLabels {
  static final String ADDRESS = "__address__";
  private static final String SCHEME = "__scheme__";
  private static final String PATH = "__metrics_path__";
  private static final String PARAM = "__param_";
  private static final String INTERVAL = "__scrape_interval__";
  private static final String TIMEOUT = "__scrape_timeout__";
  private static final String JOB = "job";
  private static final String INSTANCE = "instance";

  private final Job job;
  private final Optional<Shard> shard;
  private final Relabeling rules;

  TargetLabels(Job job, Optional<Shard> shard) {
    this.job = job;
    this.shard = shard;
    this.rules = new Relabeling(job.relabel());
  }

  Found resolve(Map<String, String> discovered) {
    LabelSet labels = completed(discovered);
    return found(discovered, labels, rules.apply(labels));
  }

  /// The same, and says what each rule did.
  Found resolve(Map<String, String> discovered, Consumer<String> trace) {
    LabelSet labels = completed(discovered);
    return found(discovered, labels, rules.apply(labels, trace));
  }

  private Found found(Map<String, String> discovered, LabelSet labels, boolean kept) {
    if (!kept) {
      return new Found.Dropped(discovered);
    }
    try {
      TargetKey key = key(labels);
      return isOurs(key) ? new Found.Taken(discovered, key) : new Found.Elsewhere(discovered);
    } catch (IllegalArgumentException unusable) {
      return new Found.Unusable(discovered, String.valueOf(unusable.getMessage()));
    }
  }

  /// What rules see of a target.
  LabelSet completed(Map<String, String> discovered) {
    LabelSet labels = LabelSet.of(discovered);
    fill(labels, JOB, job.format().identified() ? job.name() : "");
    fill(labels, INTERVAL, Spans.written(job.timing().interval()));
    fill(labels, TIMEOUT, Spans.written(job.timing().timeout()));
    fill(labels, PATH, job.request().path());
    fill(labels, SCHEME, job.request().scheme().shown());
    job.request()
        .params()
        .forEach((name, values) -> {
          if (!values.isEmpty()) {
            fill(labels, PARAM + name, values.getFirst());
          }
        });
    return labels;
  }

  private boolean isOurs(TargetKey key) {
    return shard.map(part -> isOurs(key, part)).orElse(true);
  }

  /// Each target has as many neighbouring ones as there are replicas.
  private static boolean isOurs(TargetKey key, Shard part) {
    int first = (int) Long.remainderUnsigned(key.stableHash() >>> 16, part.of());
    return Math.floorMod(part.index() - first, part.of()) < part.replicas();
  }

  private static void fill(LabelSet labels, String name, String value) {
    if (!labels.has(name)) {
      labels.set(name, value);
    }
  }

  private TargetKey key(LabelSet labels) {
    String address = labels.value(ADDRESS);
    if (address.isEmpty()) {
      throw new IllegalArgumentException("it has no address (" + ADDRESS + ")");
    }
    Timing timing = timing(labels);
    Url url = parsed(url(labels, address));
    if (job.format().identified()) {
      fill(labels, INSTANCE, address);
    }
    Labels visible = labels.visible();
    return new TargetKey(url, visible, timing);
  }

  private static Url parsed(String text) {
    try {
      return Url.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          TargetsDetail.open(text) + " " + wrong.getMessage(), wrong);
    }
  }

  private Timing timing(LabelSet labels) {
    Timing usual = job.timing();
    Duration interval = Spans.read(INTERVAL, labels.value(INTERVAL));
    Duration timeout = Spans.read(TIMEOUT, labels.value(TIMEOUT));
    return new Timing(interval, timeout, usual.retries(), usual.retryDelay());
  }

  private String url(LabelSet labels, String address) {
    String path = labels.value(PATH);
    var query = new StringBuilder();
    params(labels).forEach((name, values) -> values.forEach(each -> parameter(query, name, each)));
    if (!path.startsWith("/")) {
      path = "/" + path;
    }
    String scheme = labels.value(SCHEME);
    if (address.startsWith("unix:")) {
      return scheme + "://" + address + ":" + path + query;
    }
    return scheme + "://" + address + path + query;
  }

  /// Labels stand for the first value of each parameter; further ones are the job's.
  private Map<String, List<String>> params(LabelSet labels) {
    var all = new LinkedHashMap<String, List<String>>(job.request().params());
    labels.forEach((name, value) -> {
      if (name.startsWith(PARAM)) {
        all.merge(
            name.substring(PARAM.length()),
            List.of(value),
            (known, first) -> {
              var values = new ArrayList<>(first);
              values.addAll(known.subList(Math.min(1, known.size()), known.size()));
              return values;
            });
      }
    });
    return all;
  }

  private static void parameter(StringBuilder query, String name, String value) {
    query.append(query.isEmpty() ? '?' : '&');
    query.append(URLEncoder.encode(name, StandardCharsets.UTF_8)).append('=');
    query.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
  }
}
