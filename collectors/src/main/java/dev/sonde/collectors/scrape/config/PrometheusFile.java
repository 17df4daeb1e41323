package dev.sonde.collectors.scrape.config;

import dev.sonde.api.Settings;
import java.util.ArrayList;
import java.util.List;

/// A file as Prometheus has it.
record PrometheusFile(JobNames names, Discoveries discoveries) {
  private static final String JOBS = "scrape_configs";
  private static final String HELP = "Jobs.";

  List<Job> read(Settings in) {
    Usual usual = in.section("global", "What holds for all jobs.", PrometheusFile::global);
    Foreign.ofFile(in);
    List<Job> jobs = new ArrayList<>(jobs(in, usual));
    in.files("scrape_config_files", "Files with more jobs.", (_, file) -> jobs(file, usual))
        .forEach(jobs::addAll);
    return jobs;
  }

  private static Usual global(Settings in) {
    Foreign.ofGlobal(in);
    return UsualKeys.ofPrometheus(in);
  }

  private List<Job> jobs(Settings in, Usual usual) {
    return in.sections(JOBS, HELP, new JobKeys(usual, names, discoveries, false)::read);
  }
}
