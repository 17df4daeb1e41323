package dev.sonde.server.history;

import dev.sonde.api.store.History;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// `/api/v1/range`: samples as they are, or a value for each step.
final class RangeHandler {
  private static final Duration USUAL = Duration.ofHours(1);
  private static final long SECOND_MILLIS = 1000;

  private record Asked(Form form, Selection which, Span span, Optional<Grid> grid) {
    /// How many points a series may have; of samples, a guess that is seldom too low.
    long pointsEach() {
      return grid.map(each -> (long) each.steps().count())
          .orElse((span.toMillis() - span.fromMillis()) / SECOND_MILLIS);
    }

    void points(History history, Points to) throws IOException, InterruptedException {
      if (grid.isPresent()) {
        history.steps(which, grid.get().steps(), grid.get().fold(), to);
      } else {
        history.samples(which, span, to);
      }
    }
  }

  private final Desk desk;

  RangeHandler(Desk desk) {
    this.desk = desk;
  }

  Response answer(Request request) throws RefusedException, InterruptedException {
    var in = desk.parameters(request, "match", "from", "to", "points", "step", "fold", "format");
    Form form = Form.of(request);
    Selection which = in.someMatch();
    Span span = in.span(USUAL);
    Optional<Grid> grid = Grid.of(in, span);
    Span whole = grid.map(each -> each.steps().span()).orElse(span);
    var asked = new Asked(form, which, whole, grid);
    return desk.answer(request, form.contentType(), (history, out) -> ask(history, out, asked));
  }

  private static void ask(History history, Output out, Asked asked)
      throws IOException, InterruptedException, RefusedException {
    QueryLimits limits = out.limits();
    Roll roll = Roll.of(history, asked.which(), asked.span(), limits);
    if (roll.mayBeTooMuch(asked.pointsEach())) {
      long each = asked.grid().isPresent() ? asked.pointsEach() : 0;
      Census.check(history, asked.which(), asked.span(), each, limits);
    }
    switch (asked.form()) {
      case JSON -> json(history, out, asked, roll);
      case CSV -> csv(history, out, asked);
    }
  }

  private static void csv(History history, Output out, Asked asked)
      throws IOException, InterruptedException, RefusedException {
    out.bytes().put(Csv.HEAD);
    var rows = new CsvRows(out, asked.grid().map(Grid::steps));
    asked.points(history, rows);
    out.check();
    rows.end();
  }

  private static void json(History history, Output out, Asked asked, Roll roll)
      throws IOException, InterruptedException, RefusedException {
    var series = new JsonSeries(out.json(), roll.families(history));
    head(out, asked);
    if (asked.grid().isPresent()) {
      var steps = new JsonSteps(out, series, asked.grid().get().steps());
      asked.points(history, steps);
      out.check();
      steps.end();
    } else {
      var samples = new JsonSamples(out, series);
      asked.points(history, samples);
      out.check();
      samples.end();
    }
    out.json().endArray().endObject().end();
    out.bytes().put('\n');
  }

  private static void head(Output out, Asked asked) {
    var json = out.json().object();
    json.name("from").value(asked.span().fromMillis());
    json.name("to").value(asked.span().toMillis());
    asked
        .grid()
        .ifPresent(grid -> {
          json.name("step").value(grid.steps().stepMillis());
          json.name("fold").value(Folds.word(grid.fold()));
        });
    json.name("series").array();
  }
}
