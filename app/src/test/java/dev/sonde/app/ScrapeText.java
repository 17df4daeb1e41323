package dev.sonde.app;

import dev.sonde.collectors.access.HttpAccess;
import dev.sonde.collectors.scrape.config.Honored;
import dev.sonde.collectors.scrape.config.Job;
import dev.sonde.collectors.scrape.config.Limits;
import dev.sonde.collectors.scrape.config.Request;
import dev.sonde.collectors.scrape.config.ScrapeConfig;
import dev.sonde.collectors.scrape.config.Timing;
import dev.sonde.collectors.scrape.config.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// What a configuration of scraping means, in lines.
final class ScrapeText {
  private ScrapeText() {}

  static String of(SondeConfig config) {
    var text = new StringBuilder();
    for (GroupConfig each : config.groups()) {
      if (each.config() instanceof ScrapeConfig scrape) {
        write(each, scrape, text);
      }
    }
    return text.toString();
  }

  private static void write(GroupConfig group, ScrapeConfig scrape, StringBuilder to) {
    to.append("works ").append(group.works()).append('\n');
    GroupLines.of(group).forEach(line -> to.append(line).append('\n'));
    scrape.shard().ifPresent(shard -> to.append(shard).append('\n'));
    scrape.jobs().forEach(job -> to.append(ScrapeCasesTest.lines(job.name(), lines(job))));
  }

  private static List<String> lines(Job job) {
    var lines = new ArrayList<String>();
    Request request = job.request();
    lines.add(request.scheme().shown() + " " + request.path() + " " + request.params());
    if (!request.wanted().accept().equals(Wanted.USUAL.accept())) {
      lines.add("accepts " + request.wanted().accept());
    }
    request.wanted().fallback().ifPresent(each -> lines.add("else " + each.written()));
    if (!request.wanted().compressed()) {
      lines.add("not compressed");
    }
    lines.add(text(job.timing()) + ", " + job.format());
    if (!job.honored().equals(Honored.USUAL)) {
      lines.add(job.honored().toString());
    }
    if (!job.limits().equals(Limits.USUAL)) {
      lines.add(job.limits().toString());
    }
    if (!request.access().equals(HttpAccess.PLAIN)) {
      lines.add(request.access().toString());
    }
    job.targets().forEach(each -> lines.add(each.addresses() + " " + new TreeMap<>(each.labels())));
    job.relabel().forEach(each -> lines.add("relabel " + each));
    job.metricRelabel().forEach(each -> lines.add("metric " + each));
    job.mapping().ifPresent(each -> lines.add(each.toString()));
    job.discoveries().forEach(each -> lines.add(each.kind() + " " + each));
    return lines;
  }

  private static String text(Timing timing) {
    String times =
        "every " + Words.of(timing.interval()) + ", at most " + Words.of(timing.timeout());
    return timing.retries() == 0
        ? times
        : times + ", " + timing.retries() + " retries after " + Words.of(timing.retryDelay());
  }
}
