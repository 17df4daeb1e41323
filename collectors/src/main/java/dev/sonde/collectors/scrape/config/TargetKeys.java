package dev.sonde.collectors.scrape.config;

import dev.sonde.api.Settings;
import dev.sonde.collectors.access.HttpAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One element of `targets`: a job with a single target.
record TargetKeys(Usual usual, JobNames names) {
  Job read(Settings in) {
    Optional<TargetUrl> url = url(in);
    String address = url.map(TargetUrl::address).orElse("");
    String name =
        in.text("name", "Its name: the label job. Not set: host and port.")
            .filter(text -> !text.isEmpty())
            .orElse(address.isEmpty() ? "target" : address);
    FormatKeys pages = FormatKeys.read(in);
    url.ifPresent(found -> names.target(in, name, found.toString()));
    NameKeys naming = NameKeys.read(in, usual);
    Wanted wanted = WantedKeys.read(in, naming, usual);
    HttpAccess access = Access.read(in);
    Timing timing = TimingKeys.OWN.withRetries(in, usual);
    Honored honored = HonoredKeys.read(in);
    var relabel =
        JobKeys.rules(in, "relabel", "What becomes of the target, in this order.", naming.naming());
    var metricRelabel =
        JobKeys.rules(
            in, "metric_relabel", "What becomes of series, in this order.", naming.naming());
    Limits limits = LimitKeys.ofOne(in, usual.limits());
    Map<String, String> labels = TargetLabels.read(in, naming.naming());
    TargetUrl to = url.orElseThrow(() -> new IllegalArgumentException("url is missing"));
    return new Job(
        name,
        new Request(to.scheme(), to.path(pages.format()), to.params(), wanted, access),
        timing,
        pages.format(),
        honored,
        relabel,
        metricRelabel,
        limits,
        List.of(new StaticTargets(List.of(address), labels)),
        List.of(),
        pages.mapping());
  }

  private static Optional<TargetUrl> url(Settings in) {
    List<String> written = new ArrayList<>();
    Optional<TargetUrl> url =
        in.parsed(
            "url",
            "",
            text -> {
              written.add(text);
              return text.isEmpty() ? Optional.empty() : Optional.of(TargetUrl.parse(text));
            },
            "Where its page is: http://…, https://…, http://unix:/path/of.sock:/path. Without a"
                + " path, /metrics.");
    if (written.stream().allMatch(String::isEmpty)) {
      in.problem(
          "url", "is missing; write where the page is, such as http://localhost:3000/metrics");
    }
    return url;
  }
}
