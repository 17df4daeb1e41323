package dev.sonde.server.history;

import dev.sonde.api.Time;
import dev.sonde.api.store.History;
import dev.sonde.http.Handler;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.http.Router;
import dev.sonde.wire.JsonWriter;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// The paths that ask a store.
public final class HistoryRoutes {
  private final Desk desk;

  /// @param store what is asked; empty where there is none. Called for each question
  /// @param limits those in force
  public HistoryRoutes(Supplier<Optional<History>> store, Supplier<QueryLimits> limits, Time time) {
    desk = new Desk(store, limits, time);
  }

  /// Adds them.
  ///
  /// @param door what decides who may ask
  public void addTo(Router.Builder routes, UnaryOperator<Handler> door) {
    var labels = new LabelsHandler(desk);
    Asked range = new RangeHandler(desk)::answer;
    Asked latest = new LatestHandler(desk)::answer;
    Asked series = new SeriesHandler(desk)::answer;
    routes
        .get("/api/v1/range", door.apply(answering(range)))
        .get("/api/v1/latest", door.apply(answering(latest)))
        .get("/api/v1/series", door.apply(answering(series)))
        .get("/api/v1/labels", door.apply(answering(labels::names)))
        .under("GET", LabelsHandler.PREFIX, door.apply(answering(labels::values)));
  }

  /// Asks for a page of another shape.
  ///
  /// @return empty when there is no store, it fails, takes too long, or has nothing to say
  public Optional<Response> answer(Request request, String contentType, Page page)
      throws InterruptedException {
    try {
      return Optional.of(
          desk.answer(
              request,
              contentType,
              (history, out) -> {
                if (!page.write(history, out.json())) {
                  throw new RefusedException(404, "nothing is stored");
                }
              }));
    } catch (RefusedException _) {
      return Optional.empty();
    }
  }

  /// Asks a store and writes the answer.
  @FunctionalInterface
  public interface Page {
    /// Called on a thread of its own, which is interrupted when nobody waits any more.
    ///
    /// @param out one JSON value, all of which is kept in memory
    /// @return whether there is an answer
    boolean write(History history, JsonWriter out) throws IOException, InterruptedException;
  }

  private static Handler answering(Asked handler) {
    return request -> {
      try {
        return handler.answer(request).with("Vary", "Accept");
      } catch (RefusedException refused) {
        return refused.response();
      }
    };
  }

  @FunctionalInterface
  private interface Asked {
    Response answer(Request request) throws RefusedException, InterruptedException;
  }
}
