package dev.sonde.server.history;

import dev.sonde.api.Time;
import dev.sonde.api.store.History;
import dev.sonde.http.Handler;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.http.Router;
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
    var range = new RangeHandler(desk);
    routes.get("/api/v1/range", door.apply(answering(range::answer)));
  }

  private static Handler answering(Asked handler) {
    return request -> {
      try {
        return handler.answer(request);
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
