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
import org.jspecify.annotations.Nullable;

/// The paths that ask a store. Until somebody asks, this class is all there is of them.
public final class HistoryRoutes {
  private static final String LABEL = "/api/v1/label/";

  private final Supplier<Optional<History>> store;
  private final Supplier<QueryLimits> limits;
  private final Time time;
  private @Nullable Desk desk;

  /// @param store what is asked; empty where there is none. Called for each question
  /// @param limits those in force
  public HistoryRoutes(Supplier<Optional<History>> store, Supplier<QueryLimits> limits, Time time) {
    this.store = store;
    this.limits = limits;
    this.time = time;
  }

  /// Adds them.
  ///
  /// @param door what decides who may ask
  public void addTo(Router.Builder routes, UnaryOperator<Handler> door) {
    Handler answers = door.apply(this::answer);
    routes
        .get("/api/v1/range", answers)
        .get("/api/v1/latest", answers)
        .get("/api/v1/series", answers)
        .get("/api/v1/labels", answers)
        .under("GET", LABEL, answers);
  }

  /// Asks for a page of another shape.
  ///
  /// @return empty when there is no store, it fails, takes too long, or has nothing to say
  public Optional<Response> answer(Request request, String contentType, Page page)
      throws InterruptedException {
    try {
      return Optional.of(
          desk()
              .answer(
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

  private Response answer(Request request) throws InterruptedException {
    try {
      return asked(request).with("Vary", "Accept");
    } catch (RefusedException refused) {
      return refused.response();
    }
  }

  private Response asked(Request request) throws RefusedException, InterruptedException {
    return switch (request.path()) {
      case "/api/v1/range" -> new RangeHandler(desk()).answer(request);
      case "/api/v1/latest" -> new LatestHandler(desk()).answer(request);
      case "/api/v1/series" -> new SeriesHandler(desk()).answer(request);
      case "/api/v1/labels" -> new LabelsHandler(desk()).names(request);
      default -> new LabelsHandler(desk()).values(request, LABEL);
    };
  }

  private synchronized Desk desk() {
    Desk made = desk == null ? new Desk(store, limits, time) : desk;
    desk = made;
    return made;
  }
}
