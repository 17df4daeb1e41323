package dev.sonde.it.journal;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Intake;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Series;
import dev.sonde.http.Handler;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/// Takes pushed lines, and answers 204 when the journal has them.
final class Door implements Handler {
  private static final long EPOCH = 1;

  private final ConcurrentHashMap<Key, Series> table = new ConcurrentHashMap<>();
  private final Intake intake;
  private final IntSupplier indexes;

  Door(Intake intake, IntSupplier indexes) {
    this.intake = intake;
    this.indexes = indexes;
  }

  private record Key(int worker, int slot) {}

  @Override
  public Response handle(Request request) throws IOException {
    return switch (request.path()) {
      case "/health" -> Response.text(200, "ready");
      case "/push" -> push(request);
      default -> Response.error(404, "there are /push and /health");
    };
  }

  private Response push(Request request) throws IOException {
    try {
      var batch = new Batch();
      Lines.forEach(
          request.body().readAllBytes(),
          (worker, slot, millis, id) -> batch.add(series(worker, slot), millis, id));
      return answer(intake.append(batch, origin(request)));
    } catch (NumberFormatException wrong) {
      return Response.error(400, "lines are worker slot millis id; " + wrong.getMessage());
    }
  }

  private Series series(int worker, int slot) {
    return table.computeIfAbsent(new Key(worker, slot), this::make);
  }

  private Series make(Key key) {
    var labels = Labels.of("worker", "" + key.worker(), "slot", "" + key.slot());
    return new Series("oracle_sample", labels, indexes.getAsInt());
  }

  private static Origin origin(Request request) {
    return request
        .header("X-Instance")
        .map(instance ->
            Origin.sender(
                UUID.fromString(instance),
                EPOCH,
                number(request, "X-From"),
                number(request, "X-To")))
        .orElse(Origin.UNNAMED);
  }

  private static long number(Request request, String header) {
    return Long.parseLong(request.header(header).orElse(""));
  }

  private static Response answer(Appended appended) {
    return switch (appended) {
      case Appended.Accepted _, Appended.Repeated _ -> Response.empty(204);
      case Appended.Refused(var reason, var after) ->
          Response.error(503, reason).with("Retry-After", Long.toString(after.toSeconds() + 1));
    };
  }
}
