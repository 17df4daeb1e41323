package dev.sonde.collectors.scrape;

import dev.sonde.collectors.scrape.config.Job;
import dev.sonde.http.BodyBuffer;
import dev.sonde.http.Call;
import dev.sonde.wire.json.JsonForm;
import dev.sonde.wire.scrape.PageSink;
import java.util.Optional;

/// How the pages of one target are asked for and read; remembers what the last one looked like.
sealed interface Pages permits JsonPages, TextPages {
  /// What a target of this job needs.
  static Pages of(Job job) {
    return form(job).<Pages>map(JsonPages::new).orElseGet(TextPages::new);
  }

  /// What of a JSON page is a metric; empty where pages are text.
  static Optional<JsonForm> form(Job job) {
    return switch (job.format()) {
      case AUTO, PROMETHEUS, OPENMETRICS -> Optional.empty();
      case JSON -> job.mapping().map(each -> each);
      case METRICSD_JSON -> Optional.of(new JsonForm.Endpoint(job.name()));
    };
  }

  /// Can they read for this job?
  boolean suit(Job job);

  /// The same call, asking for what can be read.
  Call asking(Call call, Job job);

  /// Every line of the next page is new.
  void forget();

  /// How much is remembered.
  long byteSize();

  /// Reads a page.
  ///
  /// @return what is wrong with a page that could be read all the same; empty when nothing is
  /// @throws UnreadableException with the place and the reason
  String read(String contentType, BodyBuffer body, PageSink into, Job job, Readers readers)
      throws UnreadableException;
}
