package dev.sonde.server.history;

import dev.sonde.api.Labels;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// `/api/v1/latest`: the newest sample of each series that has not ended.
final class LatestHandler {
  private static final Duration USUAL = Duration.ofMillis(History.REACH_MILLIS);

  private final Desk desk;

  LatestHandler(Desk desk) {
    this.desk = desk;
  }

  Response answer(Request request) throws RefusedException, InterruptedException {
    var in = desk.parameters(request, "match", "from", "to", "format");
    Form form = Form.of(request);
    Selection which = in.match();
    Span span = in.span(USUAL);
    return desk.answer(
        request,
        form.contentType(),
        (history, out) -> {
          switch (form) {
            case JSON -> json(history, out, which, span);
            case CSV -> csv(history, out, which, span);
          }
        });
  }

  private static void json(History history, Output out, Selection which, Span span)
      throws IOException, InterruptedException, RefusedException {
    Roll roll = Roll.of(history, which, span, out.limits());
    var series = new JsonSeries(out.json(), roll.families(history));
    out.json().object().name("series").array();
    history.latest(
        which,
        span,
        new Points() {
          @Override
          public boolean series(String name, Labels labels) {
            series.begin(name, labels);
            return out.series();
          }

          @Override
          public boolean point(long timeMillis, double value) {
            out.json().name("time").value(timeMillis).name("value");
            series.value(value);
            out.json().endObject();
            return out.point();
          }
        });
    out.check();
    out.json().endArray().endObject().end();
    out.bytes().put('\n');
  }

  private static void csv(History history, Output out, Selection which, Span span)
      throws IOException, InterruptedException, RefusedException {
    out.bytes().put(Csv.HEAD);
    history.latest(which, span, new CsvRows(out, Optional.empty()));
    out.check();
  }
}
