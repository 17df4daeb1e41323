package dev.sonde.collectors.scrape.config;

import dev.sonde.api.Settings;
import dev.sonde.processors.relabel.LabelNaming;
import dev.sonde.processors.relabel.RelabelConfig;
import java.util.List;

/// A job, with the keys of Prometheus' `scrape_configs`.
///
/// @param own does it stand in Sonde's own configuration? Then there are a few keys more
record JobKeys(Usual usual, JobNames names, Discoveries discoveries, boolean own) {
  Job read(Settings in) {
    String name = in.required("job_name", "A name of its own, which becomes the label job.");
    names.job(in, "job_name", name);
    NameKeys naming = NameKeys.read(in, usual);
    Foreign.ofJob(in);
    FormatKeys pages = own ? FormatKeys.read(in) : FormatKeys.AUTO;
    return new Job(
        name,
        RequestKeys.read(in, naming, usual),
        timing(in),
        pages.format(),
        HonoredKeys.read(in),
        rules(in, "relabel_configs", "What becomes of targets, in this order.", naming.naming()),
        rules(
            in,
            "metric_relabel_configs",
            "What becomes of series, in this order.",
            naming.naming()),
        LimitKeys.read(in, usual.limits()),
        StaticKeys.read(in, naming.naming()),
        discoveries.read(in),
        pages.mapping());
  }

  private Timing timing(Settings in) {
    TimingKeys keys = TimingKeys.OF_PROMETHEUS;
    return own ? keys.withRetries(in, usual) : keys.read(in, usual);
  }

  static List<RelabelConfig> rules(Settings in, String key, String help, LabelNaming naming) {
    return in.sections(key, help, each -> RelabelConfig.read(each, naming));
  }
}
